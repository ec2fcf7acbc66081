#include "pbx/plantilla.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/cripto.h"
#include "lib/json.h"
#include "lib/reloj.h"
#include "lib/texto.h"
#include "pbx/adapter_config.h"
#include "pbx/audio.h"
#include "pbx/evento.h"
#include "pbx/firma.h"
#include "pbx/form.h"
#include "pbx/momento.h"
#include "pbx/plantilla_ruta.h"
#include "pbx/plantilla_tipos.h"

enum { WORD_BYTES = 50 };

static bool is(const char *text, const char *word)
{
    return strcmp(text, word) == 0;
}

static const char *text_of(const struct json *object, const char *name, const char *otherwise)
{
    const char *text = json_member_text(object, name);
    return text && *text ? text : otherwise;
}

/* -------------------------------------------------------------------------------------------- authenticity */

static enum firma_algorithm algorithm_of(const char *name)
{
    return is(name, "sha1") ? FIRMA_SHA1 : is(name, "sha512") ? FIRMA_SHA512 : FIRMA_SHA256;
}

/* Hexadecimal may come in capitals; base64 has one spelling. */
static bool is_mac(const char *said, const unsigned char *mac, size_t bytes, bool hex)
{
    unsigned char read[FIRMA_MAC_BYTES_MAX];
    size_t read_bytes = 0;
    bool readable = hex ? texto_from_hex(said, strlen(said), read, sizeof read, &read_bytes)
                        : texto_from_base64(said, strlen(said), read, sizeof read, &read_bytes);
    return readable && read_bytes == bytes && cripto_equal(read, mac, bytes);
}

static enum adapter_verdict judge_hmac(const struct adapter_request *request,
                                       const struct adapter_config *config, const struct json *auth,
                                       const char *said)
{
    const char *prefix = text_of(auth, "prefijo", "");
    bool hex = is(text_of(auth, "codificacion", "hex"), "hex"), ours = false;
    enum firma_algorithm algorithm = algorithm_of(text_of(auth, "algoritmo", "sha256"));
    unsigned char mac[FIRMA_MAC_BYTES_MAX];
    if (strncmp(said, prefix, strlen(prefix)) != 0)
        return ADAPTER_UNSIGNED;
    for (int i = 0; i < config->secrets_count; i++) {
        size_t bytes = firma_hmac(algorithm, config->secrets[i], request->body_bytes ? request->body : "",
                                  request->body_bytes, mac);
        ours |= is_mac(said + strlen(prefix), mac, bytes, hex);
    }
    return ours ? ADAPTER_AUTHENTIC : ADAPTER_FORGED;
}

static enum adapter_verdict verify(const struct adapter_request *request, const struct adapter_config *config,
                                   int64_t now_s, struct arena *arena)
{
    (void)now_s, (void)arena; /* no time is signed */
    const struct json *auth = json_member(config->ajustes, "autenticacion");
    const char *kind = text_of(auth, "tipo", "secreto"), *header = text_of(auth, "cabecera", "");
    if (is(kind, "secreto"))
        return adapter_judge_shown(request, config);
    const char *said = !is(header, "authorization") ? adapter_header(request, header)
                       : request->authorization     ? request->authorization
                                                    : "";
    if (!*said)
        return ADAPTER_UNSIGNED;
    return is(kind, "hmac") ? judge_hmac(request, config, auth, said) : adapter_judge_secret(said, config);
}

static const char *delivery(const struct adapter_request *request)
{
    (void)request;
    return NULL; /* the contents identify the delivery */
}

/* --------------------------------------------------------------------------------------------- translation */

/* One element on its way to events. */
struct turn {
    const struct json *ajustes;
    struct plantilla_fuente source;
    struct arena *arena;
    struct buf *out;
    const char *direction;
    char moment[MOMENTO_BYTES];
    char received[RELOJ_RFC3339_BYTES];
};

static bool is_outgoing(const struct turn *turn)
{
    return is(turn->direction, "saliente");
}

/* Of outgoing calls what `campos_saliente` says comes first. */
static const char *field(const struct turn *turn, const char *name)
{
    const char *path =
        is_outgoing(turn) ? json_member_text(json_member(turn->ajustes, "campos_saliente"), name) : NULL;
    if (!path)
        path = json_member_text(json_member(turn->ajustes, "campos"), name);
    return path ? plantilla_ruta_text(path, &turn->source, turn->arena) : "";
}

