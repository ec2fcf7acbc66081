/* salida: an answer for people. */
#ifndef CC_ADMIN_SALIDA_H
#define CC_ADMIN_SALIDA_H

struct arena;

/* Prints a JSON object as `name: value` lines and an array of objects as a table; anything else as it is. */
void salida_mostrar(struct arena *arena, const char *json);

#endif
