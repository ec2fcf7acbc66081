#include "jobs/ajustes.h"

#include <stdio.h>

#include "jobs/red.h"
#include "lib/settings.h"
#include "lib/sonido.h"

enum { SALIDA_CONFIG = 78 }; /* as settings_open's */

struct ajustes ajustes;

static const char *clave;

static const struct setting tabla[] = {
    {.name = "CC_DB",
     .type = SETTING_TEXT,
     .unit = "",
     .value = &ajustes.db,
     .description = "libpq connection string, without user; a unix socket or hostaddr, since names are "
                    "resolved blocking"},
    {.name = "CC_CLAVE",
     .type = SETTING_SECRET,
     .unit = "base64",
     .value = &clave,
     .description = "32 bytes under which the secrets of PBXs and subscriptions are sealed"},
    {.name = "CC_URL",
     .type = SETTING_TEXT,
     .fallback = "http://localhost:8080",
     .unit = "",
     .value = &ajustes.url,
     .description = "public address of the installation, which PBXs are told"},
    {.name = "CC_RED_PERMITIDA",
     .type = SETTING_TEXT,
     .fallback = "",
     .unit = "CIDRs",
     .value = &ajustes.red_permitida,
     .description =
         "networks that are not public and that a PBX or a subscription with red_privada may be in"},
    {.name = "CC_PUERTOS",
     .type = SETTING_TEXT,
     .fallback = "443, 8443",
     .unit = "",
     .value = &ajustes.puertos,
     .description = "ports of public addresses that may be reached; in CC_RED_PERMITIDA any may"},
    {.name = "CC_CA",
     .type = SETTING_TEXT,
     .fallback = "",
     .unit = "",
     .value = &ajustes.ca,
     .description = "certificate file of a private authority, trusted beside the system's"},
    {.name = "CC_CUERPO_AUDIO_BYTES",
     .type = SETTING_INT,
     .fallback = SONIDO_BYTES_MAX,
     .unit = "bytes",
     .value = &ajustes.audio_bytes,
     .min = 4096,
     .max = 67108864,
     .description = "largest message that is fetched from a PBX"},
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
     .description = "that are SQL, claimed at once"},
    {.name = "CC_JOBS_SALIDAS",
     .type = SETTING_INT,
     .fallback = "64",
     .unit = "requests",
     .value = &ajustes.salidas,
     .min = 1,
     .max = 500,
     .description = "in flight at once; how many of them to one machine is the database's to say"},
};

int ajustes_leer(int argc, char **argv)
{
    int salida = settings_open(argc, argv, tabla, sizeof tabla / sizeof *tabla);
    if (salida != SETTINGS_RUN && salida != 0)
        return salida;
    if (!cripto_init() || !cripto_master(clave, ajustes.clave)) {
        fputs("CC_CLAVE must be 32 bytes in base64, for example from: openssl rand -base64 32\n", stderr);
        return SALIDA_CONFIG;
    }
    if (!red_lista_valida(ajustes.red_permitida)) {
        fputs("CC_RED_PERMITIDA must be a list of networks, for example: 192.168.1.0/24, fd00::/8\n", stderr);
        return SALIDA_CONFIG;
    }
    return salida;
}
