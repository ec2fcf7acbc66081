/* clave: what may be a password: long enough, not the user's own name, and none of those that are tried first. */
#ifndef CC_CLAVE_H
#define CC_CLAVE_H

#include <stddef.h>

enum { CLAVE_MIN_LETTERS = 8, CLAVE_MAX_LETTERS = 128, CLAVE_MAX_BYTES = 4 * CLAVE_MAX_LETTERS };

/* What is wrong with it, in Spanish, for whoever chose it; NULL: nothing. `usuario`, in lower
 * case, may be NULL. Case and how letters are composed make no difference. */
const char *clave_defecto(const char *clave, size_t bytes, const char *usuario);

#endif
