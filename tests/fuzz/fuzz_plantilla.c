/* A mapping and a body, both by anybody: a mapping that is kept never does more than quarantine what it reads. */
#include <stdlib.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/json.h"
#include "pbx/adapter_config.h"
#include "pbx/plantilla.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t bytes);

static const struct json *mapping_of(const char *text, size_t bytes, struct arena *arena)
{
    struct json_fault fault;
    struct buf errors = buf_in(arena);
    const struct json *ajustes = json_parse(arena, text, bytes, &fault);
    buf_json_begin(&errors, '[');
    bool good = ajustes && adapter_config_check(&plantilla_adapter, ajustes, "/ajustes", arena, &errors);
    buf_json_end(&errors, ']');
    if (!json_parse(arena, buf_text(&errors), errors.bytes, &fault))
        abort();
    return good ? ajustes : NULL;
}

/* The first line is the mapping, the rest the body. */
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t bytes)
{
    struct arena *arena = arena_new(4096);
    struct json_fault fault;
    const unsigned char *feed = bytes ? memchr(data, '\n', bytes) : NULL;
    size_t head = feed ? (size_t)(feed - data) : bytes, skip = feed ? head + 1 : head;
    const struct adapter_config config = {.ajustes = mapping_of((const char *)data, head, arena)};
    const struct adapter_request request = {
        .body = arena_text_n(arena, (const char *)data + skip, bytes - skip),
        .body_bytes = bytes - skip,
        .method = "POST",
        .query = "",
        .token = "",
        .content_type = "",
        .authorization = "",
        .received_us = 1773134100500000,
    };
    struct buf events = buf_in(arena);
    const char *why = NULL;
    if (config.ajustes && plantilla_adapter.translate(&request, &config, arena, &events, &why) &&
        !json_parse(arena, buf_text(&events), events.bytes, &fault) && fault.error != JSON_TOO_DEEP)
        abort();
    arena_free(&arena);
    return 0;
}
