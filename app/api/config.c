#include "api/config.h"

#include <stdio.h>
#include <unistd.h>

#include "lib/settings.h"
#include "lib/sonido.h"

enum { EXIT_CONFIG = 78, WORKERS_MAX = 64 };

/* 0 asks for what suits the machine: 4 to 8 workers beat 16 on 2 cores (measured). */
static void choose_workers(struct config *config)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    const long suits[POOLS] = {
        [POOL_WEBHOOKS] = cores > 2 ? cores : 2,
        [POOL_API] = 2 * cores > 4 ? 2 * cores : 4,
        [POOL_LARGO] = 2,
    };
    for (int pool = 0; pool < POOLS; pool++) {
        if (config->workers[pool] == 0)
            config->workers[pool] = suits[pool] < WORKERS_MAX ? suits[pool] : WORKERS_MAX;
    }
}

int config_open(int argc, char **argv, struct config *config)
{
    const struct setting table[] = {
        {"CC_DB", SETTING_TEXT, NULL, "", "PostgreSQL: libpq connection string or URI, without user",
         &config->db, 0, 0},
        {"CC_RUN", SETTING_TEXT, NULL, "", "Directory of the unix sockets; its group may use them",
         &config->run, 0, 0},
        {"CC_CLAVE", SETTING_SECRET, NULL, "base64",
         "Master key of 32 bytes that the stored secrets are sealed with", &config->clave, 0, 0},
        {"CC_URL", SETTING_TEXT, "http://localhost:8080", "", "Public origin of the site", &config->url, 0,
         0},
        {"CC_ORIGENES", SETTING_TEXT, "", "", "Further browser origins that may call, comma separated",
         &config->origenes, 0, 0},
        {"CC_WORKERS_WEBHOOKS", SETTING_INT, "0", "processes",
         "Workers for PBX webhooks; 0: one per core, at least 2", &config->workers[POOL_WEBHOOKS], 0,
         WORKERS_MAX},
        {"CC_WORKERS_API", SETTING_INT, "0", "processes",
         "Workers for people and the ERP; 0: two per core, at least 4", &config->workers[POOL_API], 0,
         WORKERS_MAX},
        {"CC_WORKERS_LARGO", SETTING_INT, "0", "processes", "Workers for exports and audio; 0: two",
         &config->workers[POOL_LARGO], 0, WORKERS_MAX},
        {"CC_CUERPO_WEBHOOK_BYTES", SETTING_INT, "65536", "bytes", "Largest body of a webhook",
         &config->body_bytes[POOL_WEBHOOKS], 1024, 1048576},
        {"CC_CUERPO_API_BYTES", SETTING_INT, "1048576", "bytes", "Largest body of any other request",
         &config->body_bytes[POOL_API], 1024, 16777216},
        {"CC_CUERPO_AUDIO_BYTES", SETTING_INT, SONIDO_BYTES_MAX, "bytes",
         "Largest audio that a PBX may upload", &config->audio_bytes, 65536, 67108864},
        {"CC_PLAZO_LARGO_S", SETTING_INT, "600", "s",
         "An export or bulk feed that stands still for so long is cut", &config->plazo_largo_s, 1, 86400},
        {"CC_LOTE_LINEAS", SETTING_INT, "200", "lines", "Lines of a bulk feed that are written together",
         &config->lote_lineas, 1, 1000},
        {"CC_LOTE_LINEA_BYTES", SETTING_INT, "65536", "bytes", "Longest line of a bulk feed",
         &config->lote_linea_bytes, 1024, 1048576},
        {"CC_LOTE_BYTES", SETTING_INT, "1073741824", "bytes", "Longest bulk feed (nginx has the same limit)",
         &config->lote_bytes, 1024, 1L << 40},
        {"CC_DISCO", SETTING_TEXT, "", "",
         "Directory of the database, where it is on this machine: /readyz wants room on its disk",
         &config->disco, 0, 0},
        {"CC_DISCO_MIN_MB", SETTING_INT, "256", "MiB", "So much room", &config->disco_min_mb, 1, 1048576},
        {"CC_SESION_INACTIVA_MIN", SETTING_INT, "480", "minutes", "A session ends after so long without use",
         &config->sesion_inactiva_min, 1, 10080},
        {"CC_SESION_MAXIMA_MIN", SETTING_INT, "960", "minutes", "A session ends so long after the login",
         &config->sesion_maxima_min, 1, 44640},
        {"CC_LOG_NIVEL", SETTING_TEXT, "info", "",
         "Least grave line that is logged: error, aviso, info or depura", &config->log_nivel, 0, 0},
    };
    int status = settings_open(argc, argv, table, sizeof table / sizeof *table);
    if (status > 0)
        return status;
    if (!cripto_init() || !cripto_master(config->clave, config->master)) {
        fputs("CC_CLAVE must be 32 bytes in base64, for example from: openssl rand -base64 32\n", stderr);
        return EXIT_CONFIG;
    }
    config->body_bytes[POOL_LARGO] = config->body_bytes[POOL_API];
    choose_workers(config);
    return status;
}