/* What happened, in the PBX's words: the values of `evento`, joined. */
static const char *word_of(const struct turn *turn)
{
    const struct json *paths = json_member(json_member(turn->ajustes, "campos"), "evento");
    struct buf word = buf_in(turn->arena);
    if (!paths || paths->type != JSON_ARRAY)
        return field(turn, "evento");
    for (const struct json *path = paths->first; path; path = path->next) {
        const char *text =
            path->type == JSON_TEXT ? plantilla_ruta_text(path->text, &turn->source, turn->arena) : "";
        buf_add(&word, word.bytes && *text ? " " : "");
        buf_add(&word, text);
    }
    return buf_text(&word);
}

/* What the mapping says of a word, else the word when it is one of ours. */
static const char *direction_of(const struct turn *turn)
{
    const char *said = field(turn, "direccion");
    const char *meant = json_member_text(json_member(turn->ajustes, "direcciones"), said);
    return meant ? meant : is(said, "entrante") || is(said, "saliente") || is(said, "interna") ? said : "";
}

static const char *extension_of(const struct turn *turn)
{
    const char *said = field(turn, "extension");
    const char *meant = json_member_text(json_member(turn->ajustes, "extensiones"), said);
    return evento_extension(meant ? meant : said);
}

/* A time as it is written; "" when it is too long to be one. */
static const char *keep(struct turn *turn, const char *said)
{
    bool fits = strlen(said) < sizeof turn->moment;
    snprintf(turn->moment, sizeof turn->moment, "%s", fits ? said : "");
    return turn->moment;
}

/* False: it tells a time, and none that can be read. */
static bool read_moment(struct turn *turn)
{
    const char *format = text_of(turn->ajustes, "momento", "rfc3339"), *said = field(turn, "momento"),
               *moment;
    if (!*said || is(format, "recibido"))
        moment = keep(turn, turn->received);
    else if (is(format, "epoch_s") || is(format, "epoch_ms"))
        moment = momento_epoch(said, is(format, "epoch_ms"), turn->moment);
    else if (is(format, "rfc2822"))
        moment = momento_rfc2822(said, turn->moment);
    else if (is(format, "local") || is(format, "local_dia"))
        moment = momento_local(said, is(format, "local_dia"), turn->moment);
    else
        moment = keep(turn, said); /* SQL reads it */
    return *moment;
}

/* --------------------------------------------------------------------------------------------- one event */

static void put_sequence(const struct turn *turn)
{
    const char *said = field(turn, "secuencia");
    size_t digits = strspn(said, "0123456789");
    if (digits > 0 && digits < 16 && !said[digits])
        evento_number(turn->out, "secuencia", strtoll(said, NULL, 10));
}

/* A number is a cause, a word is what `causas` says. */
static void put_cause(const struct turn *turn)
{
    int64_t cause;
    const char *said = field(turn, "causa");
    const struct json *meant = json_member(json_member(turn->ajustes, "causas"), said);
    if (meant && meant->type == JSON_NUMBER && json_integer(meant, &cause))
        evento_number(turn->out, "causa", cause);
    else if (strlen(said) <= 3)
        evento_digits(turn->out, "causa", said);
}

/* Seconds may come with a fraction. */
static void put_duration(const struct turn *turn)
{
    const char *said = field(turn, "duracion_s");
    size_t digits = strspn(said, "0123456789");
    bool plain =
        !said[digits] || (said[digits] == '.' && !said[digits + 1 + strspn(said + digits + 1, "0123456789")]);
    if (plain)
        evento_digits(turn->out, "duracion_s", arena_text_n(turn->arena, said, digits));
}

static void put_members(const struct turn *turn, int members, const char *role, const char *hung_up)
{
    const char *extension = members & PLANTILLA_EXTENSION ? extension_of(turn) : "";
    bool agent = !*role ? *extension : is(role, "agente");
    if (members & PLANTILLA_TRAMO)
        evento_text(turn->out, "tramo", field(turn, "tramo"));
    if (members & PLANTILLA_ROL)
        evento_text(turn->out, "rol", *role ? role : agent ? "agente" : "");
    if (members & PLANTILLA_EXTENSION && (agent || !(members & PLANTILLA_ROL)))
        evento_text(turn->out, "extension", extension);
    if (members & PLANTILLA_CAUSA)
        put_cause(turn);
    if (members & PLANTILLA_COLGO)
        evento_text(turn->out, "colgo", hung_up);
    if (members & PLANTILLA_COLA) {
        evento_text(turn->out, "cola", field(turn, "cola"));
        evento_digits(turn->out, "posicion", field(turn, "posicion"));
    }
    if (members & PLANTILLA_OPCION)
        evento_text(turn->out, "opcion", field(turn, "opcion"));
    if (members & PLANTILLA_SONIDO) {
        evento_text(turn->out, "url", field(turn, "url"));
        evento_text(turn->out, "archivo", field(turn, "archivo"));
    }
    if (members & (PLANTILLA_SONIDO | PLANTILLA_DURACION))
        put_duration(turn);
    if (members & PLANTILLA_PETICION)
        evento_text(turn->out, "peticion", field(turn, "peticion"));
    if (members & PLANTILLA_ALIAS)
        evento_text(turn->out, "alias", field(turn, "alias"));
}

