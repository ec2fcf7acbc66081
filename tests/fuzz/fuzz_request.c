/* A request up to its SQL call: path, query, cookie, body, against the whole table of routes. First line: method, second:
 * path and query, third: cookie; the rest is the body. A refusal is a problem with a status from 400 on, and JSON. */
#include <stdlib.h>
#include <string.h>

#include "api/auth.h"
#include "api/config.h"
#include "api/exchange.h"
#include "api/params.h"
#include "api/route.h"
#include "lib/arena.h"
#include "lib/json.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t bytes);

/* Cuts the next line off. */
static char *take_line(struct arena *arena, const char **at, const char *end)
{
    const char *line_end = memchr(*at, '\n', (size_t)(end - *at));
    size_t bytes = (size_t)((line_end ? line_end : end) - *at);
    char *line = arena_text_n(arena, *at, bytes);
    *at += bytes + (line_end != NULL);
    return line;
}

static void check_refusal(const struct exchange *x)
{
    struct json_fault fault;
    if (x->reply.status < 400 || !json_parse(x->arena, x->reply.body, x->reply.body_bytes, &fault))
        abort();
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t bytes)
{
    static const struct config config = {.url = "https://cc.example",
                                         .lote_lineas = 200,
                                         .lote_linea_bytes = 65536,
                                         .lote_bytes = 1 << 20,
                                         .origenes = "https://erp.example"};
    static char *nothing[] = {NULL};
    struct arena *arena = arena_new(4096);
    struct exchange x = {.arena = arena, .config = &config};
    const char *at = (const char *)data, *end = at + bytes;
    char allow[ROUTE_ALLOW_BYTES];

    if (!cripto_init())
        abort();
    request_open(&x.request, nothing);
    x.reply = reply_in(arena);
    x.request.method = bytes ? take_line(arena, &at, end) : "";
    char *path = bytes ? take_line(arena, &at, end) : arena_text(arena, ""), *query = strchr(path, '?');
    if (query)
        *query++ = '\0';
    x.request.path = path;
    x.request.query = query ? query : "";
    x.request.cookie = bytes ? take_line(arena, &at, end) : "";
    x.request.content_type = "application/json";
    x.request.body = arena_text_n(arena, at, (size_t)(end - at));
    x.request.body_bytes = (size_t)(end - at);
    if (route_find(x.request.method, path, &x.route, x.segments, arena_take(arena, strlen(path) + 1),
                   allow) == ROUTE_FOUND) {
        if (!auth_check(&x))
            check_refusal(&x);
        if (!x.route->raw_body && !params_check(&x))
            check_refusal(&x);
    }
    arena_free(&arena);
    return 0;
}
