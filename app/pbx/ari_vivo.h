/*
 * ari_vivo: the calls and channels of one Asterisk that live now, which is all that the translator (ari.h) remembers.
 *
 * Lists, searched from their beginning: a practice has a handful of channels, a busy PBX some hundreds. Memory that the
 * system refuses ends the process, as an arena does.
 */
#ifndef CC_PBX_ARI_VIVO_H
#define CC_PBX_ARI_VIVO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ARI_VIVO_ID_BYTES = 129, ARI_VIVO_NUMBER_BYTES = 65, ARI_VIVO_NO_CAUSE = -1 };

/* A call: from its first channel to its last. */
struct ari_call {
    struct ari_call *next;
    char id[ARI_VIVO_ID_BYTES];          /* the linkedid of its first channel */
    uint64_t number;                     /* of two that become one, the lower remains */
    int legs;                            /* how many channels live */
    bool offered;                        /* it was told that it exists; before, nothing is told of it */
    char mailbox[ARI_VIVO_NUMBER_BYTES]; /* that took it, "" for none */
    const char *hung_up;                 /* who asked last for its end: "agente", "paciente"; NULL for none */
    int64_t cause;                       /* of llamada.fin as far as it is known, or ARI_VIVO_NO_CAUSE */
};

/* A channel. */
struct ari_leg {
    struct ari_leg *next;
    struct ari_call *call;
    char id[ARI_VIVO_ID_BYTES];
    char extension[9];                   /* at most 8 digits, "" for the outside */
    char dialled[ARI_VIVO_NUMBER_BYTES]; /* by it, or to reach it; "" when it is not known */
    char outcome[16];                    /* DIALSTATUS of the Dial that called it, "" for none */
    bool held;
    bool listed; /* by the census that is being taken */
};

struct ari_vivo {
    struct ari_call *calls;
    struct ari_leg *legs;
    uint64_t calls_seen;
};

/* NULL when it does not live. */
struct ari_call *ari_vivo_call(const struct ari_vivo *vivo, const char *id);
struct ari_leg *ari_vivo_leg(const struct ari_vivo *vivo, const char *id);

/* Ids are shorter than ARI_VIVO_ID_BYTES. */
struct ari_call *ari_vivo_new_call(struct ari_vivo *vivo, const char *id);
struct ari_leg *ari_vivo_new_leg(struct ari_vivo *vivo, struct ari_call *call, const char *id);

/* Moves all legs of `gone`, which is no more. */
void ari_vivo_merge(struct ari_vivo *vivo, struct ari_call *kept, struct ari_call *gone);

/* Forgets a leg, and its call with the last. */
void ari_vivo_drop(struct ari_vivo *vivo, struct ari_leg *leg);

/* Forgets all. */
void ari_vivo_clear(struct ari_vivo *vivo);

/* Copies what fits whole, else nothing: half a number is another number. */
void ari_vivo_keep(char *room, size_t room_bytes, const char *text, size_t bytes);

#endif
