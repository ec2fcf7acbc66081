#include "lib/buf.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/arena.h"

enum { BUF_FIRST_BYTES = 256 };

struct buf buf_in(struct arena *arena)
{
    return (struct buf){.arena = arena};
}

/* Room for `bytes` more and the NUL. */
static char *room_for(struct buf *buf, size_t bytes)
{
    size_t need = buf->bytes + bytes + 1;
    if (need > buf->room_bytes) {
        size_t room = 2 * buf->room_bytes > BUF_FIRST_BYTES ? 2 * buf->room_bytes : BUF_FIRST_BYTES;
        room = room > need ? room : need;
        buf->data = arena_grow(buf->arena, buf->data, buf->room_bytes, room);
        buf->room_bytes = room;
    }
    return buf->data + buf->bytes;
}

void buf_add_n(struct buf *buf, const void *data, size_t bytes)
{
    char *end = room_for(buf, bytes);
    memcpy(end, data, bytes);
    end[bytes] = '\0';
    buf->bytes += bytes;
}

void buf_add(struct buf *buf, const char *text)
{
    buf_add_n(buf, text, strlen(text));
}

void buf_add_format(struct buf *buf, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int bytes = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (bytes < 0)
        abort();
    vsnprintf(room_for(buf, (size_t)bytes), (size_t)bytes + 1, format, again);
    va_end(again);
    buf->bytes += (size_t)bytes;
}

const char *buf_text(const struct buf *buf)
{
    return buf->data ? buf->data : "";
}

static void comma_if_due(struct buf *buf)
{
    if (buf->bytes && !strchr("{[:,", buf->data[buf->bytes - 1]))
        buf_add_n(buf, ",", 1);
}

void buf_json_begin(struct buf *buf, char open)
{
    comma_if_due(buf);
    buf_add_n(buf, &open, 1);
}

void buf_json_end(struct buf *buf, char close)
{
    buf_add_n(buf, &close, 1);
}

/* How many of the next bytes must be written as an escape (and which), 0 when the byte stands for itself. */
static size_t escape_at(const unsigned char *at, size_t room, char escape[7])
{
    static const char letters[] = "btn\0fr"; /* from 0x08 to 0x0D */
    unsigned char c = *at;
    if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F && c != 0xE2 && c != '<')
        return 0;
    if (c == 0xE2) { /* U+2028 and U+2029 end a line in JavaScript before ES2019 */
        if (room < 3 || at[1] != 0x80 || (at[2] & 0xFE) != 0xA8)
            return 0;
        snprintf(escape, 7, "\\u202%c", at[2] == 0xA8 ? '8' : '9');
        return 3;
    }
    if (c == '"' || c == '\\')
        snprintf(escape, 7, "\\%c", c);
    else if (c >= 0x08 && c <= 0x0D && letters[c - 0x08])
        snprintf(escape, 7, "\\%c", letters[c - 0x08]);
    else
        snprintf(escape, 7, "\\u%04x", c);
    return 1;
}

void buf_json_text_n(struct buf *buf, const char *text, size_t bytes)
{
    const unsigned char *at = (const unsigned char *)text;
    size_t from = 0;
    comma_if_due(buf);
    buf_add_n(buf, "\"", 1);
    for (size_t i = 0; i < bytes;) {
        char escape[7];
        size_t escaped = escape_at(at + i, bytes - i, escape);
        if (!escaped) {
            i++;
            continue;
        }
        buf_add_n(buf, text + from, i - from);
        buf_add(buf, escape);
        from = i += escaped;
    }
    buf_add_n(buf, text + from, bytes - from);
    buf_add_n(buf, "\"", 1);
}

void buf_json_text(struct buf *buf, const char *text)
{
    if (text)
        buf_json_text_n(buf, text, strlen(text));
    else
        buf_json_null(buf);
}

void buf_json_key(struct buf *buf, const char *key)
{
    buf_json_text(buf, key);
    buf_add_n(buf, ":", 1);
}

void buf_json_raw(struct buf *buf, const char *json)
{
    comma_if_due(buf);
    buf_add(buf, json ? json : "null");
}

void buf_json_null(struct buf *buf)
{
    buf_json_raw(buf, "null");
}

void buf_json_bool(struct buf *buf, bool truth)
{
    buf_json_raw(buf, truth ? "true" : "false");
}

void buf_json_int(struct buf *buf, int64_t number)
{
    comma_if_due(buf);
    buf_add_format(buf, "%" PRId64, number);
}

void buf_json_member_text(struct buf *buf, const char *key, const char *text)
{
    if (!text)
        return;
    buf_json_key(buf, key);
    buf_json_text(buf, text);
}
