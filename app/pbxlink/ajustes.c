#include "pbxlink/ajustes.h"

#include "lib/log.h"
#include "lib/settings.h"

/* How long a statement may take on the server, and a silent server is borne. */
enum { BASE_SENTENCIA_MS = 5000, BASE_PACIENCIA_MS = 8000 };

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
    {.name = "CC_CLAVE",
     .type = SETTING_SECRET,
     .unit = "",
     .value = &ajustes.clave,
     .description = "32 random bytes in base64: the key under which secrets are sealed"},
    {.name = "CC_LOG_NIVEL",
     .type = SETTING_TEXT,
     .fallback = "info",
     .unit = "",
     .value = &ajustes.nivel,
     .description = "error, aviso, info or depura"},
    {.name = "CC_PBXLINK_SOCKETS",
     .type = SETTING_INT,
     .fallback = "1000",
     .unit = "sockets",
     .value = &ajustes.sockets,
     .min = 1,
     .max = 20000,
     .description = "PBXs at once; the limit of open files must allow them"},
    {.name = "CC_PBXLINK_COLA_KB",
     .type = SETTING_INT,
     .fallback = "4096",
     .unit = "KiB",
     .value = &ajustes.cola_kb,
     .min = 64,
     .max = 1048576,
     .description = "what one PBX may have told that is not stored yet; beyond it its socket is not read"},
};

int ajustes_leer(int argc, char **argv)
{
    return settings_open(argc, argv, tabla, sizeof tabla / sizeof *tabla);
}

bool ajustes_clave(void)
{
    if (cripto_master(ajustes.clave, ajustes.maestra))
        return true;
    log_error(LOG_EVENT("clave_mala"), LOG_TEXT("remedio", "CC_CLAVE: head -c 32 /dev/urandom | base64"));
    return false;
}

struct conexion *ajustes_conectar(const char *nombre, const char *const *canales,
                                  const struct conexion_eventos *eventos)
{
    const struct db_config config = {.conninfo = ajustes.db,
                                     .role = "cc_pbxlink",
                                     .application = nombre,
                                     .statement_timeout_ms = BASE_SENTENCIA_MS};
    return conexion_nueva(&config, BASE_PACIENCIA_MS, canales, eventos);
}
