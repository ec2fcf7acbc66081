#include "pbx/momento.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lib/reloj.h"

static bool is_calendar(int year, int month, int day, int hour, int minute, int second)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1970 || year > 2199 || month < 1 || month > 12)
        return false;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day >= 1 && day <= days[month - 1] + (month == 2 && leap) && hour >= 0 && hour < 24 &&
           minute >= 0 && minute < 60 && second >= 0 && second < 60;
}

/* Exactly `count` digits. */
static bool take(const char **text, int count, int *number_r)
{
    *number_r = 0;
    for (; count > 0; count--, (*text)++) {
        if (**text < '0' || **text > '9')
            return false;
        *number_r = *number_r * 10 + (**text - '0');
    }
    return true;
}

static bool pass(const char **text, const char *one_of)
{
    return **text && strchr(one_of, **text) && (*text)++;
}

/* ----------------------------------------------------------------------------------------------- RFC 2822 */

static bool take_month(const char **text, int *month_r)
{
    static const char names[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    for (*month_r = 1; *month_r <= 12; (*month_r)++)
        if (strncmp(*text, names[*month_r - 1], 3) == 0)
            return (*text) += 3, true;
    return false;
}

/* "+0100", or a name that stands for a known one; others mean "unknown" (RFC 2822 §4.3) and are read as UTC. */
static bool take_zone(const char *text, int *minutes_r)
{
    int hours, minutes, sign = *text == '-' ? -1 : 1;
    *minutes_r = 0;
    if (!pass(&text, "+-"))
        return *text != '\0' &&
               strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") == strlen(text);
    if (!take(&text, 2, &hours) || !take(&text, 2, &minutes) || *text || hours > 14 || minutes > 59)
        return false;
    *minutes_r = sign * (hours * 60 + minutes);
    return true;
}

bool momento_seconds(const char *text, int64_t *seconds_r)
{
    int day, month, year, hour, minute, second, zone;
    const char *comma = strchr(text, ',');
    text = comma ? comma + 1 : text;
    text += strspn(text, " ");
    int digits = text[0] && text[1] >= '0' && text[1] <= '9' ? 2 : 1;
    if (!take(&text, digits, &day) || !pass(&text, " ") || !take_month(&text, &month) || !pass(&text, " ") ||
        !take(&text, 4, &year) || !pass(&text, " ") || !take(&text, 2, &hour) || !pass(&text, ":") ||
        !take(&text, 2, &minute) || !pass(&text, ":") || !take(&text, 2, &second) || !pass(&text, " ") ||
        !take_zone(text, &zone) || !is_calendar(year, month, day, hour, minute, second))
        return false;
    struct tm civil = {.tm_year = year - 1900,
                       .tm_mon = month - 1,
                       .tm_mday = day,
                       .tm_hour = hour,
                       .tm_min = minute,
                       .tm_sec = second};
    *seconds_r = (int64_t)timegm(&civil) - zone * INT64_C(60);
    return true;
}

const char *momento_rfc2822(const char *text, char moment[MOMENTO_BYTES])
{
    int64_t seconds;
    *moment = '\0';
    return momento_seconds(text, &seconds) && seconds > 0 ? reloj_rfc3339(seconds * 1000000, moment) : "";
}

/* -------------------------------------------------------------------------------------------------- epoch */

const char *momento_epoch(const char *text, bool milli, char moment[MOMENTO_BYTES])
{
    size_t whole = strspn(text, "0123456789");
    size_t rest = text[whole] == '.' ? 1 + strspn(text + whole + 1, "0123456789") : 0;
    *moment = '\0';
    if (whole == 0 || whole > 14 || text[whole + rest] || rest > 10)
        return "";
    double seconds = strtod(text, NULL) / (milli ? 1000 : 1);
    return seconds > 0 && seconds < 7e9 ? reloj_rfc3339((int64_t)(seconds * 1e6 + 0.5), moment) : "";
}

/* -------------------------------------------------------------------------------------------------- local */

static bool take_date(const char **text, bool day_first, int *year, int *month, int *day)
{
    return day_first ? take(text, 2, day) && pass(text, "/-.") && take(text, 2, month) && pass(text, "/-.") &&
                           take(text, 4, year)
                     : take(text, 4, year) && pass(text, "/-.") && take(text, 2, month) &&
                           pass(text, "/-.") && take(text, 2, day);
}

const char *momento_local(const char *text, bool day_first, char moment[MOMENTO_BYTES])
{
    int year, month, day, hour, minute, second = 0;
    *moment = '\0';
    if (!take_date(&text, day_first, &year, &month, &day) || !pass(&text, " T") || !take(&text, 2, &hour) ||
        !pass(&text, ":") || !take(&text, 2, &minute) || (*text == ':' && (text++, !take(&text, 2, &second))))
        return "";
    int fraction = *text == '.' ? 1 + (int)strspn(text + 1, "0123456789") : 0;
    if (text[fraction] || fraction > 10 || fraction == 1 ||
        !is_calendar(year, month, day, hour, minute, second))
        return "";
    snprintf(moment, MOMENTO_BYTES, "%04d-%02d-%02dT%02d:%02d:%02d%.*s", year, month, day, hour, minute,
             second, fraction, text);
    return moment;
}

/* The clock of a wall is moved as if no hour were ever put forward or back: a call over that night is told by its PBX. */
void momento_add(char moment[MOMENTO_BYTES], int64_t seconds)
{
    struct tm civil = {0};
    char rest[MOMENTO_BYTES];
    const char *text = moment;
    if (seconds == 0 || !take(&text, 4, &civil.tm_year) || !pass(&text, "-") ||
        !take(&text, 2, &civil.tm_mon) || !pass(&text, "-") || !take(&text, 2, &civil.tm_mday) ||
        !pass(&text, "Tt ") || !take(&text, 2, &civil.tm_hour) || !pass(&text, ":") ||
        !take(&text, 2, &civil.tm_min) || !pass(&text, ":") || !take(&text, 2, &civil.tm_sec))
        return;
    snprintf(rest, sizeof rest, "%s", text);
    civil.tm_year -= 1900;
    civil.tm_mon -= 1;
    time_t later = timegm(&civil) + (time_t)seconds;
    gmtime_r(&later, &civil);
    size_t bytes = strftime(moment, MOMENTO_BYTES, "%Y-%m-%dT%H:%M:%S", &civil);
    snprintf(moment + bytes, MOMENTO_BYTES - bytes, "%s", rest);
}
