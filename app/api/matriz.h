/* matriz: what the adapters of this program can do, beside what the database says of the PBXs (matrix (c)). */
#ifndef CC_API_MATRIZ_H
#define CC_API_MATRIZ_H

struct exchange;

void matriz_capacidades(struct exchange *x); /* GET /matriz/capacidades */

#endif
