/* claves: API keys. Their tokens are made here, shown once and kept as SHA-256. */
#ifndef CC_API_CLAVES_H
#define CC_API_CLAVES_H

struct exchange;

void claves_crear(struct exchange *x); /* POST /claves */
void claves_rotar(struct exchange *x); /* POST /claves/:id/rotar */

#endif
