#include "pbx/asterisk.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/json.h"
#include "lib/reloj.h"

/* -------------------------------------------------------------------------------------- authenticity */

static enum adapter_verdict verify(const struct adapter_request *request, const struct adapter_config *config,
                                   int64_t now_s, struct arena *arena)
{
    (void)arena;
    (void)now_s; /* a bearer secret signs no time */
    return adapter_judge_secret(adapter_bearer(request->authorization), config);
}

static const char *delivery(const struct adapter_request *request)
{
    (void)request;
    return NULL; /* CURL() sends no id: the contents identify the delivery */
}

/* ---------------------------------------------------------------------------------------- translation */

/* Which of the body's members a canonical event takes beside those that go with every event. */
enum part {
    LEG = 1,       /* tramo = channel, rol = role */
    EXTENSION = 2, /* extension = peer */
    OUTSIDE = 4,   /* tramo = channel, rol = externo */
    LEG_CAUSE = 8,
    END = 16, /* final cause and who hung up */
    QUEUE = 32,
    MAILBOX = 64,
    MESSAGE = 128,
    REQUEST = 256,
    DESK = 512, /* the phone that dials: its own leg, rol = agente */
};

static const struct step {
    const char *event;
    const char *tipo;
    unsigned parts;
} steps[] = {
    {"incoming", "llamada.ofrecida", OUTSIDE},
    {"outbound", "llamada.ofrecida", REQUEST},
    {"outbound", "tramo.contesta", DESK | EXTENSION},
    {"internal", "llamada.ofrecida", REQUEST},
    {"internal", "tramo.contesta", DESK | EXTENSION},
    {"ringing", "tramo.suena", LEG | EXTENSION},
    {"answered", "tramo.contesta", LEG | EXTENSION},
    {"leg-hangup", "tramo.cuelga", LEG | EXTENSION | LEG_CAUSE},
    {"peer-hangup", "tramo.cuelga", LEG | EXTENSION | LEG_CAUSE}, /* its older name */
    {"queue-enter", "cola.entra", QUEUE},
    {"queue-leave", "cola.sale", QUEUE},
    {"voicemail", "buzon.empieza", MAILBOX},
    {"voicemail-message", "buzon.mensaje", MAILBOX | MESSAGE},
    {"hangup", "llamada.fin", END},
};

/* A member of the body, "" when it is absent or not a text. */
static const char *of(const struct json *body, const char *name)
{
    const char *text = json_member_text(body, name);
    return text ? text : "";
}

static void put_text(struct buf *out, const char *key, const char *text)
{
    buf_json_member_text(out, key, *text ? text : NULL);
}

/* The first dialplans of this kind told the time in seconds since 1970, `status` for `dialstatus`, the channel as `name`
 * beside the caller's `cli_name`, and the telephone that is called as `from` of its own steps. */
static bool is_older(const struct json *body)
{
    const struct json *time = json_member(body, "time");
    return time && time->type == JSON_NUMBER;
}

/* RFC 3339; "" for what is no moment. */
static const char *moment_of(const struct json *body, char text[RELOJ_RFC3339_BYTES])
{
    if (!is_older(body))
        return of(body, "time");
    double seconds = strtod(json_member(body, "time")->text, NULL);
    return seconds > 0 && seconds < UINT32_MAX ? reloj_rfc3339((int64_t)(seconds * 1e6 + 0.5), text) : "";
}

static const char *dialstatus_of(const struct json *body)
{
    return of(body, is_older(body) ? "status" : "dialstatus");
}

/* Asterisk writes every value as text; what is not a small whole number is left out. */
static void put_number(struct buf *out, const char *key, const char *text)
{
    char *end = NULL;
    errno = 0;
    long number = strtol(text, &end, 10);
    if (*text == '\0' || *end != '\0' || errno != 0 || number < 0)
        return;
    buf_json_key(out, key);
    buf_json_int(out, number);
}

/* A leg that nobody answered often ends with 0 or 127, which say nothing (CANCEL without a Reason header). */
static void put_leg_cause(struct buf *out, const struct json *body)
{
    const char *cause = of(body, "cause");
    bool answered = strcmp(dialstatus_of(body), "ANSWER") == 0;
    bool mute = strcmp(cause, "0") == 0 || strcmp(cause, "127") == 0;
    if (answered || !mute)
        put_number(out, "causa", cause);
}

