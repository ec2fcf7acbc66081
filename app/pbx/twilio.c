/* Sources: twilio/twilio-oai spec/json/twilio_api_v2010.json, twilio.com/docs/voice (status callbacks, TwiML Dial). */
#include "pbx/twilio.h"

#include <stdlib.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/json.h"
#include "lib/reloj.h"
#include "pbx/adapter_config.h"
#include "pbx/evento.h"
#include "pbx/form.h"
#include "pbx/momento.h"
#include "pbx/twilio_firma.h"
#include "pbx/twilio_orden.h"

enum { END_COMES_LAST = 1000 }; /* added to the number of an end: of equal moments, it is after its legs */

/* -------------------------------------------------------------------------------------------- authenticity */

static enum adapter_verdict verify(const struct adapter_request *request, const struct adapter_config *config,
                                   int64_t now_s, struct arena *arena)
{
    (void)now_s; /* no time is signed */
    return twilio_firma_judge(request, config, twilio_orden_url(config), arena);
}

static const char *delivery(const struct adapter_request *request)
{
    (void)request;
    return NULL; /* the contents identify the delivery: they hold a sequence number */
}

/* --------------------------------------------------------------------------------------------- translation */

/* One callback. Twilio's call is a leg of ours: a child knows its parent, and the first of them, the root, is the call. */
struct callback {
    const struct form *form,
        *query; /* the query is what we, or the installer's TwiML, put into the address */
    const struct adapter_config *config;
    struct arena *arena;
    struct buf *out;
    char moment[MOMENTO_BYTES];
    const char *root, *leg, *status, *direction;
    const char *from_extension, *to_extension;
    bool child, ours; /* ours: we asked for it, so the root rings the agent's telephone */
};

static const char *field(const struct callback *call, const char *name)
{
    return form_text(call->form, name);
}

static bool is(const char *text, const char *word)
{
    return strcmp(text, word) == 0;
}

/* The extension at an address: what `extensiones` says of it, else the user of sip:101@… or client:101; "" a number. */
static const char *extension_at(const struct callback *call, const char *address)
{
    const char *said = json_member_text(json_member(call->config->ajustes, "extensiones"), address);
    size_t scheme = strncmp(address, "sip:", 4) == 0      ? 4
                    : strncmp(address, "sips:", 5) == 0   ? 5
                    : strncmp(address, "client:", 7) == 0 ? 7
                                                          : 0;
    if (said || !scheme)
        return said ? evento_extension(said) : "";
    size_t bytes = strcspn(address + scheme, scheme == 7 ? "?" : "@;:?");
    return evento_extension(arena_text_n(call->arena, address + scheme, bytes));
}

/* What the call is to the house. Of a child that goes to a number, only whoever wrote the TwiML can tell: `?direccion=`. */
static const char *direction_of(const struct callback *call)
{
    const char *said = form_text(call->query, "direccion");
    if (is(said, "entrante") || is(said, "saliente"))
        return said;
    if (call->ours || *form_text(call->query, "peticion"))
        return "saliente";
    if (!call->child)
        return *call->from_extension ? "saliente" : "entrante";
    return !*call->to_extension ? "" : *call->from_extension ? "interna" : "entrante";
}

static void begin(const struct callback *call, const char *tipo)
{
    const char *sequence = field(call, "SequenceNumber"), *line = form_text(call->query, "linea");
    bool outgoing = is(call->direction, "saliente"), transfer = *form_text(call->query, "transferencia");
    evento_begin(call->out, tipo, call->root, call->moment);
    if (*sequence && strspn(sequence, "0123456789") == strlen(sequence) && strlen(sequence) < 8)
        evento_number(call->out, "secuencia",
                      atol(sequence) + (is(tipo, "llamada.fin") ? END_COMES_LAST : 0));
    evento_text(call->out, "direccion", call->direction);
    if (!transfer) { /* a transferred caller keeps their number, the desk it comes from is not who calls */
        evento_text(call->out, "origen", outgoing ? call->from_extension : field(call, "From"));
        evento_text(call->out, "destino", outgoing && !*call->to_extension ? field(call, "To") : "");
    }
    if (!*line && outgoing && !*call->from_extension)
        line = field(call, "From");
    else if (!*line && !outgoing && !call->child && !*call->to_extension)
        line = field(call, "To");
    evento_text(call->out, "linea", line);
    evento_text(call->out, "nombre", outgoing ? "" : field(call, "CallerName"));
}

static void offered(const struct callback *call)
{
    begin(call, "llamada.ofrecida");
    evento_text(call->out, "tramo", is(call->direction, "entrante") ? call->root : "");
    evento_text(call->out, "peticion", form_text(call->query, "peticion"));
    evento_end(call->out);
}

