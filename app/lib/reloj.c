#include "lib/reloj.h"

#include <stdio.h>
#include <time.h>

static int64_t read_us(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int64_t reloj_mono_us(void)
{
    return read_us(CLOCK_MONOTONIC);
}

int64_t reloj_mono_ms(void)
{
    return reloj_mono_us() / 1000;
}

int64_t reloj_wall_us(void)
{
    return read_us(CLOCK_REALTIME);
}

int64_t reloj_wall_s(void)
{
    return reloj_wall_us() / 1000000;
}

const char *reloj_rfc3339(int64_t wall_us, char text[RELOJ_RFC3339_BYTES])
{
    int64_t fraction_us = wall_us % 1000000;
    time_t seconds = wall_us / 1000000 - (fraction_us < 0);
    struct tm utc;
    gmtime_r(&seconds, &utc);
    size_t bytes = strftime(text, RELOJ_RFC3339_BYTES, "%Y-%m-%dT%H:%M:%S", &utc);
    snprintf(text + bytes, RELOJ_RFC3339_BYTES - bytes, ".%06dZ",
             (int)(fraction_us < 0 ? fraction_us + 1000000 : fraction_us));
    return text;
}
