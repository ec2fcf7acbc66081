/* generica_orden: orders to whoever bridges a PBX of their own, as signed JSON (INTERFACES §6). */
#ifndef CC_PBX_GENERICA_ORDEN_H
#define CC_PBX_GENERICA_ORDEN_H

#include "pbx/order.h"

struct adapter_config;

/* The MAC of "id.timestamp.body" under "whsec_" and base64 of the key (Standard Webhooks). False: no such secret. */
bool generica_orden_sign(const char *secret, const char *id, const char *timestamp, const char *body,
                         size_t body_bytes, unsigned char mac[32]);

/* As adapter.order and adapter.answer. */
bool generica_orden(const struct order *order, const struct adapter_config *config, int64_t now_s,
                    struct arena *arena, struct order_http *http_r, const char **motivo_r);
void generica_orden_answer(const struct order *order, long status, const char *body, size_t bytes,
                           struct arena *arena, struct order_answer *answer_r);

#endif
