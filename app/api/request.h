/*
 * request: what nginx says about one request. Texts live until the request is finished and are never NULL.
 *
 * nginx passes REQUEST_METHOD DOCUMENT_URI QUERY_STRING CONTENT_LENGTH CONTENT_TYPE REQUEST_ID REMOTE_ADDR
 * HTTP_TRACEPARENT, and where they are not empty the headers below; no others are read.
 */
#ifndef CC_API_REQUEST_H
#define CC_API_REQUEST_H

#include <fcgiapp.h>
#include <stdbool.h>
#include <stddef.h>

struct arena;

/* Headers that some PBX signs or authenticates with, beside Authorization and those of Standard Webhooks; nginx passes them
 * to the webhooks alone. The names, in lower case and ended by NULL, stand in the order of request.signatures. */
enum { REQUEST_SIGNATURES = 8 };
extern const char *const request_signature_names[REQUEST_SIGNATURES + 1];

struct request {
    const char *method;
    const char *path; /* decoded by nginx, without the query */
    const char *query;
    const char *content_length;
    const char *content_type;
    const char *id;
    const char *ip;
    const char *traceparent;
    const char *cookie;
    const char *authorization;
    const char *origin;
    const char *sec_fetch_site;
    const char *x_contact_center;
    const char *idempotency_key;
    const char *if_match;
    const char *accept;
    const char *webhook_id;
    const char *webhook_timestamp;
    const char *webhook_signature;
    const char *signatures[REQUEST_SIGNATURES];
    const char *body; /* after request_read_body */
    size_t body_bytes;
    unsigned long long unread_bytes; /* after request_begin_body: what is left of the body */
};

/* Takes the parameters. */
void request_open(struct request *request, FCGX_ParamArray parameters);

enum request_body {
    REQUEST_BODY_READ,    /* exactly CONTENT_LENGTH bytes, perhaps none */
    REQUEST_BODY_BAD,     /* CONTENT_LENGTH is not a number */
    REQUEST_BODY_TOO_BIG, /* longer than the limit; nothing was read */
    REQUEST_BODY_CUT,     /* it ended early: the sender went away, or we were interrupted */
};

/* Reads the whole body, NUL-terminated, or nothing that may be used. A short body is not always an error of the stream
 * (a STDIN closed early has none), so the length decides. */
enum request_body request_read_body(struct request *request, FCGX_Stream *in, struct arena *arena,
                                    size_t limit_bytes);

/* For bodies that are not held whole: says how long it is, then gives it piece by piece. A body without a length cannot be
 * told from one that was cut, and is REQUEST_BODY_BAD. */
enum request_body request_begin_body(struct request *request, unsigned long long limit_bytes);

/* The next piece: as much as fits in the room, less only at the end of the body; *piece_bytes_r is 0 when it is over. */
enum request_body request_read_piece(struct request *request, FCGX_Stream *in, char *room, size_t room_bytes,
                                     size_t *piece_bytes_r);

/* Whether Accept names `media_type` and likes it better than `other`, or as well and first (RFC 9110 §12.5.1). What it only
 * covers by a wildcard is not named. */
bool request_prefers(const struct request *request, const char *media_type, const char *other);

/* Whether Content-Type is this media type, parameters apart. */
bool request_has_type(const struct request *request, const char *media_type);

#endif
