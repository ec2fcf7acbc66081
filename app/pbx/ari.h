/*
 * ari: what Asterisk (20.15, 21.10, 22.5 and later) says over ARI, as canonical events (INTERFACES.md §1).
 *
 * A translator and nothing else: no socket, no clock, no database. Who holds the websocket hands over each event in the
 * order in which Asterisk sent it, and delivers what comes out. One `struct ari` for each Asterisk, from its start to its
 * end: a new one after Asterisk has restarted, the same one after a mere reconnection.
 *
 * What Asterisk must be told (documentation of res_ari, ari.conf and applications/eventFilter):
 * - channelvars=CHANNEL(linkedid),DIALSTATUS,VM_MESSAGEFILE,MIXMONITOR_FILENAME,CTI_ID: the linkedid is the call, no channel is read without;
 * - the types of ari_type, the others say nothing here.
 *
 * What is what: the linkedid is the call (llamada), the channel's id the leg (tramo). An endpoint named by digits is a
 * telephone of ours (agente), any other the outside (externo). Local channels and the like are Asterisk's own plumbing.
 */
#ifndef CC_PBX_ARI_H
#define CC_PBX_ARI_H

#include <stddef.h>

struct ari;
struct ari_vivo;
struct buf;
struct json;

struct ari *ari_new(void);

/* NULL is harmless; the pointer is nulled. */
void ari_free(struct ari **ari);

/* Writes the canonical events of one ARI event as a JSON array, most often of none or one. What cannot be read, and types
 * that are not of ari_type, give an empty array. */
void ari_translate(struct ari *ari, const struct json *event, struct buf *events);

/* What lives now, as ARI lists it (GET channels), against what was known: what is gone is forgotten, what is new is known from
 * now on. `moment` is RFC 3339, the list's. Writes
 *   {"momento", "llamadas": [{"llamada", "tramos": [ids], "eventos": [what would have been told of each leg that is there]}]}
 * for whoever compares it with what is stored: the events say nothing new of what was told before. A channel that has called
 * nobody is no call yet. */
void ari_census(struct ari *ari, const struct json *channels, const char *moment, struct buf *census);

/* The calls and channels that live. */
const struct ari_vivo *ari_living(const struct ari *ari);

/* The i-th type of ARI event that is read, for the event filter; NULL past the last. */
const char *ari_type(size_t i);

#endif
