/* suscripcion: where the ERP is told of events. The secret that signs them is made here, shown once, and kept sealed. */
#ifndef CC_API_SUSCRIPCION_H
#define CC_API_SUSCRIPCION_H

struct exchange;

/* POST /suscripciones and POST /suscripciones/:id/secretos: what the database answers, and the secret. */
void suscripcion_crear(struct exchange *x);
void suscripcion_rotar(struct exchange *x);

#endif
