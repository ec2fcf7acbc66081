/*
 * orden: what a command of cc-admin is.
 *
 * A run begins with the arguments that were typed, lets the row's step add what only this side can make, calls the
 * row's SQL function, and prints the answer followed by what may be seen once.
 */
#ifndef CC_ADMIN_ORDEN_H
#define CC_ADMIN_ORDEN_H

#include "lib/buf.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    EXIT_DONE = 0,
    EXIT_REFUSED = 1,
    EXIT_USAGE = 2,
    EXIT_NO_DATABASE = 3,
};

enum opcion_tipo {
    OPCION_TEXTO,
    OPCION_ENTERO,
    OPCION_MARCA,     /* no value: true when given */
    OPCION_REPETIBLE, /* text; may be given several times: an array */
    OPCION_COMAS,     /* "a,b": an array of texts */
    OPCION_SI_NO,     /* "si" or "no": true or false */
};

struct opcion {
    const char *nombre; /* without the dashes */
    enum opcion_tipo tipo;
    bool obligatoria;
    const char *miembro; /* of the JSON arguments; NULL: the same as nombre */
    const char *ayuda;
};

/* One run. Everything lives in `arena`. */
struct ejecucion {
    struct arena *arena;
    const struct orden *orden;
    struct buf argumentos; /* JSON object, still open */
    struct buf una_vez;    /* JSON object, still open: what is printed after the answer and never stored */
    bool clave_stdin;      /* --clave-stdin was given */
    const char **valores;  /* of each option of the row, the last one given; NULL when absent */
    const char **
        repetidos; /* all that the row's repeatable option was given (a row has one at most); ends with NULL */
};

/* A step's result: EXIT_DONE to go on, else the exit status; it has said why on standard error. */
typedef int orden_paso(struct ejecucion *ejecucion);

enum { OPCIONES_MAX = 12 };

struct orden {
    const char *sujeto; /* noun */
    const char *verbo;
    const char *ayuda;
    const char *funcion;                  /* "api.admin_grupo_crear"; NULL: the step does it all */
    orden_paso *paso;                     /* NULL: nothing to add */
    struct opcion opciones[OPCIONES_MAX]; /* ends with a row without name */
};

/* The table of all commands. */
extern const struct orden ordenes[];
extern const size_t ordenes_cuantas;

/* Settings, for the steps that need them. */
struct ajustes {
    const char *db;
    const char *clave;
    const char *url;
    const char *ca;
};
extern struct ajustes orden_ajustes;

#endif