static void begin(const struct turn *turn, const char *tipo, int64_t later_s)
{
    char moment[MOMENTO_BYTES];
    memcpy(moment, turn->moment, sizeof moment);
    momento_add(moment, later_s);
    evento_begin(turn->out, tipo, field(turn, "llamada"), moment);
    put_sequence(turn);
    evento_text(turn->out, "direccion", turn->direction);
    evento_text(turn->out, "origen", field(turn, "origen"));
    evento_text(turn->out, "destino", field(turn, "destino"));
    evento_text(turn->out, "linea", field(turn, "linea"));
    evento_text(turn->out, "nombre", field(turn, "nombre"));
}

/* `event` is a type's name, or {"tipo", "rol", "colgo", "mas_s"}. */
static void put_event(const struct turn *turn, const struct json *event)
{
    const char *tipo = event->type == JSON_TEXT ? event->text : text_of(event, "tipo", "");
    const char *role = text_of(event, "rol", ""), *later = text_of(event, "mas_s", "");
    int members = plantilla_tipos_members(tipo);
    const char *seconds = *later ? plantilla_ruta_text(later, &turn->source, turn->arena) : "";
    bool nobody = !*role && !*extension_of(turn) && !*field(turn, "tramo");
    if (members < 0 ||
        (is(tipo, "tramo.suena") && nobody)) /* a telephone that is not named rings for nobody */
        return;
    begin(turn, tipo, strlen(seconds) < 7 ? strtol(seconds, NULL, 10) : 0);
    put_members(turn, members, role, text_of(event, "colgo", ""));
    evento_end(turn->out);
}

/* Kept under its own name: stored, counted, and read again when the mapping knows it. */
static void put_unknown(const struct turn *turn, const char *word)
{
    begin(turn, arena_format(turn->arena, "plantilla.%.*s", WORD_BYTES, *word ? word : "?"), 0);
    evento_end(turn->out);
}

static const struct json *meaning_of(const struct turn *turn, const char *word)
{
    const struct json *meaning =
        is_outgoing(turn) ? json_member(json_member(turn->ajustes, "eventos_saliente"), word) : NULL;
    return meaning ? meaning : json_member(json_member(turn->ajustes, "eventos"), word);
}

/* ------------------------------------------------------------------------------------------- an element */

static void quarantine(const struct turn *turn, const char *why)
{
    buf_json_begin(turn->out, '{');
    buf_json_member_text(turn->out, "_error", why);
    buf_json_key(turn->out, "_crudo");
    if (turn->source.element)
        json_write(turn->out, turn->source.element);
    else
        buf_json_null(turn->out);
    buf_json_end(turn->out, '}');
}

static void put_element(struct turn *turn)
{
    turn->direction = ""; /* until it is known, no field is an outgoing call's */
    turn->direction = direction_of(turn);
    const char *word = word_of(turn);
    const struct json *meaning = meaning_of(turn, word);
    if (!*field(turn, "llamada"))
        quarantine(turn, "llamada: falta");
    else if (!read_moment(turn))
        quarantine(turn, "momento: no tiene el formato que se dijo");
    else if (!meaning)
        put_unknown(turn, word);
    else if (meaning->type != JSON_ARRAY)
        put_event(turn, meaning);
    else
        for (const struct json *event = meaning->first; event; event = event->next)
            put_event(turn, event);
}

static bool put_list(struct turn *turn, const char *path, const char **why_r)
{
    const struct json *list = plantilla_ruta_json(path, turn->source.body, turn->arena);
    *why_r = !list || list->type != JSON_ARRAY ? "lista: no está, o no es una lista"
             : list->count > ADAPTER_BATCH_MAX ? "lista: más de 100"
                                               : NULL;
    if (*why_r)
        return false;
    for (const struct json *element = list->first; element; element = element->next) {
        turn->source.element = element;
        put_element(turn);
    }
    return true;
}

static bool read_body(struct turn *turn, const struct adapter_request *request, const char **why_r)
{
    const char *format = text_of(turn->ajustes, "formato", "auto");
    bool json = is(format, "json") || (is(format, "auto") && adapter_is_json(request));
    if (!json)
        turn->source.form = form_read(request->body, request->body_bytes, turn->arena, why_r);
    else
        turn->source.body = turn->source.element = adapter_read_json(request, turn->arena, why_r);
    return turn->source.form || turn->source.body;
}

