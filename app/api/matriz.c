#include "api/matriz.h"

#include "api/exchange.h"
#include "api/invoke.h"
#include "pbx/adapter.h"

static void write_names(struct buf *body, const char *key, unsigned capabilities)
{
    buf_json_key(body, key);
    buf_json_begin(body, '[');
    for (unsigned one = 1; one < ADAPTER_CAPABILITIES_END; one <<= 1)
        if (capabilities & one)
            buf_json_text(body, adapter_capability_name(one));
    buf_json_end(body, ']');
}

/* Who may ask, and which PBXs are theirs, is SQL's to say; what a program can do, only the program knows. */
void matriz_capacidades(struct exchange *x)
{
    invoke_route(x);
    if (x->reply.status != 200)
        return;
    struct buf body = buf_in(x->arena);
    buf_json_begin(&body, '{');
    write_names(&body, "capacidades", ADAPTER_CAPABILITIES_END - 1);
    buf_json_key(&body, "adaptadores");
    buf_json_begin(&body, '[');
    for (const struct adapter *const *adapter = adapter_all(); *adapter; adapter++) {
        buf_json_begin(&body, '{');
        buf_json_member_text(&body, "nombre", (*adapter)->name);
        write_names(&body, "capacidades", (*adapter)->capabilities);
        buf_json_end(&body, '}');
    }
    buf_json_end(&body, ']');
    buf_json_key(&body, "centralitas"), buf_json_raw(&body, x->reply.body);
    buf_json_end(&body, '}');
    reply_json(&x->reply, 200, buf_text(&body));
}
