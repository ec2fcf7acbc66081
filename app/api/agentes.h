/* agentes: people whose password is set by whoever administers them. */
#ifndef CC_API_AGENTES_H
#define CC_API_AGENTES_H

struct exchange;

void agentes_crear(struct exchange *x); /* POST /agentes */
void agentes_clave(struct exchange *x); /* POST /agentes/:id/clave */

#endif
