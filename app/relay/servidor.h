/*
 * servidor: the browsers' side of libwebsockets. It listens on CC_RUN/relay.sock, lets in what may come in,
 * and passes on what sockets say; it decides nothing about sessions.
 *
 * No extension is offered: one deflated message makes a socket cost 100 KB instead of 5. Timeouts, pings and deadlines
 * are ours (sesion_pulso), because libwebsockets keeps a sorted list of timers, which 20,000 browsers make long.
 */
#ifndef CC_RELAY_SERVIDOR_H
#define CC_RELAY_SERVIDOR_H

#include <stdbool.h>

struct lws;

/* Binds the socket and makes everything ready. False: what is wrong has been logged. */
bool servidor_abrir(void);

/* Serves. After SIGTERM or SIGINT it sends the browsers away and ends the process; it returns only when the loop fails. */
void servidor_correr(void);

/* For sesion: this socket has something to write; this socket is to be closed without ceremony. */
void servidor_escribir(struct lws *wsi);
void servidor_matar(struct lws *wsi);

#endif
