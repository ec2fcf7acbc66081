/*
 * log: one JSON object a line on stderr, UTC, at most 4 KB, written in one piece.
 *
 * No personal data: telephone numbers, names, bodies and texts of the database never; ids, SQLSTATEs and names of
 * constraints only. Values are escaped (RFC 8259), bytes that are not UTF-8 become \xNN, a value is cut at 1 KB.
 *
 *   log_info(LOG_EVENT("listo"), LOG_INT("workers", 4));
 *   {"momento":"2026-03-10T09:15:00.123456Z","nivel":"info","proceso":"cc-api","pid":71,"suceso":"listo","workers":4}
 */
#ifndef CC_LOG_H
#define CC_LOG_H

#include <stdbool.h>

enum log_level { LOG_LEVEL_ERROR, LOG_LEVEL_AVISO, LOG_LEVEL_INFO, LOG_LEVEL_DEPURA };

struct log_field {
    const char *key; /* NULL ends the list */
    bool is_text;
    const char *text; /* NULL becomes "" */
    long number;
};

/* clang-format off */
#define LOG_EVENT(name)       {.key = "suceso", .is_text = true, .text = (name)}
#define LOG_TEXT(name, value) {.key = (name), .is_text = true, .text = (value)}
#define LOG_INT(name, value)  {.key = (name), .number = (value)}
/* clang-format on */

#define log_error(...)  log_write(LOG_LEVEL_ERROR, (const struct log_field[]){__VA_ARGS__, {0}})
#define log_aviso(...)  log_write(LOG_LEVEL_AVISO, (const struct log_field[]){__VA_ARGS__, {0}})
#define log_info(...)   log_write(LOG_LEVEL_INFO, (const struct log_field[]){__VA_ARGS__, {0}})
#define log_depura(...) log_write(LOG_LEVEL_DEPURA, (const struct log_field[]){__VA_ARGS__, {0}})

void log_write(enum log_level level, const struct log_field *fields);

/* The name every line carries, and the least grave level that is written: "error", "aviso", "info", "depura"; an
 * unknown word means info. Both strings must outlive the process' logging. */
void log_open(const char *process, const char *level);

/* Whether lines of this level are written, for those that cost something to make. */
bool log_wants(enum log_level level);

#endif
