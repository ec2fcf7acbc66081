/* ari_turn: what the translator's files share, and nobody else includes: one event and what is made of it (ari.c). */
#ifndef CC_PBX_ARI_TURN_H
#define CC_PBX_ARI_TURN_H

#include "pbx/ari_vivo.h"

struct buf;
struct json;

struct ari {
    struct ari_vivo vivo;
};

struct ari_turn {
    struct ari_vivo *vivo;
    const struct json *event;
    struct buf *out;
};

/* The leg of one of the event's channels, known from now on; NULL when there is none, or nothing to be known. Asterisk
 * changes a channel's linkedid where calls meet (transfers, pick-up, parking). */
struct ari_leg *ari_turn_sight(struct ari_turn *turn, const char *member);

/* A call came in by this leg. */
void ari_turn_offer_incoming(struct ari_turn *turn, const struct ari_leg *leg, const struct json *channel);

/* A call that begins with a telephone of ours is told when it dials somebody: what reaches a menu, an echo or the own
 * mailbox calls nobody. `first` is that telephone's leg; `called` the other, NULL when it does not exist (yet): then the
 * telephone was rung for somebody, whose number it shows, or dialled what could not be tried. */
void ari_turn_offer_outgoing(struct ari_turn *turn, const struct ari_leg *first, const struct json *channel,
                             const struct ari_leg *called);

/* A step of a leg that needs no more than its name; of a leg outside, the number that was dialled to reach it. */
void ari_turn_put_step(struct ari_turn *turn, const char *tipo, const struct ari_leg *leg,
                       const char *moment);

#endif
