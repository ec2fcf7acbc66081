#include "jobs/ajustes.h"

#include "lib/settings.h"

struct ajustes ajustes;

static const struct setting tabla[] = {
    {.name = "CC_DB",
     .type = SETTING_TEXT,
     .unit = "",
     .value = &ajustes.db,
     .description = "libpq connection string, without user; a unix socket or hostaddr, since names are "
                    "resolved blocking"},
    {.name = "CC_LOG_NIVEL",
     .type = SETTING_TEXT,
     .fallback = "info",
     .unit = "",
     .value = &ajustes.nivel,
     .description = "error, aviso, info or depura"},
    {.name = "CC_JOBS_TANDA",
     .type = SETTING_INT,
     .fallback = "10",
     .unit = "jobs",
     .value = &ajustes.tanda,
     .min = 1,
     .max = 1000,
     .description = "claimed at once"},
};

int ajustes_leer(int argc, char **argv)
{
    return settings_open(argc, argv, tabla, sizeof tabla / sizeof *tabla);
}
