/* The translator of ARI events: any lines, each an event of the same Asterisk. What it writes is a JSON array of objects
 * that name their type and call. */
#include <stdlib.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/json.h"
#include "pbx/ari.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t bytes);

static void check(const struct buf *events, struct arena *arena)
{
    struct json_fault fault;
    const struct json *list = json_parse(arena, buf_text(events), events->bytes, &fault);
    if (!list || list->type != JSON_ARRAY)
        abort();
    for (const struct json *event = list->first; event; event = event->next)
        if (!json_member_text(event, "tipo") || !json_member_text(event, "llamada"))
            abort();
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t bytes)
{
    struct arena *arena = arena_new(4096);
    struct ari *ari = ari_new();
    const char *at = (const char *)data, *end = at + bytes;
    while (at < end) {
        const char *newline = memchr(at, '\n', (size_t)(end - at)), *stop = newline ? newline : end;
        struct json_fault fault;
        const struct json *event = json_parse(arena, at, (size_t)(stop - at), &fault);
        struct buf events = buf_in(arena);
        if (event) {
            ari_translate(ari, event, &events);
            check(&events, arena);
        }
        at = stop + (newline != NULL);
        arena_reset(arena);
    }
    ari_free(&ari);
    arena_free(&arena);
    return 0;
}
