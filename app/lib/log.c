#include "lib/log.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "lib/reloj.h"
#include "lib/utf8.h"

enum { LINE_BYTES = 4096, VALUE_BYTES = 1024 };

static const char *const level_names[] = {"error", "aviso", "info", "depura"};
static enum log_level least_grave = LOG_LEVEL_INFO;
static const char *process_name = "cc";

struct line {
    char text[LINE_BYTES];
    size_t bytes;
};

void log_open(const char *process, const char *level)
{
    process_name = process;
    least_grave = LOG_LEVEL_INFO;
    for (size_t i = 0; i < sizeof level_names / sizeof *level_names; i++)
        if (strcmp(level, level_names[i]) == 0)
            least_grave = (enum log_level)i;
}

bool log_wants(enum log_level level)
{
    return level <= least_grave;
}

/* Keeps room for the closing quote, brace and newline, so that a cut line is still JSON. */
static void put(struct line *line, const char *text, size_t bytes)
{
    if (bytes <= LINE_BYTES - 4 - line->bytes) {
        memcpy(line->text + line->bytes, text, bytes);
        line->bytes += bytes;
    }
}

static void put_escaped(struct line *line, const char *value)
{
    size_t bytes = strnlen(value, VALUE_BYTES);
    for (size_t i = 0; i < bytes;) {
        char escaped[8];
        unsigned char c = (unsigned char)value[i];
        size_t whole = utf8_valid_prefix(value + i, bytes - i < 4 ? bytes - i : 4);
        size_t step = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
        bool line_end =
            step == 3 && whole >= 3 && memcmp(value + i, "\xE2\x80", 2) == 0 && (value[i + 2] & 0x7E) == 0x28;
        if (whole < step) /* not UTF-8 */
            put(line, escaped, (size_t)snprintf(escaped, sizeof escaped, "\\\\x%02X", c)), step = 1;
        else if (c < 0x20 || c == 0x7F || line_end)
            put(line, escaped,
                (size_t)snprintf(escaped, sizeof escaped, "\\u%04x",
                                 line_end ? 0x2028 + (value[i + 2] & 1) : c));
        else if (c == '"' || c == '\\')
            put(line, (const char[]){'\\', (char)c}, 2);
        else
            put(line, value + i, step);
        i += step;
    }
}

static void put_member(struct line *line, const char *key, const char *text, long number)
{
    char digits[24];
    if (line->bytes + strlen(key) + 40 > LINE_BYTES)
        return;
    put(line, line->bytes ? ",\"" : "{\"", 2);
    put(line, key, strlen(key));
    put(line, "\":", 2);
    if (!text) {
        put(line, digits, (size_t)snprintf(digits, sizeof digits, "%ld", number));
        return;
    }
    put(line, "\"", 1);
    put_escaped(line, text);
    line->text[line->bytes++] = '"';
}

void log_write(enum log_level level, const struct log_field *fields)
{
    if (!log_wants(level))
        return;
    int saved_errno = errno;
    struct line line = {.bytes = 0};
    char moment[RELOJ_RFC3339_BYTES];
    put_member(&line, "momento", reloj_rfc3339(reloj_wall_us(), moment), 0);
    put_member(&line, "nivel", level_names[level], 0);
    put_member(&line, "proceso", process_name, 0);
    put_member(&line, "pid", NULL, getpid());
    for (; fields->key; fields++)
        put_member(&line, fields->key, fields->is_text && !fields->text ? "" : fields->text, fields->number);
    line.text[line.bytes++] = '}';
    line.text[line.bytes++] = '\n';
    if (write(STDERR_FILENO, line.text, line.bytes) < 0) {
        /* there is nobody left to tell */
    }
    errno = saved_errno;
}
