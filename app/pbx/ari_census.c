/* What lives on an Asterisk, by its list of channels: the part of the translator (ari.h) that needs no event. */
#include <string.h>

#include "lib/buf.h"
#include "lib/json.h"
#include "pbx/ari.h"
#include "pbx/ari_turn.h"

/* One channel of the list, in the place of an event's. */
struct shown {
    struct json event, channel, timestamp;
};

static void show(struct shown *shown, const struct json *channel, const char *moment)
{
    shown->timestamp =
        (struct json){.type = JSON_TEXT, .key = "timestamp", .text = moment, .text_bytes = strlen(moment)};
    shown->channel = *channel;
    shown->channel.key = "channel";
    shown->channel.next = &shown->timestamp;
    shown->event = (struct json){.type = JSON_OBJECT, .first = &shown->channel, .count = 2};
}

static const char *text_of(const struct json *channel, const char *name)
{
    const char *text = json_member_text(channel, name);
    return text ? text : "";
}

static bool is(const char *text, const char *other)
{
    return strcmp(text, other) == 0;
}

/* Whoever is on the list is known from now on; its dialled number while it can still be seen. */
static void sight(const struct ari_turn *turn, const struct json *channel, const char *moment)
{
    struct shown shown;
    show(&shown, channel, moment);
    struct ari_turn here = {.vivo = turn->vivo, .event = &shown.event, .out = turn->out};
    struct ari_leg *leg = ari_turn_sight(&here, "channel");
    if (!leg)
        return;
    const struct json *dialplan = json_member(channel, "dialplan");
    const char *exten = dialplan ? text_of(dialplan, "exten") : "";
    leg->listed = true;
    if (!*leg->dialled && !is(exten, "s"))
        ari_vivo_keep(leg->dialled, sizeof leg->dialled, exten, strlen(exten));
}

/* What the list does not have is gone; what became of it is for whoever knows what was told. */
static void forget_unlisted(struct ari_vivo *vivo)
{
    for (struct ari_leg *leg = vivo->legs, *next; leg; leg = next) {
        next = leg->next;
        if (!leg->listed)
            ari_vivo_drop(vivo, leg);
    }
}

/* Another channel of a leg's call. */
static const struct ari_leg *other_of(const struct ari_vivo *vivo, const struct ari_leg *of)
{
    const struct ari_leg *leg = vivo->legs;
    while (leg && (leg == of || leg->call != of->call))
        leg = leg->next;
    return leg;
}

/* A call that is met here for the first time: a telephone of ours that nobody rang and that has called nobody is none. */
static void judge(const struct ari_vivo *vivo, const struct ari_leg *leg, const char *state)
{
    bool first = is(leg->id, leg->call->id), ours = *leg->extension != '\0';
    if (first && ours && !is(state, "Ringing") && !other_of(vivo, leg))
        leg->call->offered = false;
}

static void offer(struct ari_turn *turn, const struct ari_leg *leg, const struct json *channel)
{
    if (*leg->extension)
        ari_turn_offer_outgoing(turn, leg, channel, other_of(turn->vivo, leg));
    else
        ari_turn_offer_incoming(turn, leg, channel);
}

/* What would have been told of a leg until now. A telephone that dials is off the hook. */
static void tell(struct ari_turn *turn, const struct json *channel, const char *moment, uint64_t new_from)
{
    const struct ari_leg *leg = ari_vivo_leg(turn->vivo, text_of(channel, "id"));
    const char *state = text_of(channel, "state");
    if (!leg)
        return;
    bool first = is(leg->id, leg->call->id), ours = *leg->extension != '\0';
    if (leg->call->number >= new_from)
        judge(turn->vivo, leg, state);
    if (!leg->call->offered)
        return;
    if (first)
        offer(turn, leg, channel);
    if (is(state, "Ringing"))
        ari_turn_put_step(turn, "tramo.suena", leg, moment);
    else if ((is(state, "Up") && (ours || !first)) || (is(state, "Ring") && ours && first))
        ari_turn_put_step(turn, "tramo.contesta", leg, moment);
}

static void list_legs(const struct ari_vivo *vivo, struct buf *census)
{
    buf_json_key(census, "tramos");
    buf_json_begin(census, '[');
    for (struct ari_leg *leg = vivo->legs; leg; leg = leg->next) {
        leg->listed = false; /* for the next time */
        buf_json_begin(census, '{');
        buf_json_member_text(census, "llamada", leg->call->id);
        buf_json_member_text(census, "tramo", leg->id);
        buf_json_end(census, '}');
    }
    buf_json_end(census, ']');
}

void ari_census(struct ari *ari, const struct json *channels, const char *moment, struct buf *census)
{
    struct ari_turn turn = {.vivo = &ari->vivo, .out = census};
    uint64_t new_from = ari->vivo.calls_seen;
    buf_json_begin(census, '{');
    buf_json_member_text(census, "momento", moment);
    buf_json_key(census, "eventos");
    buf_json_begin(census, '[');
    for (const struct json *channel = channels->first; channel; channel = channel->next)
        sight(&turn, channel, moment);
    forget_unlisted(&ari->vivo);
    for (const struct json *channel = channels->first; channel; channel = channel->next)
        tell(&turn, channel, moment, new_from);
    buf_json_end(census, ']');
    list_legs(&ari->vivo, census);
    buf_json_end(census, '}');
}
