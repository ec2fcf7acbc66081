#include "pbx/twilio_orden.h"

#include <string.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/json.h"
#include "pbx/adapter_config.h"
#include "pbx/audio.h"
#include "pbx/form.h"
#include "pbx/momento.h"

/* Between what we noted as sent and what Twilio says of the call's making. */
enum { EARLY_S = 5, LATE_S = 60, NUMBER_DIGITS_MIN = 6 };

static const char form_type[] = "application/x-www-form-urlencoded";

const char *twilio_orden_url(const struct adapter_config *config)
{
    return adapter_config_text(config, "url_publica", config->url);
}

/* -------------------------------------------------------------------------------------------------- TwiML */

static void add_xml(struct buf *out, const char *text)
{
    static const char special[] = "&<>\"'";
    static const char *const entities[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"};
    for (; *text; text++) {
        const char *at = strchr(special, *text);
        if (at)
            buf_add(out, entities[at - special]);
        else
            buf_add_n(out, text, 1);
    }
}

static void add_attribute(struct buf *out, const char *name, const char *value)
{
    buf_add_format(out, " %s=\"", name);
    add_xml(out, value);
    buf_add(out, "\"");
}

/* <Dial> of one address, which tells its steps to `callback`. */
static const char *dial(const char *address, const char *caller, int ring_s, const char *callback,
                        struct arena *arena)
{
    const char *noun = strncmp(address, "sip:", 4) == 0      ? "Sip"
                       : strncmp(address, "client:", 7) == 0 ? "Client"
                                                             : "Number";
    struct buf twiml = buf_in(arena);
    buf_add(&twiml, "<Response><Dial answerOnBridge=\"true\"");
    add_attribute(&twiml, "timeout", arena_format(arena, "%d", ring_s));
    if (*caller)
        add_attribute(&twiml, "callerId", caller);
    buf_add_format(&twiml, "><%s", noun);
    add_attribute(&twiml, "statusCallbackEvent", "initiated ringing answered completed");
    add_attribute(&twiml, "statusCallback", callback);
    buf_add(&twiml, ">");
    add_xml(&twiml, noun[0] == 'C' ? address + 7 : address);
    buf_add_format(&twiml, "</%s></Dial></Response>", noun);
    return buf_text(&twiml);
}

/* ----------------------------------------------------------------------------------------------- addresses */

/* How the telephone of an extension is called. */
static const char *address_of(const char *extension, const struct adapter_config *config, struct arena *arena)
{
    static const char place[] = "{extension}";
    const struct json *known = json_member(config->ajustes, "extensiones");
    for (const struct json *one = known ? known->first : NULL; one; one = one->next)
        if (one->type == JSON_TEXT && strcmp(one->text, extension) == 0)
            return one->key;
    const char *pattern = adapter_config_text(config, "telefono", "client:{extension}");
    const char *at = strstr(pattern, place);
    return at ? arena_format(arena, "%.*s%s%s", (int)(at - pattern), pattern, extension,
                             at + sizeof place - 1)
              : pattern;
}

/* What the account has: "Calls", "Recordings". */
static const char *account_url(const struct adapter_config *config, const char *what, struct arena *arena)
{
    return arena_format(arena, "%s/2010-04-01/Accounts/%s/%s",
                        adapter_config_text(config, "url_api", "https://api.twilio.com"),
                        adapter_config_text(config, "cuenta", ""), what);
}

static const char *call_url(const struct adapter_config *config, const char *sid, struct arena *arena)
{
    return arena_format(arena, "%s%s%s.json", account_url(config, "Calls", arena), *sid ? "/" : "", sid);
}

/* Ids of Twilio's go into addresses: two letters and 32 hexadecimal digits, nothing else. */
static bool is_sid(const char *text)
{
    return strlen(text) == 34 && strspn(text + 2, "0123456789abcdefABCDEF") == 32;
}

/* ------------------------------------------------------------------------------------------------- requests */

static void authorize(const struct adapter_config *config, struct arena *arena, struct order_http *http)
{
    const char *key = config->credential ? config->credential : "", *colon = strchr(key, ':');
    http->user =
        colon ? arena_text_n(arena, key, (size_t)(colon - key)) : adapter_config_text(config, "cuenta", "");
    http->password = colon ? colon + 1 : config->secrets_count ? config->secrets[0] : "";
}

static void post(const struct adapter_config *config, const char *url, const struct buf *fields,
                 struct arena *arena, struct order_http *http)
{
    *http = (struct order_http){.method = "POST",
                                .url = url,
                                .body = buf_text(fields),
                                .body_bytes = fields->bytes,
                                .body_type = form_type};
    authorize(config, arena, http);
}

/* Agent first: their telephone rings, and whoever picks it up is put through to the number. */
static const char *originate(const struct order *order, const struct adapter_config *config,
                             struct arena *arena, struct order_http *http)
{
    static const char *const events[] = {"initiated", "ringing", "answered", "completed"};
    const char *number = *order->numero == '+' || !*order->marcar ? order->numero : order->marcar;
    if (!*order->extension)
        return "extension_no_registrada";
    const char *caller = *order->linea ? order->linea : adapter_config_text(config, "numero", "");
    if (!*caller)
        return "linea_no_permitida"; /* Twilio has no number of its own to show */
    if (!*number)
        return "numero_erroneo";
    const char *callback = arena_format(arena, "%s?peticion=%s", twilio_orden_url(config), order->peticion);
    struct buf fields = buf_in(arena);
    form_add(&fields, "To", address_of(order->extension, config, arena));
    form_add(&fields, "From", caller);
    form_add(&fields, "Timeout", arena_format(arena, "%d", order->plazo_s));
    form_add(&fields, "StatusCallback", callback);
    for (size_t i = 0; i < sizeof events / sizeof *events; i++)
        form_add(&fields, "StatusCallbackEvent", events[i]);
    form_add(&fields, "Twiml", dial(number, caller, order->plazo_s, callback, arena));
    post(config, call_url(config, "", arena), &fields, arena, http);
    return NULL;
}

static const char *hang_up(const struct order *order, const struct adapter_config *config,
                           struct arena *arena, struct order_http *http)
{
    struct buf fields = buf_in(arena);
    if (!is_sid(order->llamada))
        return "no_soportado";
    form_add(&fields, "Status", "completed");
    post(config, call_url(config, order->llamada, arena), &fields, arena, http);
    return NULL;
}

/* The caller's own leg is sent elsewhere, which leaves the agent alone. Of a call that we made, the root is the agent's leg:
 * that one cannot be sent away. */
static const char *transfer(const struct order *order, const struct adapter_config *config,
                            struct arena *arena, struct order_http *http)
{
    size_t digits = strspn(order->destino, "+0123456789");
    bool number = digits == strlen(order->destino) && digits >= NUMBER_DIGITS_MIN;
    if (!is_sid(order->llamada) || !*order->tramo || strcmp(order->tramo, order->llamada) == 0)
        return "no_soportado";
    if (!*order->destino)
        return "numero_erroneo";
    const char *callback = arena_format(arena, "%s?direccion=entrante&llamada=%s&transferencia=1",
                                        twilio_orden_url(config), order->llamada);
    const char *address = number ? order->destino : address_of(order->destino, config, arena);
    struct buf fields = buf_in(arena);
    form_add(&fields, "Twiml", dial(address, "", order->plazo_s, callback, arena));
    post(config, call_url(config, order->llamada, arena), &fields, arena, http);
    return NULL;
}

bool twilio_orden_compose(const struct order *order, const struct adapter_config *config, int64_t now_s,
                          struct arena *arena, struct order_http *http_r, const char **motivo_r)
{
    (void)now_s;
    *motivo_r = strcmp(order->clase, "originar") == 0     ? originate(order, config, arena, http_r)
                : strcmp(order->clase, "colgar") == 0     ? hang_up(order, config, arena, http_r)
                : strcmp(order->clase, "transferir") == 0 ? transfer(order, config, arena, http_r)
                                                          : "no_soportado";
    return !*motivo_r;
}

bool twilio_orden_inquire(const struct order *order, const struct adapter_config *config, int64_t now_s,
                          struct arena *arena, struct order_http *http_r, const char **motivo_r)
{
    struct buf query = buf_in(arena);
    (void)now_s;
    *motivo_r = "no_soportado";
    if (strcmp(order->clase, "originar") != 0 || !*order->extension)
        return false;
    form_add(&query, "To", address_of(order->extension, config, arena));
    form_add(&query, "PageSize", "20"); /* the newest come first */
    *http_r = (struct order_http){
        .method = "GET",
        .url = arena_format(arena, "%s?%s", call_url(config, "", arena), buf_text(&query)),
    };
    authorize(config, arena, http_r);
    return true;
}

/* -------------------------------------------------------------------------------------------------- answers */

/* What the vendor's own codes mean; "" those that say no more than the status. Of a call that is to be made, `To` is the
 * agent's telephone. */
static const char *motive_of(const struct json *body)
{
    static const struct {
        int64_t first, last;
        const char *motivo;
    } rows[] = {
        {20003, 20003, "credencial_rechazada"}, {21201, 21205, "respuesta_ilegible"},
        {21210, 21210, "linea_no_permitida"},   {21211, 21211, "extension_no_registrada"},
        {21212, 21213, "linea_no_permitida"},   {21214, 21217, "extension_no_registrada"},
    };
    int64_t code = 0;
    const struct json *member = json_member(body, "code");
    if (member && member->type == JSON_NUMBER)
        json_integer(member, &code);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (code >= rows[i].first && code <= rows[i].last)
            return rows[i].motivo;
    return "";
}

static bool says_over(const struct json *body)
{
    int64_t code = 0;
    const struct json *member = json_member(body, "code");
    return member && member->type == JSON_NUMBER && json_integer(member, &code) && code == 21220;
}

void twilio_orden_answer(const struct order *order, long status, const char *body, size_t bytes,
                         struct arena *arena, struct order_answer *answer_r)
{
    struct json_fault fault;
    const struct json *said = json_parse(arena, body, bytes, &fault);
    const char *sid = json_member_text(said, "sid"), *motive = motive_of(said);
    bool hangs_up = strcmp(order->clase, "colgar") == 0;
    *answer_r = order_judge_status(status);
    if (answer_r->outcome == ORDER_ACCEPTED)
        answer_r->call_id = sid && is_sid(sid) ? sid : "";
    else if (hangs_up && (status == 404 || says_over(said)))
        *answer_r = (struct order_answer){ORDER_ACCEPTED, "", ""}; /* over already */
    else if (answer_r->outcome == ORDER_REFUSED && *motive)
        answer_r->motivo = motive;
    if (answer_r->outcome == ORDER_ACCEPTED && strcmp(order->clase, "originar") == 0 && !*answer_r->call_id)
        *answer_r = (struct order_answer){ORDER_UNKNOWN, "respuesta_ilegible", ""};
}

/* Made by the interface, at about the time when the order was sent. */
static bool may_be_it(const struct json *call, const struct order *order)
{
    int64_t made_s;
    const char *direction = json_member_text(call, "direction"),
               *made = json_member_text(call, "date_created");
    return direction && made && strcmp(direction, "outbound-api") == 0 && momento_seconds(made, &made_s) &&
           made_s >= order->enviada_s - EARLY_S && made_s <= order->enviada_s + LATE_S;
}

/* Found once, it was taken. Not found, or twice, nothing is known: a list may be late. */
void twilio_orden_inquired(const struct order *order, long status, const char *body, size_t bytes,
                           struct arena *arena, struct order_answer *answer_r)
{
    struct json_fault fault;
    int found = 0;
    const char *sid = NULL;
    const struct json *list =
        status == 200 ? json_member(json_parse(arena, body, bytes, &fault), "calls") : NULL;
    for (const struct json *call = list && order->enviada_s ? list->first : NULL; call; call = call->next)
        if (may_be_it(call, order)) {
            sid = json_member_text(call, "sid");
            found++;
        }
    *answer_r = found == 1 && sid && is_sid(sid) ? (struct order_answer){ORDER_ACCEPTED, "", sid}
                                                 : (struct order_answer){ORDER_UNKNOWN, "sin_respuesta", ""};
}

/* ---------------------------------------------------------------------------------------------------- audio */

/* …/Accounts/AC…/Recordings/RE…, which is data of a webhook: of this account, and nothing behind the id. */
bool twilio_orden_audio(const char *url, const struct adapter_config *config, struct arena *arena,
                        struct order_http *http_r, const char **motivo_r)
{
    const char *base = account_url(config, "Recordings", arena), *sid = strrchr(url, '/');
    if (!audio_is_below(url, base) || strlen(url) != strlen(base) + 35 || !is_sid(sid + 1)) {
        *motivo_r = "url_ajena";
        return false;
    }
    *http_r = (struct order_http){.method = "GET", .url = arena_format(arena, "%s.mp3", url)};
    authorize(config, arena, http_r);
    return true;
}
