/* config: the settings of cc-api, read once before the workers are forked. */
#ifndef CC_API_CONFIG_H
#define CC_API_CONFIG_H

#include "api/pool.h"
#include "lib/cripto.h"

struct config {
    const char *db;       /* CC_DB */
    const char *run;      /* CC_RUN: directory of the sockets */
    const char *clave;    /* CC_CLAVE as text; master is what it means */
    const char *url;      /* CC_URL: the origin that people use */
    const char *origenes; /* CC_ORIGENES: further origins that may call us from a browser, comma separated */
    const char *log_nivel;
    long workers[POOLS];
    long body_bytes[POOLS]; /* largest body of a route of that pool */
    long plazo_largo_s;     /* a request of the long pool that makes no progress for so long is stuck */
    long lote_lineas, lote_linea_bytes,
        lote_bytes; /* of a bulk feed: lines a transaction, of a line, of the feed */
    long sesion_inactiva_min, sesion_maxima_min; /* how long a session lives without use, and in all */
    const char *disco; /* CC_DISCO: directory whose file system must have room; "" none */
    long disco_min_mb; /* CC_DISCO_MIN_MB */
    long audio_bytes;  /* CC_CUERPO_AUDIO_BYTES: of a message that is uploaded */
    unsigned char master[CRIPTO_MASTER_BYTES];
};

/* Reads the environment. SETTINGS_RUN to go on, else the exit status (lib/settings.h). */
int config_open(int argc, char **argv, struct config *config);

#endif
