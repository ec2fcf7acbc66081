/*
 * orden: what a PBX is asked to do about one call: dial, hang up, transfer.
 *
 *   claimed → api.orden_preparar (order and job `enviando`, committed) → the adapter's request → its answer → api.orden_resultado
 *
 * It is sent once. Where somebody died between the mark and the result (`repetida`), or no answer came that can be understood,
 * the PBX is asked what became of it, if it can say; else it is `incierta`, and a person decides. Only what certainly did not
 * leave (no connection, 429, 503) is sent again.
 */
#ifndef CC_JOBS_ORDEN_H
#define CC_JOBS_ORDEN_H

struct trabajo;

void orden_hacer(struct trabajo *trabajo);

#endif
