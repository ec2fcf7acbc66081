#include "pbx/releer.h"

#include <string.h>

#include "lib/arena.h"
#include "lib/json.h"
#include "lib/texto.h"
#include "pbx/adapter.h"

static const char *of(const struct json *object, const char *name)
{
    const char *text = json_member_text(object, name);
    return text ? text : "";
}

static const char *bytes_of(const char *hex, struct arena *arena, size_t *bytes_r)
{
    size_t room = strlen(hex) / 2;
    char *body = arena_take(arena, room + 1);
    *bytes_r = 0;
    if (!texto_from_hex(hex, strlen(hex), body, room, bytes_r))
        *bytes_r = 0;
    body[*bytes_r] = '\0';
    return body;
}

bool releer_entrega(const struct json *leida, struct arena *arena, struct buf *events, const char **why_r)
{
    const struct adapter *adapter = adapter_find(of(leida, "adaptador"));
    const struct json *headers = json_member(leida, "cabeceras"),
                      *received = json_member(leida, "recibido_us");
    const char *method = of(headers, "metodo");
    const struct adapter_config config = {
        .ajustes = json_member(leida, "ajustes"),
        .credential = "",
        .zona = of(leida, "zona"),
        .url = "",
    };
    struct adapter_request request = {
        .method = *method ? method : "POST",
        .query = of(headers, "consulta"),
        .token = "",
        .content_type = of(headers, "content-type"),
        .authorization = "",
        .webhook_id = of(headers, "webhook-id"),
        .webhook_timestamp = of(headers, "webhook-timestamp"),
        .webhook_signature = "",
    };
    request.body = bytes_of(of(leida, "crudo"), arena, &request.body_bytes);
    if (received && received->type == JSON_NUMBER)
        json_integer(received, &request.received_us);
    *why_r = adapter ? NULL : "no existe ese adaptador";
    return adapter && adapter->translate(&request, &config, arena, events, why_r);
}
