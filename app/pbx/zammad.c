/* Source: docs.zammad.org, api/generic-cti (newcall, answer and hangup events). */
#include "pbx/zammad.h"

#include <string.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/json.h"
#include "lib/reloj.h"
#include "pbx/evento.h"
#include "pbx/form.h"

enum { EXTENSION_DIGITS_MAX = 8, USERS_MAX = 50 };

static enum adapter_verdict verify(const struct adapter_request *request, const struct adapter_config *config,
                                   int64_t now_s, struct arena *arena)
{
    (void)now_s, (void)arena;
    return adapter_judge_shown(request, config);
}

static const char *delivery(const struct adapter_request *request)
{
    (void)request;
    return NULL; /* no id: the contents identify the delivery */
}

/* --------------------------------------------------------------------------------------------- translation */

struct turn {
    const struct form *form;
    const struct adapter_config *config;
    struct buf *out;
    char moment[RELOJ_RFC3339_BYTES]; /* ours: none is told */
    bool outgoing;
};

static const char *field(const struct turn *turn, const char *name)
{
    return form_text(turn->form, name);
}

/* Whose telephone: `usuarios` says it of a name ("Ana López": "101"); else a name that can be an extension's number is one, but
 * for a whole telephone number, which is somebody outside or the line itself. "" for nobody's. */
static const char *extension_of(const struct turn *turn, const char *user)
{
    const char *said = json_member_text(json_member(turn->config->ajustes, "usuarios"), user);
    size_t digits = strspn(user, "0123456789");
    if (said)
        return evento_extension(said);
    return digits > EXTENSION_DIGITS_MAX ? "" : evento_extension(user);
}

static void begin(const struct turn *turn, const char *tipo)
{
    evento_begin(turn->out, tipo, field(turn, "callId"), turn->moment);
    evento_text(turn->out, "direccion", turn->outgoing ? "saliente" : "entrante");
    evento_text(turn->out, "origen", field(turn, "from"));
    evento_text(turn->out, turn->outgoing ? "destino" : "linea", field(turn, "to"));
}

static void leg(const struct turn *turn, const char *tipo, const char *extension)
{
    begin(turn, tipo);
    evento_text(turn->out, "extension", extension);
    evento_text(turn->out, "rol", "agente");
    evento_end(turn->out);
}

/* Incoming: the telephones of its users ring. Outgoing: the one of its user has been picked up to dial. */
static void legs(const struct turn *turn, const char *tipo)
{
    int count = 0;
    for (const struct form_field *user = form_next(turn->form, "user[]", NULL); user && count < USERS_MAX;
         user = form_next(turn->form, "user[]", user), count++) {
        const char *extension = extension_of(turn, user->value);
        if (*extension)
            leg(turn, tipo, extension);
    }
}

static void new_call(const struct turn *turn)
{
    const char *queue = field(turn, "queue");
    begin(turn, "llamada.ofrecida");
    evento_end(turn->out);
    if (*queue && !turn->outgoing) {
        begin(turn, "cola.entra");
        evento_text(turn->out, "cola", queue);
        evento_end(turn->out);
    }
    legs(turn, turn->outgoing ? "tramo.contesta" : "tramo.suena");
}

/* Whoever answers is `answeringNumber`, else the only user; else somebody whom it does not name. */
static void answer(const struct turn *turn)
{
    if (turn->outgoing) {
        begin(turn, "tramo.contesta");
        evento_text(turn->out, "rol", "externo");
        evento_end(turn->out);
        return;
    }
    const struct form_field *user = form_next(turn->form, "user[]", NULL);
    const char *extension = extension_of(turn, field(turn, "answeringNumber"));
    if (!*extension && user && !form_next(turn->form, "user[]", user))
        extension = extension_of(turn, user->value);
    leg(turn, "tramo.contesta", extension);
}

static void hangup(const struct turn *turn)
{
    static const struct {
        const char *word;
        int cause;
    } causes[] = {
        {"normalClearing", 16}, {"busy", 17},    {"noAnswer", 19},
        {"congestion", 42},     {"notFound", 1}, {"forwarded", 23},
    };
    const char *cause = field(turn, "cause");
    begin(turn, "llamada.fin");
    for (size_t i = 0; i < sizeof causes / sizeof *causes; i++)
        if (strcmp(causes[i].word, cause) == 0)
            evento_number(turn->out, "causa", causes[i].cause);
    if (strcmp(cause, "cancel") == 0) /* whoever called gave up, which is no cause */
        evento_text(turn->out, "colgo", turn->outgoing ? "agente" : "paciente");
    evento_end(turn->out);
}

static void unknown(const struct turn *turn, struct arena *arena)
{
    begin(turn, arena_format(arena, "zammad.%.50s", field(turn, "event")));
    evento_end(turn->out);
}

static bool translate(const struct adapter_request *request, const struct adapter_config *config,
                      struct arena *arena, struct buf *out, const char **why_r)
{
    static const struct {
        const char *name;
        void (*translate)(const struct turn *turn);
    } events[] = {{"newCall", new_call}, {"answer", answer}, {"hangup", hangup}};
    struct turn turn = {.form = adapter_read_form(request, arena, why_r), .config = config, .out = out};
    if (!turn.form)
        return false;
    *why_r = *field(&turn, "event") && *field(&turn, "callId") ? NULL : "faltan event o callId";
    if (*why_r)
        return false;
    turn.outgoing = strcmp(field(&turn, "direction"), "out") == 0;
    reloj_rfc3339(request->received_us, turn.moment);
    size_t i = 0;
    buf_json_begin(out, '[');
    while (i < sizeof events / sizeof *events && strcmp(events[i].name, field(&turn, "event")) != 0)
        i++;
    if (i < sizeof events / sizeof *events)
        events[i].translate(&turn);
    else
        unknown(&turn, arena);
    buf_json_end(out, ']');
    return true;
}

static const struct adapter_setting settings[] = {
    {.name = "usuarios",
     .type = ADAPTER_SETTING_MAP,
     .max = 200,
     .help =
         "De quién es cada extensión, como la centralita nombra a sus usuarios: {\"Ana López\": \"101\"}. Sin ello, un "
         "usuario que se llama como una extensión lo es."},
    {.type = ADAPTER_SETTING_NONE},
};

const struct adapter zammad_adapter = {
    .name = "zammad",
    .capabilities = ADAPTER_RINGS | ADAPTER_ANSWERS | ADAPTER_CAUSES | ADAPTER_QUEUES,
    .settings = settings,
    .tells_no_time = true,
    .secret_in_address = true,
    .verify = verify,
    .delivery = delivery,
    .translate = translate,
};
