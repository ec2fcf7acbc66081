/* reloj: the two clocks. Durations and deadlines are measured with the monotonic one, moments are told by the wall's. */
#ifndef CC_RELOJ_H
#define CC_RELOJ_H

#include <stddef.h>
#include <stdint.h>

int64_t reloj_mono_us(void);
int64_t reloj_mono_ms(void);

/* Since 1970, UTC. */
int64_t reloj_wall_us(void);
int64_t reloj_wall_s(void);

/* "2026-03-10T09:15:00.123456Z" of a wall moment in microseconds. */
enum { RELOJ_RFC3339_BYTES = 32 };
const char *reloj_rfc3339(int64_t wall_us, char text[RELOJ_RFC3339_BYTES]);

#endif
