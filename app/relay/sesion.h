/*
 * sesion: one browser's socket, from its upgrade to its end.
 *
 *   ABIERTA_SIN_HOLA → (hola) → COMPROBANDO → (the database says who it is) → ENTRANDO → (its clinics' rings are up to
 *   date) → DENTRO → CERRANDO
 *
 * A session holds a position in each of its clinics' rings and nothing else: what it is sent next is found when its
 * socket can be written to. It is too slow when more than 64 KB wait, or something waits longer than 10 s.
 */
#ifndef CC_RELAY_SESION_H
#define CC_RELAY_SESION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "relay/anillo.h"
#include "relay/hola.h"

struct lws;

/* RFC 6455 §7.4.1, and ours from 4400. */
enum cierre {
    CIERRE_NO = 0,
    CIERRE_NOS_VAMOS = 1001,
    CIERRE_PROTOCOLO = 1008,
    CIERRE_DEMASIADO_LARGO = 1009,
    CIERRE_SIN_SESION = 4401,
    CIERRE_DEMASIADOS = 4403,
    CIERRE_LENTA = 4408,
};

enum sesion_estado { ABIERTA_SIN_HOLA, COMPROBANDO, ENTRANDO, DENTRO, CERRANDO };

/* One clinic of a session. In its ring's list from the welcome on. */
struct suscripcion {
    struct sesion *sesion;
    struct anillo *anillo;
    struct suscripcion *anterior, *siguiente;
    int64_t leido;  /* the last event that was sent or is not for it */
    int64_t previo; /* the last event sent, at first the position of the welcome */
    size_t de_esta; /* deliveries of the event after `leido` that have been looked at */
    unsigned rol;
    bool debe_recargar; /* it has missed something and must be told */
};

struct sesion {
    struct sesion *anterior, *siguiente;
    struct sesion *de_agente; /* the next one of the same bucket of agents */
    struct lws *wsi;          /* NULL: the browser has gone, an answer is still awaited */
    int64_t id, agente;       /* 0 until known */
    int64_t permisos;         /* a number for its clinics and roles as they were then */
    struct hola *hola;        /* said and not yet answered */
    struct suscripcion *suscripciones;
    char *entrada;            /* a message of which more is to come */
    int64_t desde_ms;         /* the present state began (all monotonic) */
    int64_t oido_ms;          /* the browser was heard */
    int64_t minuto_ms;        /* `mensajes` are counted since */
    int64_t pendiente_ms;     /* since when something waits and nothing of it has been taken */
    uint32_t pendiente_bytes; /* what waits, of what came since the welcome */
    uint32_t latido;          /* number of the pulse that asked about it */
    uint16_t n;               /* suscripciones */
    uint16_t entrada_bytes;
    uint16_t mensajes;
    uint16_t cierre;
    uint8_t estado;
    bool con_galleta;
    bool consultando; /* an answer of the database is awaited */
    bool panel;
    bool debe_bienvenida;
    bool debe_fin; /* owes a sesion_fin before closing */
    bool debe_ping;
    uint8_t pings;  /* sent since it was heard */
    bool repasando; /* is being sent what it had missed */
    unsigned char galleta[CREDENCIAL_BYTES];
};

/* A browser has connected. `galleta` is the credential of its cookie, NULL without one. */
struct sesion *sesion_nueva(struct lws *wsi, const unsigned char *galleta);

/* The browser has gone: frees, at once or when the awaited answer comes. */
void sesion_ida(struct sesion *sesion);

/* A piece of a message. */
void sesion_recibir(struct sesion *sesion, const char *texto, size_t bytes, bool ultima);

/* It has answered a ping. */
void sesion_viva(struct sesion *sesion);

/* The answer of the database. Both free the session if its browser has gone meanwhile. */
void sesion_admitida(struct sesion *sesion, int64_t id, int64_t agente, size_t n, const int64_t *clinicas,
                     const unsigned *roles);
void sesion_rechazada(struct sesion *sesion);
/* The database did not answer: asked again at the next pulse. */
void sesion_sin_respuesta(struct sesion *sesion);

/* Closes with a code, after a `sesion_fin` when `fin`. */
void sesion_cerrar(struct sesion *sesion, enum cierre cierre, bool fin);

/* The next frame to write, NULL when there is nothing. Valid until the next one is asked for, with TRAMA_MARGEN_BYTES
 * before it. */
char *sesion_siguiente(struct sesion *sesion, size_t *bytes_r);

/* Rings have come up to date: lets in whoever waited for them. */
void sesion_entrar_todas(void);

/* Closes all with 1001. */
void sesion_despedir(void);

/* Deadlines, pings, slow ones. Returns when to be called again. */
int64_t sesion_pulso(int64_t ahora_ms);

/* All of them, linked by `siguiente`. */
struct sesion *sesion_todas(void);

struct sesion_cuenta {
    long sockets, dentro;
    unsigned long tramas, bytes, lentas, rechazadas, recargas;
};
extern struct sesion_cuenta sesion_cuenta;

#endif
