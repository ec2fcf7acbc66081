#include "pbx/generica.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/cripto.h"
#include "lib/json.h"
#include "lib/texto.h"
#include "pbx/audio.h"
#include "pbx/generica_orden.h"

enum { TOLERANCE_S = 300, SIGNATURES_MAX = 8, ID_BYTES_MAX = 256 };

/* -------------------------------------------------------------------------------------- authenticity */

/* The 32 bytes of each "v1,…" of the header; other versions are not ours to judge. */
static int read_signatures(const char *header, unsigned char macs[SIGNATURES_MAX][CRIPTO_SHA256_BYTES])
{
    int count = 0;
    while (*header && count < SIGNATURES_MAX) {
        size_t bytes = strcspn(header, " "), mac_bytes = 0;
        bool ours = bytes > 3 && strncmp(header, "v1,", 3) == 0;
        if (ours && texto_from_base64(header + 3, bytes - 3, macs[count], CRIPTO_SHA256_BYTES, &mac_bytes) &&
            mac_bytes == CRIPTO_SHA256_BYTES)
            count++;
        header += bytes + (header[bytes] == ' ');
    }
    return count;
}

static bool read_timestamp(const char *text, int64_t *seconds_r)
{
    char *end = NULL;
    errno = 0;
    *seconds_r = strtoll(text, &end, 10);
    return *text >= '0' && *text <= '9' && *end == '\0' && errno == 0;
}

static enum adapter_verdict verify(const struct adapter_request *request, const struct adapter_config *config,
                                   int64_t now_s, struct arena *arena)
{
    (void)arena;
    unsigned char macs[SIGNATURES_MAX][CRIPTO_SHA256_BYTES], expected[CRIPTO_SHA256_BYTES];
    int64_t sent_s = 0;
    int signatures = read_signatures(request->webhook_signature, macs);
    size_t id_bytes = strlen(request->webhook_id);
    if (signatures == 0 || id_bytes == 0 || id_bytes > ID_BYTES_MAX ||
        !read_timestamp(request->webhook_timestamp, &sent_s))
        return ADAPTER_UNSIGNED;

    bool authentic =
        false; /* every signature is compared with every secret: no early end tells which one was near */
    for (int secret = 0; secret < config->secrets_count; secret++) {
        if (!generica_orden_sign(config->secrets[secret], request->webhook_id, request->webhook_timestamp,
                                 request->body_bytes ? request->body : "", request->body_bytes, expected))
            continue;
        for (int i = 0; i < signatures; i++)
            authentic |= cripto_equal(macs[i], expected, sizeof expected);
    }
    if (!authentic)
        return ADAPTER_FORGED;
    return sent_s < now_s - TOLERANCE_S || sent_s > now_s + TOLERANCE_S ? ADAPTER_OUT_OF_TIME
                                                                        : ADAPTER_AUTHENTIC;
}

static const char *delivery(const struct adapter_request *request)
{
    return request->webhook_id;
}

/* ---------------------------------------------------------------------------------------- translation */

/* The members that a canonical event may have; what is not here travels along and is not looked at. */
static const struct field {
    const char *name;
    bool required;
    bool integer;
    size_t bytes_max; /* of a text */
} fields[] = {
    {.name = "tipo", .required = true, .bytes_max = 64},
    {.name = "llamada", .required = true, .bytes_max = 128},
    {.name = "momento", .required = true, .bytes_max = 40},
    {.name = "secuencia", .integer = true},
    {.name = "tramo", .bytes_max = 128},
    {.name = "rol", .bytes_max = 16},
    {.name = "direccion", .bytes_max = 16},
    {.name = "origen", .bytes_max = 256},
    {.name = "destino", .bytes_max = 256},
    {.name = "linea", .bytes_max = 64},
    {.name = "nombre", .bytes_max = 128},
    {.name = "extension", .bytes_max = 32},
    {.name = "causa", .integer = true},
    {.name = "colgo", .bytes_max = 16},
    {.name = "cola", .bytes_max = 128},
    {.name = "posicion", .integer = true},
    {.name = "opcion", .bytes_max = 64},
    {.name = "url", .bytes_max = 2048},
    {.name = "archivo", .bytes_max = 1024},
    {.name = "duracion_s", .integer = true},
    {.name = "canal", .bytes_max = 128},
    {.name = "peticion", .bytes_max = 128},
    {.name = "alias", .bytes_max = 128},
};

