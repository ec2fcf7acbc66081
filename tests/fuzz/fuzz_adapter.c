/* Every adapter: any credential, query and body, as a form and as JSON, posted and asked for. What translate writes is JSON: an
 * array of objects. Nothing is authentic without the secret. What is answered to a handshake is harmless. */
#include <stdlib.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/cripto.h"
#include "lib/json.h"
#include "pbx/adapter.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t bytes);

static const char settings[] =
    "{\"cuenta\":\"AC0123456789abcdef0123456789abcdef\",\"usuarios\":{\"Ana\":\"101\"},\"extensiones\":{\"+34655000001\":\"105\"},"
    "\"campos\":{\"evento\":[\"event|e\",\"status\"],\"llamada\":\"callId|id|l[0].id\",\"direccion\":\"direction\",\"origen\":\"from\","
    "\"extension\":\"ext\",\"momento\":\"t\",\"causa\":\"c\",\"duracion_s\":\"d\"},\"eventos\":{\"ring\":\"tramo.suena\",\"end\":"
    "[\"tramo.cuelga\",{\"tipo\":\"llamada.fin\",\"mas_s\":\"d\"}]},\"direcciones\":{\"out\":\"saliente\"},\"momento\":\"local\"}";

static void translate(const struct adapter *adapter, const struct adapter_request *request,
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

static void shake_hands(const struct adapter *adapter, const struct adapter_request *request,
                        struct arena *arena)
{
    const char *answer = adapter->handshake ? adapter->handshake(request, arena) : NULL;
    if (answer && strcspn(answer, "<>\"'\r\n;: ") != strlen(answer))
        abort();
}

/* The next line, without its end; the rest when there is none. */
static const char *line(const unsigned char **at, size_t *bytes, struct arena *arena)
{
    const unsigned char *feed = *bytes ? memchr(*at, '\n', *bytes) : NULL;
    size_t here = feed ? (size_t)(feed - *at) : *bytes;
    const char *text = arena_text_n(arena, (const char *)*at, here);
    *at += here + (feed != NULL);
    *bytes -= here + (feed != NULL);
    return text;
}

/* The first line is the credential, the second the query, the rest the body. */
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t bytes)
{
    static const char *const types[] = {"", "application/json", "application/x-www-form-urlencoded"};
    struct arena *arena = arena_new(4096);
    struct json_fault fault;
    const struct adapter_config config = {
        .secrets = {"whsec_plJ3nmyCDGBKInavdOK15jsl", "whsec_x"},
        .secrets_count = 2,
        .ajustes = json_parse(arena, settings, sizeof settings - 1, &fault),
        .credential = "clave:secreto",
        .zona = "Europe/Madrid",
        .url = "https://cc.example/api/contact-center/webhooks/abc",
    };
    const char *credential = line(&data, &bytes, arena), *query = line(&data, &bytes, arena);
    const struct adapter_header headers[] = {{"x-twilio-signature", credential},
                                             {"signature", credential},
                                             {NULL, NULL}};
    struct adapter_request request = {
        .body = arena_text_n(arena, (const char *)data, bytes),
        .body_bytes = bytes,
        .query = query,
        .token = strncmp(credential, "Bearer ", 7) == 0 ? "" : credential,
        .received_us = 1773134100500000,
        .authorization = credential,
        .webhook_id = "msg_1",
        .webhook_timestamp = "1731705121",
        .webhook_signature = credential,
        .headers = headers,
    };
    if (!cripto_init() || !config.ajustes)
        abort();
    for (const struct adapter *const *adapter = adapter_all(); *adapter; adapter++)
        for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
            request.content_type = types[i];
            request.method = i == 2 ? "GET" : "POST";
            bool knows = strstr(credential, "hsec_x") || strstr(credential, "plJ3nmyCDGBKInavdOK15jsl") ||
                         strncmp(credential, "Basic ", 6) == 0;
            if ((*adapter)->verify(&request, &config, 1731705121, arena) == ADAPTER_AUTHENTIC && !knows)
                abort();
            translate(*adapter, &request, &config, arena);
            shake_hands(*adapter, &request, arena);
        }
    arena_free(&arena);
    return 0;
}
