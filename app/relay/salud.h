/* salud: the pages about the relay itself, on the same socket: /livez /readyz /metrics /version. */
#ifndef CC_RELAY_SALUD_H
#define CC_RELAY_SALUD_H

#include "lib/puerto.h"

/* The page of this path, 404 for another. `memoria` is where a body may be made. */
struct pagina salud_pagina(const char *ruta, char memoria[PAGINA_MAX_BYTES]);

#endif