/* `extension` is whose telephone it is, "" the outside party's. */
static void leg(const struct callback *call, const char *tipo, const char *extension, int cause)
{
    begin(call, tipo);
    evento_text(call->out, "tramo", call->leg);
    evento_text(call->out, "rol", *extension ? "agente" : "externo");
    evento_text(call->out, "extension", extension);
    if (!*extension && !is(call->direction, "saliente"))
        evento_text(call->out, "destino", field(call, "To"));
    if (cause >= 0)
        evento_number(call->out, "causa", cause);
    evento_end(call->out);
}

static void end(const struct callback *call, int cause, const char *who)
{
    begin(call, "llamada.fin");
    if (cause >= 0)
        evento_number(call->out, "causa", cause);
    evento_text(call->out, "colgo", who);
    evento_end(call->out);
}

/* What a status says of the leg that it is about. */
enum step { STEP_BEGINS, STEP_RINGS, STEP_ANSWERED, STEP_ENDED, STEP_UNKNOWN };

static enum step step_of(const char *status, int *cause_r)
{
    static const struct {
        const char *status;
        enum step step;
        int cause;
    } rows[] = {
        {"queued", STEP_BEGINS, -1},        {"initiated", STEP_BEGINS, -1},  {"ringing", STEP_RINGS, -1},
        {"in-progress", STEP_ANSWERED, -1}, {"answered", STEP_ANSWERED, -1}, {"completed", STEP_ENDED, 16},
        {"busy", STEP_ENDED, 17},           {"no-answer", STEP_ENDED, 19},   {"failed", STEP_ENDED, 41},
        {"canceled", STEP_ENDED, -1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (is(rows[i].status, status))
            return *cause_r = rows[i].cause, rows[i].step;
    return STEP_UNKNOWN;
}

/* The SIP answer knows better why a call failed: a wrong number, a refusal. */
static int cause_of(const struct callback *call, int cause)
{
    const char *sip = field(call, "SipResponseCode");
    int told = strlen(sip) == 3 && strspn(sip, "0123456789") == 3 ? evento_cause_of_sip(atoi(sip)) : -1;
    return is(call->status, "failed") && told >= 0 ? told : cause;
}

/* A child: a telephone of the house, or the patient who is called. */
static void child(const struct callback *call, enum step step, int cause)
{
    bool outgoing = is(call->direction, "saliente");
    if (step == STEP_BEGINS && *form_text(call->query, "transferencia")) {
        begin(call, "transferencia.ciega");
        evento_text(call->out, "destino", *call->to_extension ? call->to_extension : field(call, "To"));
        evento_end(call->out);
    } else if (step == STEP_BEGINS) {
        offered(call);
    } else if (step == STEP_RINGS) {
        leg(call, "tramo.suena", call->to_extension, -1);
    } else if (step == STEP_ANSWERED) {
        leg(call, "tramo.contesta", call->to_extension, -1);
    } else {
        leg(call, "tramo.cuelga", call->to_extension, cause);
        if (outgoing && is(call->status, "canceled")) /* whoever called hung up while it rang */
            end(call, -1, "agente");
    }
}

/* The root of a call of ours is the agent's telephone. */
static void agent_root(const struct callback *call, enum step step, int cause)
{
    if (step == STEP_BEGINS)
        offered(call);
    else if (step == STEP_RINGS)
        leg(call, "tramo.suena", call->to_extension, -1);
    else if (step == STEP_ANSWERED)
        leg(call, "tramo.contesta", call->to_extension, -1);
    else
        leg(call, "tramo.cuelga", call->to_extension, cause), end(call, -1, "");
}

/* The root of any other is whoever calls. Twilio answers it as soon as the TwiML begins, so its answer is nobody's. */
static void caller_root(const struct callback *call, enum step step, int cause)
{
    if (step == STEP_ENDED) {
        end(call, cause, "");
        return;
    }
    offered(call);
    if (*call->from_extension && step == STEP_ANSWERED)
        leg(call, "tramo.contesta", call->from_extension, -1);
}

/* What <Record> records is a message that a caller leaves; of which box, the address may say: `?buzon=`. */
static void recording(const struct callback *call)
{
    const char *status = field(call, "RecordingStatus"), *box = form_text(call->query, "buzon");
    bool message = *box || is(field(call, "RecordingSource"), "RecordVerb");
    begin(call, is(status, "completed")     ? message ? "buzon.mensaje" : "grabacion.lista"
                : is(status, "in-progress") ? message ? "buzon.empieza" : "grabacion.inicia"
                                            : "twilio.recording");
    if (message) {
        evento_text(call->out, "tramo", *box ? box : "buzon");
        evento_text(call->out, "rol", "buzon");
    }
    evento_text(call->out, "url", field(call, "RecordingUrl"));
    evento_digits(call->out, "duracion_s", field(call, "RecordingDuration"));
    evento_end(call->out);
}

static void write(const struct callback *call)
{
    int cause = -1;
    enum step step = step_of(call->status, &cause);
    if (*field(call, "RecordingSid") && !*call->status) {
        recording(call);
    } else if (step == STEP_UNKNOWN) {
        begin(call, arena_format(call->arena, "twilio.%.50s", call->status));
        evento_end(call->out);
    } else if (call->child) {
        child(call, step, cause_of(call, cause));
    } else if (call->ours) {
        agent_root(call, step, cause_of(call, cause));
    } else {
        caller_root(call, step, cause_of(call, cause));
    }
}

static bool read(struct callback *call, const struct adapter_request *request, const char **why_r)
{
    const char *query = request->query ? request->query : "";
    call->query = form_read(query, strlen(query), call->arena, why_r);
    call->form = call->query ? adapter_read_form(request, call->arena, why_r) : NULL;
    if (!call->form)
        return false;
    const char *parent = field(call, "ParentCallSid"), *said = form_text(call->query, "llamada");
    call->leg = field(call, "CallSid");
    call->child = *parent;
    call->root = *said ? said : *parent ? parent : call->leg;
    call->status = field(call, "CallStatus");
    call->ours = !call->child && is(field(call, "Direction"), "outbound-api");
    call->from_extension = extension_at(call, field(call, "From"));
    call->to_extension = extension_at(call, field(call, "To"));
    call->direction = direction_of(call);
    if (!*momento_rfc2822(field(call, "Timestamp"), call->moment))
        reloj_rfc3339(request->received_us, call->moment);
    *why_r = *call->leg && (*call->status || *field(call, "RecordingSid"))
                 ? NULL
                 : "faltan CallSid, y CallStatus o RecordingSid";
    return !*why_r;
}

static bool translate(const struct adapter_request *request, const struct adapter_config *config,
                      struct arena *arena, struct buf *out, const char **why_r)
{
    struct callback call = {.config = config, .arena = arena, .out = out};
    if (!read(&call, request, why_r))
        return false;
    buf_json_begin(out, '[');
    write(&call);
    buf_json_end(out, ']');
    return true;
}

/* ------------------------------------------------------------------------------------------------ settings */

static const struct adapter_setting settings[] = {
    {.name = "cuenta",
     .type = ADAPTER_SETTING_TEXT,
     .required = true,
     .min = 34,
     .max = 34,
     .help = "Account SID (AC…), en la portada de la consola de Twilio."},
    {.name = "telefono",
     .type = ADAPTER_SETTING_TEXT,
     .min = 11,
     .max = 200,
     .help =
         "Cómo se llama al teléfono de una extensión: client:{extension} (lo normal) o sip:{extension}@clinica.sip.twilio.com."},
    {.name = "numero",
     .type = ADAPTER_SETTING_TEXT,
     .min = 8,
     .max = 16,
     .help =
         "Número de la cuenta con el que se llama cuando no hay una línea que se pueda mostrar: +34911223344."},
    {.name = "extensiones",
     .type = ADAPTER_SETTING_MAP,
     .max = 200,
     .help = "De qué extensión es una dirección, si no lleva su número: {\"+34600111222\": \"105\"}."},
    {.name = "url_publica",
     .type = ADAPTER_SETTING_URL,
     .help =
         "La dirección de estas notificaciones tal como está escrita en Twilio, si un proxy hace que sea otra."},
    {.name = "url_api",
     .type = ADAPTER_SETTING_URL,
     .help =
         "Dirección de su interfaz; sin ella, https://api.twilio.com. La de otra región, si la cuenta está en ella."},
    {.type = ADAPTER_SETTING_NONE},
};

static const char *check(const struct json *ajustes, struct arena *arena, const char **pointer_r)
{
    const char *account = json_member_text(ajustes, "cuenta"), *phone = json_member_text(ajustes, "telefono"),
               *number = json_member_text(ajustes, "numero");
    (void)arena;
    *pointer_r = "/cuenta";
    if (!account || strncmp(account, "AC", 2) != 0 || strspn(account + 2, "0123456789abcdef") != 32)
        return "no es un Account SID: AC y 32 cifras hexadecimales";
    *pointer_r = "/numero";
    if (number && (*number != '+' || strspn(number + 1, "0123456789") != strlen(number + 1)))
        return "no es un número completo: + y sus cifras";
    *pointer_r = "/telefono";
    return phone && !strstr(phone, "{extension}") ? "le falta {extension}" : NULL;
}

const struct adapter twilio_adapter = {
    .name = "twilio",
    .capabilities = ADAPTER_RINGS | ADAPTER_ANSWERS | ADAPTER_CAUSES | ADAPTER_MAILBOX | ADAPTER_RECORDINGS |
                    ADAPTER_ORIGINATES | ADAPTER_CONTROLS | ADAPTER_SIGNS | ADAPTER_ORDERS,
    .settings = settings,
    .tells_no_time = true,
    .secret_help = "El Auth Token de la cuenta, en la portada de la consola de Twilio",
    .credential_help = "Nada (se usa el Auth Token), o una clave de API: SK…:secreto",
    .check = check,
    .verify = verify,
    .delivery = delivery,
    .translate = translate,
    .order = twilio_orden_compose,
    .answer = twilio_orden_answer,
    .inquire = twilio_orden_inquire,
    .inquired = twilio_orden_inquired,
    .audio = twilio_orden_audio,
};
