#include "pbx/ari.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lib/buf.h"
#include "lib/json.h"
#include "pbx/ari_turn.h"
#include "pbx/ari_vivo.h"

struct ari *ari_new(void)
{
    struct ari *ari = calloc(1, sizeof *ari);
    if (!ari)
        abort();
    return ari;
}

void ari_free(struct ari **ari)
{
    if (!*ari)
        return;
    ari_vivo_clear(&(*ari)->vivo);
    free(*ari);
    *ari = NULL;
}

/* ------------------------------------------------------------------------------------------- reading */

/* A member's text, "" when there is none. */
static const char *of(const struct json *object, const char *name)
{
    const char *text = object ? json_member_text(object, name) : NULL;
    return text ? text : "";
}

static const char *in(const struct json *object, const char *part, const char *name)
{
    return of(object ? json_member(object, part) : NULL, name);
}

static const char *variable(const struct json *channel, const char *name)
{
    return in(channel, "channelvars", name);
}

static bool is(const char *text, const char *other)
{
    return strcmp(text, other) == 0;
}

/* The device in "PJSIP/101-0000001f"; NULL for a channel that is no telephone and no trunk. */
static const char *device_of(const char *name, size_t *bytes_r)
{
    static const char *const technologies[] = {"PJSIP/", "SIP/", "IAX2/"};
    const char *serial = strrchr(name, '-');
    for (size_t i = 0; serial && i < sizeof technologies / sizeof *technologies; i++) {
        size_t prefix = strlen(technologies[i]);
        if (strncmp(name, technologies[i], prefix) != 0 || serial < name + prefix)
            continue;
        *bytes_r = (size_t)(serial - name) - prefix;
        return name + prefix;
    }
    return NULL;
}

/* What of a Dial's string is the number: "0612345678@trunk", "trunk/sip:0612345678@host", "102". */
static void keep_dialled(struct ari_leg *leg, const char *dialstring)
{
    const char *slash = strchr(dialstring, '/'), *number = slash ? slash + 1 : dialstring;
    size_t bytes = strncmp(number, "sip:", 4) == 0 ? strlen(number) : strcspn(number, "@");
    ari_vivo_keep(leg->dialled, sizeof leg->dialled, number, bytes);
}

/* Q.850, or ARI_VIVO_NO_CAUSE. DIALSTATUS goes before the channel's cause, which is 0 or 127 for what nobody answered or the
 * caller gave up (a CANCEL without a Reason header). */
static int64_t cause_of(const char *dialstatus, const struct json *event)
{
    const struct json *member = json_member(event, "cause");
    int64_t cause = 0;
    if (is(dialstatus, "BUSY"))
        return 17;
    bool said = member && json_integer(member, &cause) && cause > 0 && cause != 127;
    if (is(dialstatus,
           "NOANSWER")) /* also what Asterisk calls a number that does not exist, or a telephone that declines */
        return said && cause != 16 ? cause : 19;
    return said ? cause : ARI_VIVO_NO_CAUSE;
}

/* ------------------------------------------------------------------------------------------- writing */

static void put_text(struct buf *out, const char *key, const char *text)
{
    buf_json_member_text(out, key, *text ? text : NULL);
}

static void put_cause(struct buf *out, int64_t cause)
{
    if (cause == ARI_VIVO_NO_CAUSE)
        return;
    buf_json_key(out, "causa");
    buf_json_int(out, cause);
}

/* Asterisk writes the offset without the colon that RFC 3339 wants. */
static void put_moment(struct buf *out, const char *moment)
{
    char text[40];
    size_t bytes = strlen(moment);
    ari_vivo_keep(text, sizeof text - 1, moment, bytes);
    if (bytes > 5 && *text && (text[bytes - 5] == '+' || text[bytes - 5] == '-')) {
        memmove(text + bytes - 1, text + bytes - 2, 3);
        text[bytes - 2] = ':';
    }
    put_text(out, "momento", text);
}

static void open_event(struct ari_turn *turn, const char *tipo, const struct ari_call *call,
                       const char *moment)
{
    buf_json_begin(turn->out, '{');
    put_text(turn->out, "tipo", tipo);
    put_text(turn->out, "llamada", call->id);
    put_moment(turn->out, moment);
}

static void open_leg(struct ari_turn *turn, const char *tipo, const struct ari_leg *leg, const char *moment)
{
    open_event(turn, tipo, leg->call, moment);
    put_text(turn->out, "tramo", leg->id);
    put_text(turn->out, "rol", *leg->extension ? "agente" : "externo");
    put_text(turn->out, "extension", leg->extension);
}

