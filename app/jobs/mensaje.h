/*
 * mensaje: what a caller left in a mailbox, fetched from the PBX that tells of it.
 *
 *   claimed → api.grabacion_preparar → the adapter says whether that address is one of its PBX's, and with which credential →
 *   its bytes, judged → api.grabacion_traida, or api.grabacion_fallo with a reason
 *
 * Fetched twice it is kept once. What will not be better later (an address of somebody else's, a redirect, too many bytes, no
 * audio) is given up at once; the rest is tried again: some vendors have the audio only a while after they tell of it.
 */
#ifndef CC_JOBS_MENSAJE_H
#define CC_JOBS_MENSAJE_H

struct trabajo;

void mensaje_traer(struct trabajo *trabajo);

#endif
