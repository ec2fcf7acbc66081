/* Usage: traducir ari|asterisk < LINES      Each line is what Asterisk said, an ARI event or a post of the dialplan; the
 * canonical events that the adapter makes of it come out, a JSON array for each line. A line that cannot be read ends it
 * with 1. What tests/escenarios plays recordings through. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/json.h"
#include "pbx/ari.h"
#include "pbx/asterisk.h"

static bool translate(struct ari *ari, struct arena *arena, const char *line, size_t bytes,
                      struct buf *events)
{
    const char *why = NULL;
    if (!ari) {
        struct adapter_request request = {.body = line, .body_bytes = bytes};
        return asterisk_adapter.translate(&request, &(struct adapter_config){.secrets_count = 0}, arena,
                                          events, &why);
    }
    struct json_fault fault;
    const struct json *event = json_parse(arena, line, bytes, &fault);
    if (event)
        ari_translate(ari, event, events);
    return event != NULL;
}

int main(int argc, char **argv)
{
    if (argc != 2 || (strcmp(argv[1], "ari") != 0 && strcmp(argv[1], "asterisk") != 0))
        return 2;
    struct arena *arena = arena_new(1 << 16);
    struct ari *ari = strcmp(argv[1], "ari") == 0 ? ari_new() : NULL;
    char *line = NULL;
    size_t room = 0;
    ssize_t bytes;
    bool read = true;
    while (read && (bytes = getline(&line, &room, stdin)) > 0) {
        struct buf events = buf_in(arena);
        read = translate(ari, arena, line, (size_t)bytes, &events);
        puts(read ? buf_text(&events) : line);
        arena_reset(arena);
    }
    free(line);
    ari_free(&ari);
    arena_free(&arena);
    return read ? 0 : 1;
}
