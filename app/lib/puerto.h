/*
 * puerto: a unix socket behind nginx, served by libwebsockets: WebSockets of one subprotocol, and the process' own pages.
 *
 * It binds the socket, judges upgrades by its owner's word, answers pages, carries the clock's pulse and the signals to
 * its owner, and says goodbye. What a WebSocket says is its owner's callback's business. The socket takes the place of
 * another process' in one step, so that a new one may start before the old one has ended.
 *
 * libwebsockets sees its clients only. The descriptors of libpq and the signals are behind an epoll set that it adopts
 * (espera). No extensions, no h2c, no raw roles.
 */
#ifndef CC_PUERTO_H
#define CC_PUERTO_H

#include <libwebsockets.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A page about the process itself. */
struct pagina {
    int estado; /* of HTTP */
    const char *tipo;
    const char *cuerpo;
};

enum { PAGINA_MAX_BYTES = 4096, PUERTO_CABECERAS_BYTES = 4096 };

struct puerto {
    const char *carpeta; /* CC_RUN */
    const char *nombre;  /* "relay": CC_RUN/relay.sock */
    long sockets;        /* at once; the limit of open files is raised to them */
    bool muchos;         /* of them: by libuv's epoll where its plug-in is installed */

    /* The subprotocol and its callback; per_session_data_size, rx_buffer_size and tx_packet_size are its own. */
    struct lws_protocols ws;

    /* Before the upgrade: 0 lets it in, else the HTTP status of the refusal. It reads headers with puerto_cabecera. */
    int (*juzgar)(struct lws *wsi);

    /* The page of this path; `memoria` is where a body may be made. */
    struct pagina (*pagina)(const char *ruta, char memoria[PAGINA_MAX_BYTES]);

    /* Sees what time it is; returns when it wants to again (monotonic, ms). */
    int64_t (*pulso)(int64_t ahora_ms);

    /* We are to leave: sends everybody away. */
    void (*despedir)(void);

    /* Whether nothing is left to be done, and the last act before the process ends. */
    bool (*acabado)(void);
    void (*cerrar)(void);
    int64_t despedida_ms; /* at most between the two */
};

/* Makes everything ready to be served. False: what is wrong has been logged. `puerto` lives for ever. */
bool puerto_abrir(const struct puerto *puerto);

/* Serves. After SIGTERM or SIGINT it ends the process; it returns only when the loop fails. */
void puerto_correr(void);

/* Whether we are leaving: nobody new is let in. */
bool puerto_despidiendose(void);

/* Copies a header; false when it is absent or longer. Only before the upgrade is answered. */
bool puerto_cabecera(struct lws *wsi, enum lws_token_indexes cual, char *texto, int caben);

/* Whether it asks for a WebSocket. libwebsockets would also do h2c, whose code has holes; and it hands over the Upgrade
 * header as a pointer that may be stale (CVE-2025-11677): it is copied here. */
bool puerto_es_websocket(struct lws *wsi);

/* Lets the pulse be felt at once: something has come that may want the clock. */
void puerto_pulsar(void);

/* For a socket's life: it has something to write; it is to be closed without ceremony. NULL is harmless. */
void puerto_escribir(struct lws *wsi);
void puerto_matar(struct lws *wsi);

/* Writes the close frame's code and closes by the socket's timer, on whose callback -1 is to be returned. */
void puerto_cerrar_con(struct lws *wsi, uint16_t codigo);

#endif
