/* Sources: github.com/zadarma/user-api-v1 (lib/Webhook, lib/Client.php), zadarma.com/en/support/api. */
#include "pbx/zadarma.h"

#include <stdlib.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/cripto.h"
#include "lib/json.h"
#include "lib/reloj.h"
#include "pbx/adapter_config.h"
#include "pbx/evento.h"
#include "pbx/firma.h"
#include "pbx/form.h"
#include "pbx/momento.h"
#include "pbx/order.h"

enum { ECHO_BYTES_MAX = 128 };

/* -------------------------------------------------------------------------------------------------- events */

/* What an event tells besides that it is about a call. */
enum part {
    OFFERED = 1,   /* llamada.ofrecida, at call_start */
    RINGS = 2,     /* tramo.suena at `internal` */
    ANSWERED = 4,  /* tramo.contesta at `internal` */
    DIALS = 8,     /* the phone that calls has been picked up: tramo.contesta at `internal` */
    ENDED = 16,    /* llamada.fin and llamada.resumen */
    RECORDED = 32, /* grabacion.lista */
    CHOSEN = 64,   /* ivr.opcion */
};

static const struct event {
    const char *name;
    const char *signed_fields[3]; /* in this order */
    unsigned parts;
} events[] = {
    {"NOTIFY_START", {"caller_id", "called_did", "call_start"}, OFFERED},
    {"NOTIFY_INTERNAL", {"caller_id", "called_did", "call_start"}, RINGS},
    {"NOTIFY_ANSWER", {"caller_id", "destination", "call_start"}, ANSWERED},
    {"NOTIFY_END", {"caller_id", "called_did", "call_start"}, ENDED},
    {"NOTIFY_OUT_START", {"internal", "destination", "call_start"}, OFFERED | DIALS},
    {"NOTIFY_OUT_END", {"internal", "destination", "call_start"}, ENDED},
    {"NOTIFY_RECORD", {"pbx_call_id", "call_id_with_rec", NULL}, RECORDED},
    {"NOTIFY_IVR", {"caller_id", "called_did", "call_start"}, CHOSEN},
    /* Not about a call's course; kept and counted. */
    {"SPEECH_RECOGNITION", {"result", NULL, NULL}, 0},
    {"SMS", {"result", NULL, NULL}, 0},
};

static const struct event *event_of(const struct form *form)
{
    const char *name = form_text(form, "event");
    for (size_t i = 0; i < sizeof events / sizeof *events; i++)
        if (strcmp(events[i].name, name) == 0)
            return &events[i];
    return NULL;
}

/* -------------------------------------------------------------------------------------------- authenticity */

/* What an event signs. */
static const char *signed_text(const struct form *form, const struct event *event, struct arena *arena)
{
    struct buf text = buf_in(arena);
    for (int i = 0; i < 3 && event->signed_fields[i]; i++)
        buf_add(&text, form_text(form, event->signed_fields[i]));
    return buf_text(&text);
}

/* The signature covers three fields, not the body: what else a delivery says is as true as whoever knows one delivery of that
 * call wants it to be. TLS and the secret id in the address stand behind it. */
static enum adapter_verdict verify(const struct adapter_request *request, const struct adapter_config *config,
                                   int64_t now_s, struct arena *arena)
{
    (void)now_s; /* no time is signed */
    const char *why, *signature = adapter_header(request, "signature");
    const struct form *form = form_read(request->body, request->body_bytes, arena, &why);
    const struct event *event = form ? event_of(form) : NULL;
    const char *text = event ? signed_text(form, event, arena) : "";
    char expected[FIRMA_HEX_BASE64_BYTES];
    bool ours = false;
    for (int i = 0; event && i < config->secrets_count; i++) {
        firma_hex_base64(config->secrets[i], text, strlen(text), expected);
        ours |= cripto_equal_text(signature, strlen(signature), expected, strlen(expected));
    }
    return !*signature ? ADAPTER_UNSIGNED : ours ? ADAPTER_AUTHENTIC : ADAPTER_FORGED;
}

static const char *delivery(const struct adapter_request *request)
{
    (void)request;
    return NULL; /* no id: the contents identify the delivery */
}

/* "?zd_echo=X", which must be answered with exactly X when the address is entered in the panel. */
static const char *handshake(const struct adapter_request *request, struct arena *arena)
{
    const char *why, *query = request->query ? request->query : "";
    const struct form *form = form_read(query, strlen(query), arena, &why);
    const char *echo = form ? form_text(form, "zd_echo") : "";
    size_t bytes = strlen(echo);
    bool harmless =
        bytes > 0 && bytes <= ECHO_BYTES_MAX &&
        strspn(echo, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.") == bytes;
    return harmless ? echo : NULL;
}

/* --------------------------------------------------------------------------------------------- translation */

/* `status_code` is Q.931's; where it says nothing (0, 16 of a call that nobody answered), the disposition does. */
static int cause_of(const struct form *form)
{
    static const struct {
        const char *disposition;
        int cause;
    } rows[] = {
        {"answered", 16},          {"busy", 17},
        {"no answer", 19},         {"failed", 41},
        {"unallocated number", 1}, {"no money", 52},
        {"no limit", 52},          {"no day limit", 52},
        {"line limit", 34},        {"no money, no limit", 52},
    };
    const char *disposition = form_text(form, "disposition"), *code = form_text(form, "status_code");
    bool mute = !*code || strcmp(code, "0") == 0 || strcmp(code, "16") == 0 || strcmp(code, "127") == 0;
    size_t digits = strspn(code, "0123456789");
    if (!mute && digits == strlen(code) && digits <= 3)
        return atoi(code);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].disposition, disposition) == 0)
            return rows[i].cause;
    return -1; /* "cancel": the caller gave up, which is no cause */
}

