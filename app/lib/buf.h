/*
 * buf: text that grows in an arena, and JSON written into it.
 *
 * The JSON writer keeps no state: whether a comma is due is seen from the last byte written. So a value may follow a
 * value, and a raw piece of JSON may stand anywhere a value may.
 *
 *   struct buf out = buf_in(arena);
 *   buf_json_begin(&out, '{');
 *   buf_json_key(&out, "recibidos"), buf_json_int(&out, 3);
 *   buf_json_end(&out, '}');
 */
#ifndef CC_BUF_H
#define CC_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct buf {
    struct arena *arena;
    char *data; /* always ends with NUL once something was added; NULL before */
    size_t bytes;
    size_t room_bytes;
};

struct buf buf_in(struct arena *arena);

void buf_add(struct buf *buf, const char *text);
void buf_add_n(struct buf *buf, const void *data, size_t bytes);
void buf_add_format(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The text, "" when nothing was added. Lives as long as the arena's present round, moves when more is added. */
const char *buf_text(const struct buf *buf);

/* JSON. `open` is { or [, `close` is } or ]. Texts must be valid UTF-8; control characters, DEL, U+2028 and U+2029 and
 * the < of "</script" are escaped, so that the result is also safe inside HTML and JavaScript. */
void buf_json_begin(struct buf *buf, char open);
void buf_json_end(struct buf *buf, char close);
void buf_json_key(struct buf *buf, const char *key);
void buf_json_text(struct buf *buf, const char *text); /* NULL becomes null */
void buf_json_text_n(struct buf *buf, const char *text, size_t bytes);
void buf_json_int(struct buf *buf, int64_t number);
void buf_json_bool(struct buf *buf, bool truth);
void buf_json_null(struct buf *buf);
void buf_json_raw(struct buf *buf, const char *json); /* NULL becomes null */

/* `key` and text, nothing when text is NULL: for members that are left out when absent. */
void buf_json_member_text(struct buf *buf, const char *key, const char *text);

#endif
