#include "api/reply.h"

#include <string.h>

#include "lib/json.h"

struct reply reply_in(struct arena *arena)
{
    return (struct reply){.status = 500,
                          .content_type = "application/json",
                          .headers = buf_in(arena),
                          .body = ""};
}

void reply_text(struct reply *reply, int status, const char *content_type, const char *text)
{
    reply->status = status;
    reply->content_type = content_type;
    reply->body = text ? text : "";
    reply->body_bytes = strlen(reply->body);
}

void reply_json(struct reply *reply, int status, const char *json)
{
    reply_text(reply, status, "application/json", json);
}

void reply_add_text(struct reply *reply, struct arena *arena, const char *key, const char *text)
{
    struct buf body = buf_in(arena);
    buf_json_begin(&body, '{');
    buf_json_member_text(&body, key, text);
    if (reply->body_bytes > 2)
        buf_add(&body, ","), buf_add(&body, strchr(reply->body, '{') + 1);
    else
        buf_json_end(&body, '}');
    reply_json(reply, reply->status, buf_text(&body));
}

/* RFC 9110 §5.6.2. */
static bool is_token(const char *name)
{
    static const char signs[] =
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    return *name && name[strspn(name, signs)] == '\0';
}

static bool is_header_value(const char *value)
{
    for (; *value; value++)
        if ((unsigned char)*value < 0x20 || *value == 0x7F)
            return false;
    return true;
}

bool reply_header(struct reply *reply, const char *name, const char *value)
{
    if (!is_token(name) || !is_header_value(value))
        return false;
    buf_add_format(&reply->headers, "%s: %s\r\n", name, value);
    return true;
}

bool reply_headers(struct reply *reply, const struct json *object)
{
    if (object->type != JSON_OBJECT)
        return false;
    for (const struct json *member = object->first; member; member = member->next)
        if (member->type != JSON_TEXT || !reply_header(reply, member->key, member->text))
            return false;
    return true;
}

void reply_send(const struct reply *reply, FCGX_Stream *out)
{
    FCGX_FPrintF(out, "Status: %d\r\nCache-Control: no-store\r\n", reply->status);
    if (reply->body_bytes || reply->stream)
        FCGX_FPrintF(out, "Content-Type: %s\r\n", reply->content_type);
    /* A length spares nginx the chunks, and with the last one a packet. libfcgi's printf does not know %zu. */
    if (reply->body_bytes)
        FCGX_FPrintF(out, "Content-Length: %lu\r\n", (unsigned long)reply->body_bytes);
    FCGX_PutStr(buf_text(&reply->headers), (int)reply->headers.bytes, out);
    FCGX_PutStr("\r\n", 2, out);
    FCGX_PutStr(reply->body, (int)reply->body_bytes, out);
}

bool reply_piece(FCGX_Stream *out, const char *piece, size_t bytes)
{
    return FCGX_PutStr(piece, (int)bytes, out) == (int)bytes && FCGX_FFlush(out) == 0;
}