/* Zadarma begins its ids with "in_" and "out_"; else the event's name tells, where it does. "" unknown. */
static const char *direction_of(const struct form *form)
{
    const char *id = form_text(form, "pbx_call_id"), *event = form_text(form, "event");
    bool both = strcmp(event, "NOTIFY_ANSWER") == 0 || strcmp(event, "NOTIFY_RECORD") == 0;
    return strncmp(id, "out_", 4) == 0 || strncmp(event, "NOTIFY_OUT_", 11) == 0 ? "saliente"
           : both && strncmp(id, "in_", 3) != 0                                  ? ""
                                                                                 : "entrante";
}

/* The start is told in the account's own time, without a zone; no other moment is told, so it is ours. */
static void begin(struct buf *out, const struct adapter_request *request, const struct form *form,
                  const char *tipo)
{
    char moment[MOMENTO_BYTES];
    const char *start = strcmp(tipo, "llamada.ofrecida") == 0
                            ? momento_local(form_text(form, "call_start"), false, moment)
                            : "";
    bool out_going = strcmp(direction_of(form), "saliente") == 0;
    evento_begin(out, tipo, form_text(form, "pbx_call_id"),
                 *start ? start : reloj_rfc3339(request->received_us, moment));
    evento_text(out, "direccion", direction_of(form));
    evento_text(out, "origen", form_text(form, out_going ? "internal" : "caller_id"));
    evento_text(out, "destino", form_text(form, out_going ? "destination" : ""));
    evento_text(out, "linea", form_text(form, out_going ? "caller_id" : "called_did"));
}

/* Answered by no extension: by the patient, or, incoming, by the outside number that the call was sent to. */
static void leg_outside(struct buf *out, const struct adapter_request *request, const struct form *form)
{
    bool out_going = strcmp(direction_of(form), "saliente") == 0;
    begin(out, request, form, "tramo.contesta");
    evento_text(out, "tramo", out_going ? "" : "desvio");
    evento_text(out, "rol", "externo");
    if (!out_going)
        evento_text(out, "destino", form_text(form, "destination"));
    evento_end(out);
}

static void leg(struct buf *out, const struct adapter_request *request, const struct form *form,
                const char *tipo)
{
    const char *internal = evento_extension(form_text(form, "internal"));
    if (!*internal)
        return;
    begin(out, request, form, tipo);
    evento_text(out, "extension", internal);
    evento_text(out, "rol", "agente");
    evento_end(out);
}

/* An outgoing call is never said to be answered, only, at its end, that it was: its summary says so. */
static void end(struct buf *out, const struct adapter_request *request, const struct form *form)
{
    int cause = cause_of(form);
    bool answered = strcmp(form_text(form, "disposition"), "answered") == 0;
    begin(out, request, form, "llamada.fin");
    if (cause >= 0)
        evento_number(out, "causa", cause);
    if (strcmp(form_text(form, "disposition"), "cancel") == 0)
        evento_text(out, "colgo", strcmp(direction_of(form), "saliente") == 0 ? "agente" : "paciente");
    evento_end(out);
    begin(out, request, form, "llamada.resumen");
    evento_digits(out, "duracion_s", answered ? form_text(form, "duration") : "0");
    evento_text(out, "extension", answered ? evento_extension(form_text(form, "internal")) : "");
    evento_end(out);
}

/* Where it can be fetched is asked of the API with this id, at least 40 s later. */
static void recording(struct buf *out, const struct adapter_request *request, const struct form *form)
{
    begin(out, request, form, "grabacion.lista");
    evento_text(out, "archivo", form_text(form, "call_id_with_rec"));
    evento_end(out);
}

static void choice(struct buf *out, const struct adapter_request *request, const struct form *form)
{
    begin(out, request, form, "ivr.opcion");
    evento_text(out, "opcion", form_text(form, "wait_dtmf[digits]"));
    evento_end(out);
}

static void plain(struct buf *out, const struct adapter_request *request, const struct form *form,
                  const char *tipo)
{
    begin(out, request, form, tipo);
    evento_end(out);
}