/* Why this member is not what the table says, NULL when it is. */
static const char *fault_of(const struct field *field, const struct json *value)
{
    int64_t integer;
    if (!value || value->type == JSON_NULL)
        return field->required ? "falta" : NULL;
    if (field->integer)
        return json_integer(value, &integer) ? NULL : "no es un número entero";
    if (value->type != JSON_TEXT)
        return "no es un texto";
    if (value->text_bytes > field->bytes_max)
        return "es demasiado largo";
    return field->required && value->text_bytes == 0 ? "está vacío" : NULL;
}

static const char *fault_of_event(const struct json *event, struct arena *arena)
{
    if (event->type != JSON_OBJECT)
        return "no es un objeto";
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const char *fault = fault_of(&fields[i], json_member(event, fields[i].name));
        if (fault)
            return arena_format(arena, "%s: %s", fields[i].name, fault);
    }
    return NULL;
}

static void write_event(const struct json *event, struct arena *arena, struct buf *events)
{
    const char *fault = fault_of_event(event, arena);
    if (!fault) {
        json_write(events, event);
        return;
    }
    buf_json_begin(events, '{');
    buf_json_member_text(events, "_error", fault);
    buf_json_key(events, "_crudo");
    json_write(events, event);
    buf_json_end(events, '}');
}

static bool translate(const struct adapter_request *request, const struct adapter_config *config,
                      struct arena *arena, struct buf *events, const char **why_r)
{
    (void)config;
    const struct json *body = adapter_read_json(request, arena, why_r);
    if (!body)
        return false;
    const struct json *batch = json_member(body, "eventos");
    *why_r = body->type != JSON_OBJECT                   ? "no es un objeto"
             : batch && batch->type != JSON_ARRAY        ? "eventos: no es una lista"
             : batch && batch->count > ADAPTER_BATCH_MAX ? "eventos: más de 100"
                                                         : NULL;
    if (*why_r)
        return false;
    buf_json_begin(events, '[');
    if (!batch)
        write_event(body, arena, events);
    for (const struct json *event = batch ? batch->first : NULL; event; event = event->next)
        write_event(event, arena, events);
    buf_json_end(events, ']');
    return true;
}

static const struct adapter_setting settings[] = {
    {.name = "url_ordenes",
     .type = ADAPTER_SETTING_URL,
     .help = "Adónde se mandan las órdenes de llamar, colgar y transferir; sin ella no se mandan."},
    ADAPTER_SETTINGS_OF_AUDIO,
    ADAPTER_SETTINGS_OF_DIALLING,
    {.type = ADAPTER_SETTING_NONE},
};

const struct adapter generica_adapter = {
    .name = "generica",
    .capabilities = ADAPTER_RINGS | ADAPTER_ANSWERS | ADAPTER_HOLDS | ADAPTER_TRANSFERS | ADAPTER_CAUSES |
                    ADAPTER_QUEUES | ADAPTER_MENUS | ADAPTER_MAILBOX | ADAPTER_RECORDINGS | ADAPTER_SIGNS |
                    ADAPTER_ORDERS | ADAPTER_ORIGINATES | ADAPTER_CONTROLS,
    .settings = settings,
    .credential_help = ADAPTER_CREDENTIAL_OF_AUDIO,
    .verify = verify,
    .delivery = delivery,
    .translate = translate,
    .order = generica_orden,
    .answer = generica_orden_answer,
    .audio = audio_fetch,
};
