/* lote: bulk feeds, read and written piece by piece, so that their size is nobody's memory. */
#ifndef CC_API_LOTE_H
#define CC_API_LOTE_H

struct exchange;

/* POST /pacientes/lote: NDJSON, a patient document a line. Each LOTE_LINES lines are one call of api.pacientes_lote, one
 * transaction; what was written stays written when the sender goes away, and the same feed under the same
 * Idempotency-Key goes on from there. The reply is the report of all. */
void lote_pacientes(struct exchange *x);

#endif