static bool translate(const struct adapter_request *request, const struct adapter_config *config,
                      struct arena *arena, struct buf *out, const char **why_r)
{
    (void)config;
    const struct form *form = form_read(request->body, request->body_bytes, arena, why_r);
    if (!form)
        return false;
    const struct event *event = event_of(form);
    if (!*form_text(form, "event") || !*form_text(form, "pbx_call_id")) {
        *why_r = "faltan event o pbx_call_id";
        return false;
    }
    unsigned parts = event ? event->parts : 0;
    buf_json_begin(out, '[');
    if (parts & OFFERED)
        plain(out, request, form, "llamada.ofrecida");
    if (parts & RINGS)
        leg(out, request, form, "tramo.suena");
    if (parts & ANSWERED && (!*form_text(form, "internal") || strcmp(direction_of(form), "saliente") == 0))
        leg_outside(out, request, form);
    else if (parts & (ANSWERED | DIALS))
        leg(out, request, form, "tramo.contesta");
    if (parts & CHOSEN)
        choice(out, request, form);
    if (parts & RECORDED)
        recording(out, request, form);
    if (parts & ENDED)
        end(out, request, form);
    if (!parts)
        plain(out, request, form, arena_format(arena, "zadarma.%.50s", form_text(form, "event")));
    buf_json_end(out, ']');
    return true;
}

/* -------------------------------------------------------------------------------------------------- orders */

static const char path[] = "/v1/request/callback/";

/* Numbers go without "+"; what is not a digit is not dialled. */
static const char *digits_of(struct arena *arena, const char *number)
{
    char *out = arena_text(arena, number), *at = out;
    for (const char *from = number; *from; from++)
        if (*from >= '0' && *from <= '9')
            *at++ = *from;
    *at = '\0';
    return out;
}

/* "key:" and the signature of path, sorted query and the query's MD5. */
static const char *authorize(struct arena *arena, const char *key, const char *secret, const char *query)
{
    char md5[FIRMA_MD5_HEX_BYTES], signature[FIRMA_HEX_BASE64_BYTES];
    firma_md5_hex(query, strlen(query), md5);
    const char *text = arena_format(arena, "%s%s%s", path, query, md5);
    firma_hex_base64(secret, text, strlen(text), signature);
    return arena_format(arena, "%s:%s", key, signature);
}

static bool order(const struct order *order, const struct adapter_config *config, int64_t now_s,
                  struct arena *arena, struct order_http *http_r, const char **motivo_r)
{
    (void)now_s;
    const char *colon = strchr(config->credential ? config->credential : "", ':');
    /* whole numbers, whatever a dial plan says: there is no trunk prefix in a cloud */
    const char *to =
        digits_of(arena, *order->numero == '+' || !*order->marcar ? order->numero : order->marcar);
    *motivo_r = strcmp(order->clase, "originar") != 0 ? "no_soportado"
                : !colon                              ? "credencial_rechazada"
                : !*order->extension                  ? "extension_no_registrada"
                : !*to                                ? "numero_erroneo"
                                                      : NULL;
    if (*motivo_r)
        return false;
    struct buf query = buf_in(arena); /* in the order of the names */
    form_add(&query, "from", order->extension);
    form_add(&query, "to", to);
    const char *key = arena_text_n(arena, config->credential, (size_t)(colon - config->credential));
    *http_r = (struct order_http){
        .method = "GET",
        .url =
            arena_format(arena, "%s%s?%s", adapter_config_text(config, "url_api", "https://api.zadarma.com"),
                         path, buf_text(&query)),
        .headers = {{"Authorization", authorize(arena, key, colon + 1, buf_text(&query))}},
    };
    return true;
}

/* {"status": "success", "from", "to", "time"}, or {"status": "error", "message"}; a call's id is never told. */
static void answer(const struct order *order, long status, const char *body, size_t bytes,
                   struct arena *arena, struct order_answer *answer_r)
{
    (void)order;
    struct json_fault fault;
    *answer_r = order_judge_status(status);
    if (answer_r->outcome != ORDER_ACCEPTED)
        return;
    const char *said = json_member_text(json_parse(arena, body, bytes, &fault), "status");
    if (!said)
        *answer_r = (struct order_answer){ORDER_UNKNOWN, "respuesta_ilegible", ""};
    else if (strcmp(said, "success") != 0)
        *answer_r = (struct order_answer){ORDER_REFUSED, "numero_erroneo", ""};
}

static const struct adapter_setting settings[] = {
    {.name = "url_api",
     .type = ADAPTER_SETTING_URL,
     .help = "Dirección de su interfaz; sin ella, https://api.zadarma.com. La de un revendedor, si es otra."},
    {.type = ADAPTER_SETTING_NONE},
};

const struct adapter zadarma_adapter = {
    .name = "zadarma",
    .capabilities =
        ADAPTER_RINGS | ADAPTER_ANSWERS | ADAPTER_CAUSES | ADAPTER_MENUS | ADAPTER_ORIGINATES | ADAPTER_SIGNS,
    .settings = settings,
    .tells_no_time = true,
    .secret_help = "El «secret» de Configuración → Integraciones y API → Claves y API",
    .credential_help = "key:secret, los dos de Configuración → Integraciones y API → Claves y API",
    .handshake = handshake,
    .verify = verify,
    .delivery = delivery,
    .translate = translate,
    .order = order,
    .answer = answer,
};
