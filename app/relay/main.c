/* cc-relay: tells browsers what the database has written for them. DESIGN.md says how. */
#include <stdlib.h>

#include "lib/cripto.h"
#include "lib/log.h"
#include "lib/settings.h"
#include "relay/ajustes.h"
#include "relay/servidor.h"

int main(int argc, char **argv)
{
    int salida = ajustes_leer(argc, argv);
    if (salida != SETTINGS_RUN)
        return salida;
    log_open("cc-relay", ajustes.nivel);
    if (!cripto_init())
        return EXIT_FAILURE;
    if (servidor_abrir())
        servidor_correr();
    return EXIT_FAILURE;
}
