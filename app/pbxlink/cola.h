/*
 * cola: what a PBX told and is not stored yet, in its order: one piece is committed before the next is sent.
 *
 * Several PBXs take turns on one connection. A database that is away or refuses leaves all where it is; what was being
 * stored when it went is sent again, and is known again by its contents. Beyond CC_PBXLINK_COLA_KB a PBX's socket is not
 * read: it keeps the rest itself.
 */
#ifndef CC_PBXLINK_COLA_H
#define CC_PBXLINK_COLA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct centralita;
struct pieza;

struct cola {
    struct pieza *primera, *ultima;
    size_t bytes;
    bool en_curso;     /* the first one is being stored */
    int64_t espera_ms; /* not before: its configuration must be fetched anew */
};

enum cola_clase {
    COLA_EVENTO,   /* canonical events of one event of the PBX */
    COLA_ILEGIBLE, /* what it sent is no event; `eventos` says why */
    COLA_CENSO,    /* what lives on it */
};

void cola_abrir(void);
void cola_cerrar(void);
bool cola_lista(void); /* the database answers */

/* Texts are copied. `crudo` is what the PBX sent, of bytes. */
void cola_poner(struct centralita *centralita, enum cola_clase clase, const char *eventos, const char *crudo,
                size_t bytes);

/* Forgets what waits, which is logged. */
void cola_vaciar(struct centralita *centralita);

/* How many pieces wait, in all. */
long cola_esperan(void);

/* Returns when to be called again (monotonic, ms). */
int64_t cola_pulso(int64_t ahora_ms);

struct cola_cuenta {
    unsigned long guardadas, rechazadas, cerradas, perdidas;
    long esperan, bytes;
};
extern struct cola_cuenta cola_cuenta;

#endif
