/* pbx_support: recorded deliveries on the left, canonical events on the right. */
#ifndef CC_TESTS_PBX_SUPPORT_H
#define CC_TESTS_PBX_SUPPORT_H

#include "support.h"

#include "lib/json.h"
#include "pbx/adapter.h"
#include "pbx/order.h"

/* 2026-03-10T09:15:00.5Z: when every delivery of these tests comes. */
#define PBX_RECEIVED_US INT64_C(1773134100500000)
#define PBX_RECEIVED    "2026-03-10T09:15:00.500000Z"

static inline struct adapter_request pbx_form(const char *body)
{
    return (struct adapter_request){
        .body = body,
        .body_bytes = strlen(body),
        .method = "POST",
        .query = "",
        .token = "",
        .content_type = "application/x-www-form-urlencoded",
        .authorization = "",
        .received_us = PBX_RECEIVED_US,
    };
}

static inline struct adapter_request pbx_json(const char *body)
{
    struct adapter_request request = pbx_form(body);
    request.content_type = "application/json; charset=utf-8";
    return request;
}

/* The events, or "! why". */
static inline const char *pbx_translated(void **state, const struct adapter *adapter,
                                         const struct adapter_request *request,
                                         const struct adapter_config *config)
{
    struct buf events = buf_in(*state);
    const char *why = NULL;
    return adapter->translate(request, config, *state, &events, &why) ? buf_text(&events)
                                                                      : arena_format(*state, "! %s", why);
}

static inline const struct json *pbx_parsed(void **state, const char *text)
{
    struct json_fault fault;
    const struct json *json = json_parse(*state, text, strlen(text), &fault);
    assert_non_null(json);
    return json;
}

/* "aceptada", or "rechazada numero_erroneo", and the call's id when it has one. */
static inline const char *pbx_judged(void **state,
                                     void (*judge)(const struct order *, long, const char *, size_t,
                                                   struct arena *, struct order_answer *),
                                     const struct order *order, long status, const char *body)
{
    struct order_answer answer = {ORDER_UNKNOWN, "", ""};
    judge(order, status, body, strlen(body), *state, &answer);
    return arena_format(*state, "%s %s %s", order_outcome_name(answer.outcome), answer.motivo,
                        answer.call_id);
}

/* An order to dial, with what most adapters look at. */
#define PBX_ORDER                                                                              \
    {                                                                                          \
        .clase = "originar", .peticion = "cc-AAAAAAAAAAAAAAAAAAAAAA", .extension = "101",      \
        .numero = "+34600111222", .marcar = "", .linea = "+34911223344", .nombre_mostrar = "", \
        .llamada = "", .tramo = "", .destino = "", .plazo_s = 30                               \
    }

#endif
