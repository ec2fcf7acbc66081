#include "relay/ajustes.h"

#include "lib/settings.h"

struct ajustes ajustes;

static const struct setting tabla[] = {
    {.name = "CC_DB",
     .type = SETTING_TEXT,
     .unit = "",
     .value = &ajustes.db,
     .description = "libpq connection string, without user; a unix socket or hostaddr, since names are "
                    "resolved blocking"},
    {.name = "CC_RUN",
     .type = SETTING_TEXT,
     .unit = "",
     .value = &ajustes.run,
     .description = "folder of the unix sockets"},
    {.name = "CC_URL",
     .type = SETTING_TEXT,
     .unit = "",
     .value = &ajustes.url,
     .description = "public origin of the site: https://telefono.clinica.example"},
    {.name = "CC_ORIGENES",
     .type = SETTING_TEXT,
     .fallback = "",
     .unit = "",
     .value = &ajustes.origenes,
     .description = "other origins whose pages may open sockets, comma separated"},
    {.name = "CC_LOG_NIVEL",
     .type = SETTING_TEXT,
     .fallback = "info",
     .unit = "",
     .value = &ajustes.nivel,
     .description = "error, aviso, info or depura"},
    {.name = "CC_RELAY_SOCKETS",
     .type = SETTING_INT,
     .fallback = "20000",
     .unit = "sockets",
     .value = &ajustes.sockets,
     .min = 10,
     .max = 200000,
     .description = "browsers at once; the limit of open files must allow them"},
    {.name = "CC_RELAY_SOCKETS_AGENTE",
     .type = SETTING_INT,
     .fallback = "5",
     .unit = "sockets",
     .value = &ajustes.sockets_agente,
     .min = 1,
     .max = 200000,
     .description = "browsers of one agent at once"},
    {.name = "CC_RELAY_ANILLO_KB",
     .type = SETTING_INT,
     .fallback = "2048",
     .unit = "KiB",
     .value = &ajustes.anillo_kb,
     .min = 64,
     .max = 1048576,
     .description = "events kept of each clinic for those who come back (1000 and 10 minutes at most)"},
};

int ajustes_leer(int argc, char **argv)
{
    return settings_open(argc, argv, tabla, sizeof tabla / sizeof *tabla);
}

struct db_config ajustes_base(const char *nombre)
{
    return (struct db_config){.conninfo = ajustes.db,
                              .role = "cc_relay",
                              .application = nombre,
                              .statement_timeout_ms = BASE_SENTENCIA_MS};
}