/* DIALSTATUS is what the caller met; the channel's own cause is 127 or 0 for a caller who gave up. */
static const char *final_cause(const struct json *body)
{
    const char *status = dialstatus_of(body), *cause = of(body, "cause");
    if (strcmp(status, "BUSY") == 0)
        return "17";
    if (strcmp(status, "NOANSWER") == 0)
        return "19";
    return strcmp(status, "CANCEL") == 0 || strcmp(cause, "0") == 0 ? "" : cause;
}

/* The dialplan knows caller and callee; who of them is the patient depends on the direction. */
static const char *who_hung_up(const struct json *body)
{
    const char *who = of(body, "hung_up"), *direction = of(body, "direction");
    if (strcmp(who, "pbx") == 0)
        return "centralita";
    if (strcmp(who, "caller") != 0 && strcmp(who, "callee") != 0)
        return "";
    if (strcmp(direction, "interna") == 0)
        return "agente";
    bool caller_is_patient = strcmp(direction, "saliente") != 0;
    return (strcmp(who, "caller") == 0) == caller_is_patient ? "paciente" : "agente";
}

/* One lost post must lose only its own step: so every event says whose call it is. */
static void put_common(struct buf *out, const struct json *body, const char *tipo)
{
    char moment[RELOJ_RFC3339_BYTES];
    bool older = is_older(body);
    put_text(out, "tipo", tipo);
    put_text(out, "llamada", of(body, "call"));
    put_text(out, "momento", moment_of(body, moment));
    put_text(out, "direccion", of(body, "direction"));
    put_text(out, "origen", older && *of(body, "peer") ? "" : of(body, "from"));
    put_text(out, "destino", of(body, "to"));
    put_text(out, "linea", of(body, "did"));
    put_text(out, "nombre", of(body, older ? "cli_name" : "name"));
}

static void put_leg(struct buf *out, const struct json *body, unsigned parts)
{
    if (parts & (LEG | OUTSIDE | DESK)) {
        put_text(out, "tramo", of(body, "channel"));
        put_text(out, "rol", parts & OUTSIDE ? "externo" : parts & DESK ? "agente" : of(body, "role"));
    }
    if (parts & EXTENSION)
        put_text(out, "extension", of(body, "peer"));
    if (parts & MAILBOX) {
        put_text(out, "tramo", of(body, "mailbox"));
        put_text(out, "rol", "buzon");
    }
}

static void put_event(struct buf *out, const struct json *body, const struct step *step)
{
    buf_json_begin(out, '{');
    put_common(out, body, step->tipo);
    put_leg(out, body, step->parts);
    if (step->parts & LEG_CAUSE)
        put_leg_cause(out, body);
    if (step->parts & END) {
        put_number(out, "causa", final_cause(body));
        put_text(out, "colgo", who_hung_up(body));
    }
    if (step->parts & QUEUE) {
        put_text(out, "cola", of(body, "queue"));
        put_number(out, "posicion", of(body, "position"));
    }
    if (step->parts & MESSAGE) {
        put_text(out, "archivo", of(body, "file"));
        put_number(out, "duracion_s", of(body, "duration_s"));
    }
    if (step->parts & REQUEST)
        put_text(out, "peticion", of(body, "request"));
    buf_json_end(out, '}');
}

/* A step that this table does not know is kept under its own name: an event that is stored and counted. */
static void put_unknown(struct buf *out, struct arena *arena, const struct json *body, const char *event)
{
    buf_json_begin(out, '{');
    put_common(out, body, arena_format(arena, "asterisk.%s", event));
    buf_json_end(out, '}');
}

static bool translate(const struct adapter_request *request, const struct adapter_config *config,
                      struct arena *arena, struct buf *events, const char **why_r)
{
    (void)config;
    const struct json *body = adapter_read_json(request, arena, why_r);
    if (!body)
        return false;
    const char *event = of(body, "event");
    char moment[RELOJ_RFC3339_BYTES];
    bool whole = *event && *of(body, "call") && *moment_of(body, moment);
    *why_r = whole ? NULL : "faltan event, call o time";
    if (!whole)
        return false;
    bool known = false;
    buf_json_begin(events, '[');
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (strcmp(steps[i].event, event) != 0)
            continue;
        put_event(events, body, &steps[i]);
        known = true;
    }
    if (!known)
        put_unknown(events, arena, body, event);
    buf_json_end(events, ']');
    return true;
}

const struct adapter asterisk_adapter = {
    .name = "asterisk",
    .capabilities = ADAPTER_RINGS | ADAPTER_ANSWERS | ADAPTER_CAUSES | ADAPTER_QUEUES | ADAPTER_MAILBOX,
    .verify = verify,
    .delivery = delivery,
    .translate = translate,
};
