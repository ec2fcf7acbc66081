/* entrega: deliveries read again, and deliveries tried: POST /centralitas/:id/entregas/:entrega/repetir and
 * POST /centralitas/ensayo. Both need the adapters, which the database has not. */
#ifndef CC_API_ENTREGA_H
#define CC_API_ENTREGA_H

struct exchange;

void entrega_repetir(struct exchange *x);
void entrega_ensayar(struct exchange *x);

#endif
