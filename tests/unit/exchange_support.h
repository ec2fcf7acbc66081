/* exchange_support: an exchange without worker, stream or database, for what needs none of them. */
#ifndef CC_TESTS_EXCHANGE_SUPPORT_H
#define CC_TESTS_EXCHANGE_SUPPORT_H

#include "api/config.h"
#include "api/exchange.h"
#include "api/route.h"
#include "support.h"

static const struct config exchange_config = {.url = "https://cc.example",
                                              .lote_lineas = 200,
                                              .lote_linea_bytes = 65536,
                                              .lote_bytes = 1 << 30,
                                              .origenes = "https://erp.example, https://otro.example"};

/* The request "METHOD /path?query" with a JSON body (NULL: none), routed. */
static inline struct exchange exchange_of(void **state, const char *method, const char *path,
                                          const char *body)
{
    static char *nothing[] = {NULL};
    struct exchange x = {.arena = *state, .config = &exchange_config};
    char allow[ROUTE_ALLOW_BYTES], *copy = arena_text(*state, path), *query = strchr(copy, '?');
    if (query)
        *query++ = '\0';
    request_open(&x.request, nothing);
    x.request.method = method;
    x.request.path = copy;
    x.request.query = query ? query : "";
    x.request.id = "0123";
    x.request.content_type = body ? "application/json" : "";
    x.request.body = body ? body : "";
    x.request.body_bytes = strlen(x.request.body);
    x.reply = reply_in(*state);
    route_find(method, x.request.path, &x.route, x.segments, arena_take(*state, strlen(path) + 1), allow);
    return x;
}

#endif
