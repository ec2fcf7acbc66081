/*
 * acceso: who is behind a socket, and whether they still may be. On a connection of its own, so that a crowd at the
 * door does not delay the events.
 */
#ifndef CC_RELAY_ACCESO_H
#define CC_RELAY_ACCESO_H

#include <stdbool.h>
#include <stdint.h>

#include "relay/hola.h"

struct sesion;

void acceso_abrir(void);
void acceso_cerrar(void);
bool acceso_listo(void);

/* Asks the database. The answer is sesion_admitida, sesion_rechazada or sesion_sin_respuesta; false: none will come. */
bool acceso_comprobar(struct sesion *sesion, const unsigned char credencial[CREDENCIAL_BYTES]);

/* Every 5 s, and soon after somebody came in: ends the sessions that were revoked. Returns when to be called again. */
int64_t acceso_pulso(int64_t ahora_ms);

#endif
