/*
 * puerta: who may come in. A PBX names itself in the address and once more as the user of Basic authentication, whose
 * password is one of its centralita's two secrets.
 */
#ifndef CC_PBXLINK_PUERTA_H
#define CC_PBXLINK_PUERTA_H

#include <stdbool.h>

#include "lib/cripto.h"
#include "pbxlink/centralita.h"

/* What a request to upgrade says; texts are "" when absent or too long. */
struct puerta_llamada {
    bool websocket;
    char ruta[160], protocolo[32], autorizacion[512];
};

/* Who it is. */
struct puerta_quien {
    char publico[CENTRALITA_PUBLICO_BYTES + 1];
    unsigned char huella[CRIPTO_SHA256_BYTES]; /* of the secret that it showed */
};

/* 0: it may come in. Else the status to refuse it with: 400 no WebSocket of ours, 401 not its secret, 404 nobody of that
 * name, 503 later (the database is away, or there are too many). */
int puerta_juzgar(const struct puerta_llamada *llamada, struct puerta_quien *quien);

#endif