static void close_event(struct ari_turn *turn)
{
    buf_json_end(turn->out, '}');
}

static const char *now(const struct ari_turn *turn)
{
    return of(turn->event, "timestamp");
}

void ari_turn_put_step(struct ari_turn *turn, const char *tipo, const struct ari_leg *leg, const char *moment)
{
    open_leg(turn, tipo, leg, moment);
    if (!*leg->extension)
        put_text(turn->out, "destino", leg->dialled);
    close_event(turn);
}

/* --------------------------------------------------------------------------------- calls and channels */

/* Two calls are one from now on. What was never told needs no alias. */
static void join(struct ari_turn *turn, struct ari_call *one, struct ari_call *other)
{
    bool keeps_one = one->offered == other->offered ? one->number < other->number : one->offered;
    struct ari_call *kept = keeps_one ? one : other, *gone = keeps_one ? other : one;
    if (gone->offered) {
        open_event(turn, "llamada.alias", kept, now(turn));
        put_text(turn->out, "alias", gone->id);
        close_event(turn);
    }
    ari_vivo_merge(turn->vivo, kept, gone);
}

static struct ari_leg *new_leg(struct ari_turn *turn, const struct json *channel, const char *linkedid)
{
    size_t bytes = 0;
    const char *id = of(channel, "id"), *device = device_of(of(channel, "name"), &bytes);
    struct ari_call *call = ari_vivo_call(turn->vivo, linkedid);
    if (!call) {
        call = ari_vivo_new_call(turn->vivo, linkedid);
        /* A call that is met halfway was told of by whoever met it before. */
        call->offered = !is(of(turn->event, "type"), "ChannelCreated") || !is(id, linkedid);
    }
    struct ari_leg *leg = ari_vivo_new_leg(turn->vivo, call, id);
    if (strspn(device, "0123456789") >= bytes)
        ari_vivo_keep(leg->extension, sizeof leg->extension, device, bytes);
    return leg;
}

/* ARI has no event for a mailbox: the application that the caller is in shows it. */
static void notice_mailbox(struct ari_turn *turn, const struct ari_leg *leg, const struct json *channel)
{
    const char *box = in(channel, "dialplan", "app_data");
    struct ari_call *call = leg->call;
    if (!call->offered || *call->mailbox || !is(in(channel, "dialplan", "app_name"), "VoiceMail"))
        return;
    ari_vivo_keep(call->mailbox, sizeof call->mailbox, box, strcspn(box, ",&"));
    open_event(turn, "buzon.empieza", call, now(turn));
    put_text(turn->out, "tramo", call->mailbox);
    put_text(turn->out, "rol", "buzon");
    close_event(turn);
}

struct ari_leg *ari_turn_sight(struct ari_turn *turn, const char *member)
{
    const struct json *channel = json_member(turn->event, member);
    const char *id = of(channel, "id"), *linkedid = variable(channel, "CHANNEL(linkedid)");
    size_t bytes = 0;
    if (!*id || !*linkedid || strlen(id) >= ARI_VIVO_ID_BYTES || strlen(linkedid) >= ARI_VIVO_ID_BYTES ||
        !device_of(of(channel, "name"), &bytes))
        return NULL;
    struct ari_leg *leg = ari_vivo_leg(turn->vivo, id);
    struct ari_call *elsewhere = leg ? ari_vivo_call(turn->vivo, linkedid) : NULL;
    if (!leg)
        leg = new_leg(turn, channel, linkedid);
    else if (elsewhere && elsewhere != leg->call)
        join(turn, leg->call, elsewhere);
    notice_mailbox(turn, leg, channel);
    return leg;
}

/* A leg of whose call it was said that it exists. */
static struct ari_leg *told(struct ari_turn *turn, const char *member)
{
    struct ari_leg *leg = ari_turn_sight(turn, member);
    return leg && leg->call->offered ? leg : NULL;
}

/* ------------------------------------------------------------------------------------------ the types */

void ari_turn_offer_incoming(struct ari_turn *turn, const struct ari_leg *leg, const struct json *channel)
{
    open_leg(turn, "llamada.ofrecida", leg, of(channel, "creationtime"));
    put_text(turn->out, "direccion", "entrante");
    put_text(turn->out, "origen", in(channel, "caller", "number"));
    put_text(turn->out, "nombre", in(channel, "caller", "name"));
    put_text(turn->out, "destino", leg->dialled);
    put_text(turn->out, "linea", leg->dialled);
    close_event(turn);
    leg->call->offered = true;
}

