#include "pbx/ari_vivo.h"

#include <stdlib.h>
#include <string.h>

static void *zeroed(size_t bytes)
{
    void *piece = calloc(1, bytes);
    if (!piece)
        abort(); /* better to begin again than to tell half a call */
    return piece;
}

void ari_vivo_keep(char *room, size_t room_bytes, const char *text, size_t bytes)
{
    if (bytes >= room_bytes)
        bytes = 0;
    memcpy(room, text, bytes);
    room[bytes] = '\0';
}

struct ari_call *ari_vivo_call(const struct ari_vivo *vivo, const char *id)
{
    struct ari_call *call = vivo->calls;
    while (call && strcmp(call->id, id) != 0)
        call = call->next;
    return call;
}

struct ari_leg *ari_vivo_leg(const struct ari_vivo *vivo, const char *id)
{
    struct ari_leg *leg = vivo->legs;
    while (leg && strcmp(leg->id, id) != 0)
        leg = leg->next;
    return leg;
}

struct ari_call *ari_vivo_new_call(struct ari_vivo *vivo, const char *id)
{
    struct ari_call *call = zeroed(sizeof *call);
    ari_vivo_keep(call->id, sizeof call->id, id, strlen(id));
    call->number = vivo->calls_seen++;
    call->cause = ARI_VIVO_NO_CAUSE;
    call->next = vivo->calls;
    return vivo->calls = call;
}

struct ari_leg *ari_vivo_new_leg(struct ari_vivo *vivo, struct ari_call *call, const char *id)
{
    struct ari_leg *leg = zeroed(sizeof *leg);
    ari_vivo_keep(leg->id, sizeof leg->id, id, strlen(id));
    leg->call = call;
    call->legs++;
    leg->next = vivo->legs;
    return vivo->legs = leg;
}

static void drop_call(struct ari_vivo *vivo, struct ari_call *call)
{
    struct ari_call **at = &vivo->calls;
    while (*at != call)
        at = &(*at)->next;
    *at = call->next;
    free(call);
}

void ari_vivo_merge(struct ari_vivo *vivo, struct ari_call *kept, struct ari_call *gone)
{
    for (struct ari_leg *leg = vivo->legs; leg; leg = leg->next)
        if (leg->call == gone)
            leg->call = kept;
    kept->legs += gone->legs;
    drop_call(vivo, gone);
}

void ari_vivo_drop(struct ari_vivo *vivo, struct ari_leg *leg)
{
    struct ari_leg **at = &vivo->legs;
    while (*at != leg)
        at = &(*at)->next;
    *at = leg->next;
    if (--leg->call->legs == 0)
        drop_call(vivo, leg->call);
    free(leg);
}

void ari_vivo_clear(struct ari_vivo *vivo)
{
    while (vivo->legs)
        ari_vivo_drop(vivo, vivo->legs);
}
