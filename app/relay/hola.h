/* hola: the one message that a browser says (app/INTERFACES.md §5), checked and taken apart. */
#ifndef CC_RELAY_HOLA_H
#define CC_RELAY_HOLA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { HOLA_MAX_BYTES = 4096, CREDENCIAL_BYTES = 33 };

/* Up to where somebody has a clinic's stream. */
struct posicion {
    int64_t clinica;
    int64_t epoca;
    int64_t seq;
};

struct hola {
    bool panel;      /* wants the topic `panel` */
    bool con_ticket; /* `credencial` is a ticket's */
    unsigned char credencial[CREDENCIAL_BYTES];
    size_t n;
    struct posicion posiciones[];
};

/* NULL when it is no hola. Freed with free(). */
struct hola *hola_leer(const char *texto, size_t bytes);

/* What it says of a clinic, NULL when nothing. */
const struct posicion *hola_posicion(const struct hola *hola, int64_t clinica);

/* The credential in a Cookie header: false when there is none. */
bool hola_galleta(const char *cabecera, unsigned char credencial[CREDENCIAL_BYTES]);

#endif
