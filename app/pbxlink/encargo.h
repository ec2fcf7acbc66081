/*
 * encargo: one order, between the database that gave it and the database that is told what became of it. `orden` begins
 * and ends it; `marcar` and `mando` carry it out.
 */
#ifndef CC_PBXLINK_ENCARGO_H
#define CC_PBXLINK_ENCARGO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pbx/order.h"

struct arena;
struct centralita;

enum encargo_falta { ENCARGO_NADA, ENCARGO_PREPARAR, ENCARGO_RESULTADO };

struct encargo {
    struct encargo *siguiente;
    int64_t trabajo; /* its job */
    int64_t centralita_id;
    struct centralita *centralita; /* NULL: not of those that may dial us now */
    struct arena *arena;           /* where the order lives */
    struct order orden;
    bool repetida;            /* it had been marked before: perhaps it was sent */
    enum encargo_falta falta; /* what the database is still to be asked */
    int64_t desde_ms;         /* since when it is ours (monotonic) */
    int faltan;               /* answers of the PBX, for what is asked in several parts */
    bool alguna;              /* one of them was good */
    enum order_outcome resultado;
    const char *motivo; /* a word of cc.orden_motivo, "" for none */
};

/* What became of it; to be called once. */
void orden_acabar(struct encargo *encargo, enum order_outcome resultado, const char *motivo);

/* Whether a text may stand in a path or in a place of the dial plan: letters, digits and . _ + * # - only. */
bool orden_es_sencillo(const char *texto);

/* originar */
void marcar_empezar(struct encargo *encargo);

/* colgar and transferir */
void mando_colgar(struct encargo *encargo);
void mando_transferir(struct encargo *encargo);

#endif
