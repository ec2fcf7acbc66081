/*
 * anillo: one clinic's last events (1,000, or 10 minutes, or CC_RELAY_ANILLO_KB), kept once for all its sessions.
 *
 * A session has no queue: it has a position in the ring, and takes the next event from here when its browser can be
 * written to. So who is slow costs no memory, who comes back costs no query, and what has left the ring is not sent:
 * that session is told to reload.
 *
 * A ring lives while somebody follows the clinic and 10 minutes beyond.
 */
#ifndef CC_RELAY_ANILLO_H
#define CC_RELAY_ANILLO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "relay/evento.h"

enum { ANILLO_EVENTOS = 1000, ANILLO_MS = 600000 };

struct suscripcion;

struct anillo {
    struct anillo *siguiente; /* of all rings */
    struct anillo *cubo;      /* of the same bucket */
    int64_t clinica;
    int64_t epoca;   /* 0 until the database has been asked */
    int64_t seq;     /* the last event seen */
    int64_t primera; /* the first one still here; seq + 1 when there is none */
    bool preguntado; /* is part of the question that is in flight, with a known epoca */
    bool al_dia;     /* everything that was there when it was made has been read */
    size_t bytes;
    int64_t sola_ms; /* monotonic: since when nobody follows it, 0 while somebody does */
    struct suscripcion *suscripciones;
    struct evento *eventos[ANILLO_EVENTOS]; /* at seq % ANILLO_EVENTOS */
};

/* The clinic's ring; made when there is none. */
struct anillo *anillo_de(int64_t clinica);

/* NULL when there is none. */
struct anillo *anillo_buscar(int64_t clinica);

/* All of them, linked by `siguiente`. */
struct anillo *anillo_todos(void);

/* Forgets the events and stands at this position: the past is not known. */
void anillo_situar(struct anillo *anillo, int64_t epoca, int64_t seq);

/* Adds the event after the last one and owns it. */
void anillo_agregar(struct anillo *anillo, struct evento *evento);

/* The event of this seq, NULL when it is not here (any more, or yet). */
struct evento *anillo_evento(const struct anillo *anillo, int64_t seq);

/* Whether somebody who has everything up to this position can be served from here. A position a little ahead is one
 * that the browser learned from the database before we did. */
bool anillo_alcanza(const struct anillo *anillo, int64_t epoca, int64_t seq);

/* Drops what is too old, and rings that nobody wants. */
void anillo_envejecer(int64_t ahora_ms);

/* Frees everything. */
void anillo_cerrar(void);

#endif
