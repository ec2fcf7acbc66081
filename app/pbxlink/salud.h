/* salud: the pages about the process itself, on the same socket: /livez /readyz /metrics /version. */
#ifndef CC_PBXLINK_SALUD_H
#define CC_PBXLINK_SALUD_H

#include "lib/puerto.h"

/* The page of this path, 404 for another. `memoria` is where a body may be made. */
struct pagina salud_pagina(const char *ruta, char memoria[PAGINA_MAX_BYTES]);

/* Somebody knocked and was answered so: 0 let in, else a status. */
void salud_contar_llamada(int estado);

#endif
