/* Every adapter: any body and any header. What translate writes is JSON: an array of objects. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/cripto.h"
#include "lib/json.h"
#include "pbx/adapter.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t bytes);

static void check(const struct adapter *adapter, const struct adapter_request *request,
                  const struct adapter_config *config, struct arena *arena)
{
    struct buf events = buf_in(arena);
    struct json_fault fault;
    const char *why = NULL;
    if (!adapter->translate(request, config, arena, &events, &why)) {
        if (!why)
            abort();
        return;
    }
    const struct json *list = json_parse(arena, buf_text(&events), events.bytes, &fault);
    /* A quarantined element is one level deeper than it came, its list another. */
    if (!list && fault.error == JSON_TOO_DEEP)
        return;
    if (!list || list->type != JSON_ARRAY)
        abort();
    for (const struct json *event = list->first; event; event = event->next)
        if (event->type != JSON_OBJECT)
            abort();
}

/* The first line is the credential, the rest the body. */
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t bytes)
{
    static const char *const names[] = {"generica", "asterisk"};
    struct arena *arena = arena_new(4096);
    const struct adapter_config config = {.secrets = {"whsec_plJ3nmyCDGBKInavdOK15jsl", "whsec_x"},
                                          .secrets_count = 2};
    const unsigned char *line_end = bytes ? memchr(data, '\n', bytes) : NULL;
    size_t head = line_end ? (size_t)(line_end - data) : 0, skip = line_end ? head + 1 : 0;
    const char *credential = arena_text_n(arena, (const char *)data, head);
    const struct adapter_request request = {
        .body = arena_text_n(arena, (const char *)data + skip, bytes - skip),
        .body_bytes = bytes - skip,
        .authorization = credential,
        .webhook_id = "msg_1",
        .webhook_timestamp = "1731705121",
        .webhook_signature = credential,
    };
    if (!cripto_init())
        abort();
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const struct adapter *adapter = adapter_find(names[i]);
        if (adapter->verify(&request, &config, 1731705121, arena) == ADAPTER_AUTHENTIC &&
            strcasecmp(credential, "Bearer whsec_x") != 0 &&
            strcasecmp(credential, "Bearer whsec_plJ3nmyCDGBKInavdOK15jsl") != 0)
            abort();
        check(adapter, &request, &config, arena);
    }
    arena_free(&arena);
    return 0;
}
