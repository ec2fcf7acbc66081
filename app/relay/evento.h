/*
 * evento: one row of cc.evento as the relay keeps it: the text PostgreSQL sent, and where in it each delivery's parts
 * are. Nothing is decoded and nothing is built: `tipo`, `accion` and `cuerpo` are copied into frames as they stand.
 *
 * The text is trusted JSON (the column's type checks it), so the scanner looks only for the ends of values.
 */
#ifndef CC_RELAY_EVENTO_H
#define CC_RELAY_EVENTO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The roles of one person in one clinic, as bits; what a delivery asks for, too. */
enum { ROL_AGENTE = 1, ROL_SUPERVISOR = 2, ROL_ADMINISTRADOR = 4, ROL_CUALQUIERA = 7 };

/* 0 for a role that has no sockets. */
unsigned evento_rol(const char *nombre, size_t bytes);

/* A piece of the event's text. */
struct trozo {
    const char *texto;
    size_t bytes;
};

/* One delivery: to agents by name, or to whoever follows the clinic's panel. */
struct entrega {
    struct trozo tipo, accion; /* with their quotes */
    struct trozo cuerpo;
    struct trozo agentes; /* what is between the brackets; empty when it goes to the panel */
    bool panel;
    unsigned roles; /* of the panel: whose role is one of these */
};

struct evento {
    int64_t seq;
    int64_t creado_ms;   /* by the database's clock, since 1970 */
    int64_t recibido_ms; /* monotonic */
    size_t bytes;        /* of the whole thing in memory */
    size_t n;
    struct entrega entregas[];
};

/* Copies `texto`, which is the array `entregas` of app/INTERFACES.md §4. What is no delivery in it is left out, and
 * said in *malas_r. Freed with free(). */
struct evento *evento_nuevo(int64_t seq, int64_t creado_ms, const char *texto, size_t bytes, size_t *malas_r);

/* Whether a delivery is for this person. */
bool evento_toca(const struct entrega *entrega, int64_t agente, unsigned rol, bool panel);

#endif
