/* lista: arrays of bigint as PostgreSQL writes them: {1,2,3}. */
#ifndef CC_RELAY_LISTA_H
#define CC_RELAY_LISTA_H

#include <stddef.h>
#include <stdint.h>

/* Grows; all zeros is an empty one. */
struct lista {
    char *texto;
    size_t bytes, caben;
};

void lista_poner(struct lista *lista, int64_t numero);
const char *lista_texto(struct lista *lista);
void lista_liberar(struct lista *lista);

/* How many elements without braces, quotes and commas of their own an array has. */
size_t lista_cuenta(const char *texto);

#endif
