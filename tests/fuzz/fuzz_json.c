/* json_parse: whatever it accepts is written back as JSON that it accepts, and that means the same. */
#include <stdlib.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/json.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t bytes);

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t bytes)
{
    struct arena *arena = arena_new(4096);
    struct json_fault fault;
    const struct json *value = json_parse(arena, (const char *)data, bytes, &fault);
    if (value) {
        struct buf once = buf_in(arena), twice = buf_in(arena);
        json_write(&once, value);
        const struct json *again = json_parse(arena, buf_text(&once), once.bytes, &fault);
        if (!again)
            abort();
        json_write(&twice, again);
        if (strcmp(buf_text(&once), buf_text(&twice)) != 0)
            abort();
    } else if (fault.error == JSON_OK || fault.offset_bytes > bytes) {
        abort();
    }
    arena_free(&arena);
    return 0;
}
