#include <stdlib.h>

#include "api/config.h"
#include "api/master.h"
#include "lib/log.h"
#include "lib/settings.h"

int main(int argc, char **argv)
{
    static struct config config;
    int status = config_open(argc, argv, &config);
    if (status != SETTINGS_RUN)
        return status;
    log_open("cc-api", config.log_nivel);
    return master_run(&config, argv);
}
