/* opciones: what was typed, as the JSON arguments that the command's row describes. */
#ifndef CC_ADMIN_OPCIONES_H
#define CC_ADMIN_OPCIONES_H

#include "admin/orden.h"

/* Finds the row of `sujeto` and `verbo`; NULL when there is none. */
const struct orden *opciones_orden(const char *sujeto, const char *verbo);

/* Reads the options of the row into `ejecucion->argumentos` (an object that stays open). False: wrong usage, having
 * said on standard error what is wrong. */
bool opciones_leer(struct ejecucion *ejecucion, int argc, char **argv);

/* Prints the usage of one row, or of all of them when NULL. */
void opciones_ayuda(const struct orden *orden);

#endif