static bool translate(const struct adapter_request *request, const struct adapter_config *config,
                      struct arena *arena, struct buf *out, const char **why_r)
{
    struct turn turn = {.ajustes = config->ajustes, .arena = arena, .out = out, .direction = ""};
    const char *list = text_of(config->ajustes, "lista", "");
    if (!read_body(&turn, request, why_r))
        return false;
    reloj_rfc3339(request->received_us, turn.received);
    buf_json_begin(out, '[');
    if (*list && turn.source.body && !put_list(&turn, list, why_r))
        return false;
    if (!*list || !turn.source.body)
        put_element(&turn);
    buf_json_end(out, ']');
    return true;
}

/* ------------------------------------------------------------------------------------------------ settings */

static const struct adapter_setting settings[] = {
    {.name = "campos",
     .type = ADAPTER_SETTING_OBJECT,
     .required = true,
     .help =
         "Dónde está cada dato: {\"evento\": \"event\", \"llamada\": \"call.id\", \"origen\": \"from\", …}."},
    {.name = "eventos",
     .type = ADAPTER_SETTING_OBJECT,
     .required = true,
     .help =
         "Qué significa cada palabra de evento: {\"ring\": \"tramo.suena\", \"end\": [\"tramo.cuelga\", \"llamada.fin\"]}."},
    {.name = "campos_saliente",
     .type = ADAPTER_SETTING_OBJECT,
     .help = "Los que en una llamada saliente están en otro sitio."},
    {.name = "eventos_saliente",
     .type = ADAPTER_SETTING_OBJECT,
     .help = "Los que en una llamada saliente significan otra cosa."},
    {.name = "direcciones",
     .type = ADAPTER_SETTING_MAP,
     .max = 64,
     .help =
         "Qué significa cada palabra de direccion: {\"inbound\": \"entrante\", \"outbound\": \"saliente\"}."},
    {.name = "causas",
     .type = ADAPTER_SETTING_OBJECT,
     .help = "Qué causa Q.850 es cada palabra de causa: {\"BUSY\": 17, \"NO ANSWER\": 19}."},
    {.name = "extensiones",
     .type = ADAPTER_SETTING_MAP,
     .max = 200,
     .help = "De qué extensión es lo que dice extension, si no es su número: {\"Ana López\": \"101\"}."},
    {.name = "momento",
     .type = ADAPTER_SETTING_WORD,
     .words = "rfc3339|epoch_s|epoch_ms|rfc2822|local|local_dia|recibido",
     .help =
         "Cómo está escrita la hora: rfc3339 (lo normal), epoch_s o epoch_ms (desde 1970), rfc2822, local (2026-03-10 10:15:00, "
         "en la zona de la centralita), local_dia (10/03/2026 10:15:00), o recibido: cuando llega."},
    {.name = "formato",
     .type = ADAPTER_SETTING_WORD,
     .words = "auto|json|form",
     .help = "Cómo viene el cuerpo; auto: según su Content-Type."},
    {.name = "lista",
     .type = ADAPTER_SETTING_TEXT,
     .min = 1,
     .max = PLANTILLA_RUTA_BYTES,
     .help = "Si vienen varios sucesos juntos, la ruta de su lista."},
    {.name = "autenticacion",
     .type = ADAPTER_SETTING_OBJECT,
     .help =
         "Cómo se sabe que es ella: {\"tipo\": \"secreto\"} (en la dirección, Bearer o Basic; lo normal), {\"tipo\": \"cabecera\", "
         "\"cabecera\": \"x-api-key\"}, o {\"tipo\": \"hmac\", \"cabecera\": \"x-signature\", \"algoritmo\": \"sha256\", "
         "\"codificacion\": \"hex\", \"prefijo\": \"sha256=\"}."},
    ADAPTER_SETTINGS_OF_AUDIO,
    {.type = ADAPTER_SETTING_NONE},
};

const struct adapter plantilla_adapter = {
    .name = "plantilla",
    .capabilities = ADAPTER_RINGS | ADAPTER_ANSWERS | ADAPTER_HOLDS | ADAPTER_TRANSFERS | ADAPTER_CAUSES |
                    ADAPTER_QUEUES | ADAPTER_MENUS | ADAPTER_MAILBOX | ADAPTER_RECORDINGS,
    .settings = settings,
    .secret_help = "El secreto con el que firma, si lo pone ella; si no se dice ninguno, se crea aquí",
    .credential_help = ADAPTER_CREDENTIAL_OF_AUDIO,
    .secret_optional = true,
    .secret_in_address = true,
    .tells_no_time = true,
    .check = plantilla_tipos_check,
    .verify = verify,
    .delivery = delivery,
    .translate = translate,
    .audio = audio_fetch,
};
