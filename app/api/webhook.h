/* webhook: POST and GET /webhooks/:centralita, with the secret behind it for PBXs that sign nothing. Authentic deliveries
 * are stored in one call, readable or not, and answered 200; a duplicate too. What is refused: 401 with a trace, 404 for
 * an unknown id, 503 when the database is away. A GET may be a vendor's question whether the address is ours. */
#ifndef CC_API_WEBHOOK_H
#define CC_API_WEBHOOK_H

struct exchange;

void webhook_recibir(struct exchange *x);

#endif