void ari_turn_offer_outgoing(struct ari_turn *turn, const struct ari_leg *first, const struct json *channel,
                             const struct ari_leg *called)
{
    const char *shown = in(channel, "caller", "number");
    const char *to = called && !*called->extension ? called->dialled
                     : *first->dialled             ? first->dialled
                     : called                      ? called->extension
                     : is(shown, first->extension) ? ""
                                                   : shown;
    open_event(turn, "llamada.ofrecida", first->call, of(channel, "creationtime"));
    put_text(turn->out, "direccion", called && *called->extension ? "interna" : "saliente");
    put_text(turn->out, "origen", first->extension);
    put_text(turn->out, "destino", to);
    put_text(turn->out, "peticion", variable(channel, "CTI_ID"));
    close_event(turn);
    first->call->offered = true;
}

static void created(struct ari_turn *turn)
{
    struct ari_leg *leg = ari_turn_sight(turn, "channel");
    const struct json *channel = json_member(turn->event, "channel");
    const char *exten = in(channel, "dialplan", "exten");
    if (!leg || !is(of(channel, "state"), "Ring"))
        return; /* a channel that Asterisk makes to call somebody: Dial tells of it */
    if (!is(exten, "s"))
        ari_vivo_keep(leg->dialled, sizeof leg->dialled, exten, strlen(exten));
    if (!leg->call->offered && !*leg->extension)
        ari_turn_offer_incoming(turn, leg, channel);
}

static void dial(struct ari_turn *turn)
{
    const char *status = of(turn->event, "dialstatus");
    const struct json *from = json_member(turn->event, "caller");
    struct ari_leg *caller = ari_turn_sight(turn, "caller"), *peer = ari_turn_sight(turn, "peer");
    if (!peer)
        return;
    if (!*status && (caller || !*peer->extension))
        keep_dialled(peer, of(turn->event, "dialstring"));
    if (!peer->call->offered && caller) {
        ari_turn_offer_outgoing(turn, caller, from, peer);
        ari_turn_put_step(turn, "tramo.contesta", caller, of(from, "creationtime"));
    } else if (!peer->call->offered)
        ari_turn_offer_outgoing(turn, peer, json_member(turn->event, "peer"), *peer->extension ? NULL : peer);
    /* A trunk that plays the ringing itself says PROGRESS. */
    if (is(status, "RINGING") || (is(status, "PROGRESS") && !*peer->extension))
        ari_turn_put_step(turn, "tramo.suena", peer, now(turn));
    else if (is(status, "ANSWER"))
        ari_turn_put_step(turn, "tramo.contesta", peer, now(turn));
    ari_vivo_keep(peer->outcome, sizeof peer->outcome, status, strlen(status));
}

static void changed(struct ari_turn *turn)
{
    ari_turn_sight(turn, "channel");
}

static void held(struct ari_turn *turn)
{
    struct ari_leg *leg = told(turn, "channel");
    if (!leg || !*leg->extension || leg->held)
        return;
    leg->held = true;
    ari_turn_put_step(turn, "tramo.retiene", leg, now(turn));
}

/* A transfer takes back a hold that never was. */
static void unheld(struct ari_turn *turn)
{
    struct ari_leg *leg = told(turn, "channel");
    if (!leg || !leg->held)
        return;
    leg->held = false;
    ari_turn_put_step(turn, "tramo.reanuda", leg, now(turn));
}

static bool succeeded(const struct ari_turn *turn)
{
    return is(of(turn->event, "result"), "Success");
}

static void transferred_blind(struct ari_turn *turn)
{
    struct ari_leg *leg = told(turn, "channel");
    if (!leg)
        return;
    open_leg(turn, succeeded(turn) ? "transferencia.ciega" : "transferencia.falla", leg, now(turn));
    put_text(turn->out, "destino", of(turn->event, "exten"));
    close_event(turn);
}

static void transferred_attended(struct ari_turn *turn)
{
    struct ari_leg *first = told(turn, "transferer_first_leg"), *second = told(turn, "transferer_second_leg");
    struct ari_leg *target = ari_turn_sight(turn, "transfer_target");
    if (!first)
        return;
    if (second && second->call != first->call && succeeded(turn))
        join(turn, first->call, second->call);
    open_leg(turn, succeeded(turn) ? "transferencia.completa" : "transferencia.falla", first, now(turn));
    if (target)
        put_text(turn->out, "destino", *target->extension ? target->extension : target->dialled);
    close_event(turn);
}

