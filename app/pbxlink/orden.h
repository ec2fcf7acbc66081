/*
 * orden: what a PBX is asked to do for us (dial, hang up, transfer), from the job to its result.
 *
 * A process carries out the orders of the centralitas whose newest socket it holds. What it is about to send is marked
 * and committed first (api.orden_preparar); an order that somebody had marked before is never sent again: the PBX is asked
 * whether the call lives, and when nobody can tell, that is the result. A call is dialled under our own id as its
 * channel's, so a 409 means that it lives.
 */
#ifndef CC_PBXLINK_ORDEN_H
#define CC_PBXLINK_ORDEN_H

#include <stdint.h>

void orden_abrir(void);
void orden_cerrar(void);

/* How many are being carried out. */
long orden_en_curso(void);

/* Claims what there is. Returns when to be called again (monotonic, ms). */
int64_t orden_pulso(int64_t ahora_ms);

struct orden_cuenta {
    unsigned long hechas, inciertas;
};
extern struct orden_cuenta orden_cuenta;

#endif
