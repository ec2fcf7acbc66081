/* twilio_orden: calls made, hung up and transferred, and messages fetched, through Twilio's REST interface. It has no idempotency: an order whose
 * fate is unknown is looked for among the calls to that telephone, by the time when it may have been sent. */
#ifndef CC_PBX_TWILIO_ORDEN_H
#define CC_PBX_TWILIO_ORDEN_H

#include "pbx/adapter.h"
#include "pbx/order.h"

/* The address that Twilio knows us by. */
const char *twilio_orden_url(const struct adapter_config *config);

/* The four of struct adapter. */
bool twilio_orden_compose(const struct order *order, const struct adapter_config *config, int64_t now_s,
                          struct arena *arena, struct order_http *http_r, const char **motivo_r);
void twilio_orden_answer(const struct order *order, long status, const char *body, size_t bytes,
                         struct arena *arena, struct order_answer *answer_r);
bool twilio_orden_inquire(const struct order *order, const struct adapter_config *config, int64_t now_s,
                          struct arena *arena, struct order_http *http_r, const char **motivo_r);
void twilio_orden_inquired(const struct order *order, long status, const char *body, size_t bytes,
                           struct arena *arena, struct order_answer *answer_r);

/* `audio` of struct adapter: a recording of its account, as MP3. */
bool twilio_orden_audio(const char *url, const struct adapter_config *config, struct arena *arena,
                        struct order_http *http_r, const char **motivo_r);

#endif
