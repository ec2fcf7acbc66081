/* momento: the ways in which PBXs write a time, turned into what a canonical event's `momento` may be: RFC 3339, or without
 * an offset when the PBX tells none (SQL reads it in centralita.zona). "" for what is no time. */
#ifndef CC_PBX_MOMENTO_H
#define CC_PBX_MOMENTO_H

#include <stdbool.h>
#include <stdint.h>

enum { MOMENTO_BYTES = 48 };

/* "Tue, 10 Mar 2026 09:15:00 +0000" (RFC 2822; the day's name may be absent, the zone a letter or a name of America's). */
const char *momento_rfc2822(const char *text, char moment[MOMENTO_BYTES]);

/* Seconds, or milliseconds when `milli`, since 1970; a fraction may follow. */
const char *momento_epoch(const char *text, bool milli, char moment[MOMENTO_BYTES]);

/* "2026-03-10 10:15:00" or with a T, and "10/03/2026 10:15:00" when `day_first`; a fraction may follow. */
const char *momento_local(const char *text, bool day_first, char moment[MOMENTO_BYTES]);

/* The same moment some seconds later. `moment` is RFC 3339 with or without offset, and is written over. */
void momento_add(char moment[MOMENTO_BYTES], int64_t seconds);

/* Seconds since 1970 of an RFC 2822 time; false when it is none. */
bool momento_seconds(const char *rfc2822, int64_t *seconds_r);

#endif
