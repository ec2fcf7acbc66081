/* reply: what goes back. Handlers fill it in; only reply_send writes to the stream, once, at the end. */
#ifndef CC_API_REPLY_H
#define CC_API_REPLY_H

#include <fcgiapp.h>
#include <stdbool.h>
#include <stddef.h>

#include "lib/buf.h"

struct arena;
struct exchange;
struct json;

/* Writes a body that is not held whole, with reply_piece; false: it could not be written to its end. */
typedef bool reply_stream(struct exchange *x, FCGX_Stream *out);

struct reply {
    int status;
    const char *content_type;
    struct buf headers; /* "Name: value\r\n" each */
    const char *body;   /* lives in the arena, or in the result of the last database call */
    size_t body_bytes;
    reply_stream *stream; /* NULL: `body` is all there is */
    size_t stream_bytes;  /* how long it will be, where that is known */
};

struct reply reply_in(struct arena *arena);

/* Sets status and body; `json` NULL or "" sends none. */
void reply_json(struct reply *reply, int status, const char *json);
void reply_text(struct reply *reply, int status, const char *content_type, const char *text);

/* Adds a member to the JSON object that is the body: what is shown once and comes from no database. */
void reply_add_text(struct reply *reply, struct arena *arena, const char *key, const char *text);

/* Adds a header. False, and adds nothing, when the name is no token or the value holds a control character: a CR LF
 * would begin a header of somebody else's choice. */
bool reply_header(struct reply *reply, const char *name, const char *value);

/* Adds each member of a flat JSON object of texts. */
bool reply_headers(struct reply *reply, const struct json *object);

/* Writes it, but for what is streamed. Whether the client is still there is not asked: what was done is done. */
void reply_send(const struct reply *reply, FCGX_Stream *out);

/* Writes a piece of what is streamed; false when nobody takes it any more. */
bool reply_piece(FCGX_Stream *out, const char *piece, size_t bytes);

#endif