/* Who ends a call is who asked last from outside; `soft` requests are Asterisk's own. A telephone that declines while it
 * rings ends its leg, not the call. */
static void asked_to_hang_up(struct ari_turn *turn)
{
    struct ari_leg *leg = ari_turn_sight(turn, "channel");
    const char *state = of(json_member(turn->event, "channel"), "state");
    if (!leg || json_member(turn->event, "soft") || is(state, "Ringing") || is(state, "Down"))
        return;
    leg->call->hung_up = *leg->extension ? "agente" : "paciente";
}

static void put_message(struct ari_turn *turn, const struct ari_call *call, const char *file)
{
    open_event(turn, "buzon.mensaje", call, now(turn));
    put_text(turn->out, "tramo", call->mailbox);
    put_text(turn->out, "rol", "buzon");
    put_text(turn->out, "archivo", file);
    close_event(turn);
}

/* The PBX has recorded the call into this file of its own. */
static void put_recording(struct ari_turn *turn, const struct ari_call *call, const char *file)
{
    open_event(turn, "grabacion.lista", call, now(turn));
    put_text(turn->out, "archivo", file);
    close_event(turn);
}

static void put_end(struct ari_turn *turn, const struct ari_call *call)
{
    open_event(turn, "llamada.fin", call, now(turn));
    put_cause(turn->out, call->cause);
    put_text(turn->out, "colgo", call->hung_up ? call->hung_up : "centralita");
    close_event(turn);
}

static void put_hangup(struct ari_turn *turn, const struct ari_leg *leg)
{
    open_leg(turn, "tramo.cuelga", leg, now(turn));
    put_cause(turn->out, cause_of(leg->outcome, turn->event));
    close_event(turn);
}

static void destroyed(struct ari_turn *turn)
{
    const struct json *channel = json_member(turn->event, "channel");
    bool known = ari_vivo_leg(turn->vivo, of(channel, "id")) != NULL;
    const char *status = variable(channel, "DIALSTATUS"), *file = variable(channel, "VM_MESSAGEFILE"),
               *recording = variable(channel, "MIXMONITOR_FILENAME");
    struct ari_leg *leg = ari_turn_sight(turn, "channel");
    if (!leg)
        return;
    struct ari_call *call = leg->call;
    bool began_it = is(leg->id, call->id);
    if (began_it || call->cause == ARI_VIVO_NO_CAUSE)
        call->cause = cause_of(*status ? status : leg->outcome, turn->event);
    if (!call->offered && *status) /* no channel could be made for what it dialled */
        ari_turn_offer_outgoing(turn, leg, channel, NULL);
    if (call->offered) {
        put_hangup(turn, leg);
        if (*file)
            put_message(turn, call, file);
        if (*recording && began_it)
            put_recording(turn, call, recording);
        if (call->legs == 1 && (known || began_it)) /* others may live of a call that is met in its end */
            put_end(turn, call);
    }
    ari_vivo_drop(turn->vivo, leg);
}

static const struct kind {
    const char *type;
    void (*translate)(struct ari_turn *turn);
} kinds[] = {
    {"ChannelCreated", created},
    {"Dial", dial},
    {"ChannelStateChange", changed},
    {"ChannelHold", held},
    {"ChannelUnhold", unheld},
    {"BridgeBlindTransfer", transferred_blind},
    {"BridgeAttendedTransfer", transferred_attended},
    {"ChannelHangupRequest", asked_to_hang_up},
    {"ChannelDestroyed", destroyed},
};

enum { KINDS = sizeof kinds / sizeof *kinds };

const struct ari_vivo *ari_living(const struct ari *ari)
{
    return &ari->vivo;
}

const char *ari_type(size_t i)
{
    return i < KINDS ? kinds[i].type : NULL;
}

void ari_translate(struct ari *ari, const struct json *event, struct buf *events)
{
    struct ari_turn turn = {.vivo = &ari->vivo, .event = event, .out = events};
    size_t i = 0;
    while (i < KINDS && !is(kinds[i].type, of(event, "type")))
        i++;
    buf_json_begin(events, '[');
    if (i < KINDS && *now(&turn))
        kinds[i].translate(&turn);
    buf_json_end(events, ']');
}
