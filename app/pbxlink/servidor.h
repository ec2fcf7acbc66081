/*
 * servidor: the PBXs' side of libwebsockets. It listens on CC_RUN/pbxlink.sock, judges who knocks, and passes on what
 * sockets say; it decides nothing about what they mean.
 */
#ifndef CC_PBXLINK_SERVIDOR_H
#define CC_PBXLINK_SERVIDOR_H

#include <stdbool.h>

struct lws;

/* Binds the socket and makes everything ready. False: what is wrong has been logged. */
bool servidor_abrir(void);

/* Serves. After SIGTERM or SIGINT it says goodbye, stores what it was told, and ends the process; it returns only when
 * the loop fails. */
void servidor_correr(void);

/* For enlace: something to write; to be closed without ceremony; to be read or not. */
void servidor_escribir(struct lws *wsi);
void servidor_matar(struct lws *wsi);
void servidor_leer(struct lws *wsi, bool si);

#endif
