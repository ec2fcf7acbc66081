#include "relay/lista.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NUMERO_BYTES = 24 };

static void reservar(struct lista *lista)
{
    if (lista->texto && lista->bytes + NUMERO_BYTES < lista->caben)
        return;
    lista->caben = lista->caben * 2 + 1024;
    lista->texto = realloc(lista->texto, lista->caben);
    if (!lista->texto)
        abort();
}

void lista_poner(struct lista *lista, int64_t numero)
{
    reservar(lista);
    char antes = lista->bytes ? ',' : '{';
    lista->bytes += (size_t)snprintf(lista->texto + lista->bytes, NUMERO_BYTES, "%c%" PRId64, antes, numero);
}

const char *lista_texto(struct lista *lista)
{
    reservar(lista);
    snprintf(lista->texto + lista->bytes, NUMERO_BYTES, "%s", lista->bytes ? "}" : "{}");
    return lista->texto;
}

void lista_liberar(struct lista *lista)
{
    free(lista->texto);
    *lista = (struct lista){0};
}

size_t lista_cuenta(const char *texto)
{
    size_t n = texto[1] != '}';
    for (; *texto; texto++)
        n += *texto == ',';
    return n;
}
