#include "api/request.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "lib/arena.h"

#define FIELD(parameter, member)                                           \
    {                                                                      \
        parameter, sizeof(parameter) - 1, offsetof(struct request, member) \
    }

static const struct field {
    const char *parameter;
    size_t bytes;
    size_t offset;
} fields[] = {
    FIELD("REQUEST_METHOD", method),
    FIELD("DOCUMENT_URI", path),
    FIELD("QUERY_STRING", query),
    FIELD("CONTENT_LENGTH", content_length),
    FIELD("CONTENT_TYPE", content_type),
    FIELD("REQUEST_ID", id),
    FIELD("REMOTE_ADDR", ip),
    FIELD("HTTP_TRACEPARENT", traceparent),
    FIELD("HTTP_COOKIE", cookie),
    FIELD("HTTP_AUTHORIZATION", authorization),
    FIELD("HTTP_ORIGIN", origin),
    FIELD("HTTP_SEC_FETCH_SITE", sec_fetch_site),
    FIELD("HTTP_X_CONTACT_CENTER", x_contact_center),
    FIELD("HTTP_IDEMPOTENCY_KEY", idempotency_key),
    FIELD("HTTP_IF_MATCH", if_match),
    FIELD("HTTP_ACCEPT", accept),
    FIELD("HTTP_WEBHOOK_ID", webhook_id),
    FIELD("HTTP_WEBHOOK_TIMESTAMP", webhook_timestamp),
    FIELD("HTTP_WEBHOOK_SIGNATURE", webhook_signature),
    FIELD("HTTP_X_TWILIO_SIGNATURE", signatures[0]),
    FIELD("HTTP_SIGNATURE", signatures[1]),
    FIELD("HTTP_X_SIGNATURE", signatures[2]),
    FIELD("HTTP_X_HUB_SIGNATURE_256", signatures[3]),
    FIELD("HTTP_X_WEBHOOK_SIGNATURE", signatures[4]),
    FIELD("HTTP_X_WEBHOOK_TOKEN", signatures[5]),
    FIELD("HTTP_X_API_KEY", signatures[6]),
    FIELD("HTTP_X_AUTH_TOKEN", signatures[7]),
};

const char *const request_signature_names[REQUEST_SIGNATURES + 1] = {
    "x-twilio-signature",  "signature",       "x-signature", "x-hub-signature-256",
    "x-webhook-signature", "x-webhook-token", "x-api-key",   "x-auth-token",
};

enum { FIELDS = sizeof fields / sizeof *fields };

static const char **member(struct request *request, const struct field *field)
{
    return (const char **)(void *)((char *)request + field->offset);
}

static void take(struct request *request, const char *parameter)
{
    for (int i = 0; i < FIELDS; i++) {
        const struct field *field = &fields[i];
        if (strncmp(parameter, field->parameter, field->bytes) == 0 && parameter[field->bytes] == '=') {
            *member(request, field) = parameter + field->bytes + 1;
            return;
        }
    }
}

void request_open(struct request *request, FCGX_ParamArray parameters)
{
    *request = (struct request){.body = ""};
    for (int i = 0; i < FIELDS; i++)
        *member(request, &fields[i]) = "";
    for (; *parameters; parameters++)
        take(request, *parameters);
}

static bool read_length(const char *text, unsigned long long *bytes_r)
{
    char *end = NULL;
    errno = 0;
    *bytes_r = strtoull(text, &end, 10);
    return errno == 0 && *end == '\0' && strspn(text, "0123456789") > 0;
}

enum request_body request_read_body(struct request *request, FCGX_Stream *in, struct arena *arena,
                                    size_t limit_bytes)
{
    unsigned long long bytes;
    if (!*request->content_length)
        return REQUEST_BODY_READ;
    if (!read_length(request->content_length, &bytes))
        return REQUEST_BODY_BAD;
    if (bytes > limit_bytes)
        return REQUEST_BODY_TOO_BIG;
    char *body = arena_take(arena, bytes + 1);
    int got = bytes ? FCGX_GetStr(body, (int)bytes, in) : 0;
    if ((unsigned long long)got != bytes || FCGX_GetError(in) != 0)
        return REQUEST_BODY_CUT;
    body[bytes] = '\0';
    request->body = body;
    request->body_bytes = bytes;
    return REQUEST_BODY_READ;
}

enum request_body request_begin_body(struct request *request, unsigned long long limit_bytes)
{
    if (!read_length(request->content_length, &request->unread_bytes))
        return REQUEST_BODY_BAD;
    return request->unread_bytes > limit_bytes ? REQUEST_BODY_TOO_BIG : REQUEST_BODY_READ;
}

enum request_body request_read_piece(struct request *request, FCGX_Stream *in, char *room, size_t room_bytes,
                                     size_t *piece_bytes_r)
{
    size_t wanted = request->unread_bytes < room_bytes ? (size_t)request->unread_bytes : room_bytes;
    int got = wanted ? FCGX_GetStr(room, (int)wanted, in) : 0;
    if ((size_t)got != wanted || FCGX_GetError(in) != 0)
        return REQUEST_BODY_CUT;
    request->unread_bytes -= wanted;
    *piece_bytes_r = wanted;
    return REQUEST_BODY_READ;
}

/* Of a media type's parameters (RFC 9110 §8.3.1) only charset matters: what is not UTF-8 is not JSON (RFC 8259 §8.1). */
static bool is_utf8(const char *parameters)
{
    const char *charset = strcasestr(parameters, "charset=");
    if (!charset)
        return true;
    charset += strlen("charset=");
    charset += *charset == '"';
    return strncasecmp(charset, "utf-8", 5) == 0 && strchr("\"; ", charset[5]);
}

bool request_has_type(const struct request *request, const char *media_type)
{
    size_t bytes = strlen(media_type);
    return strncasecmp(request->content_type, media_type, bytes) == 0 &&
           strchr("; ", request->content_type[bytes]) && is_utf8(request->content_type + bytes);
}

/* How much one range of Accept is liked, in thousandths: its q, 1 without one; what cannot be read counts as 0. */
static int quality_of(const char *range, size_t bytes)
{
    const char *end = range + bytes;
    for (const char *at = memchr(range, ';', bytes); at; at = memchr(at, ';', (size_t)(end - at))) {
        at++;
        while (at < end && (*at == ' ' || *at == '\t'))
            at++;
        if (end - at >= 3 && (*at | 32) == 'q' && at[1] == '=') {
            double quality = strtod(at + 2, NULL);
            return quality >= 0 && quality <= 1 ? (int)(1000 * quality + 0.5) : 0;
        }
    }
    return 1000;
}

/* Where Accept names the type, -1 when it does not; how much it is liked. */
static int find_accepted(const char *accept, const char *media_type, int *quality_r)
{
    size_t type_bytes = strlen(media_type);
    *quality_r = 0;
    for (int place = 0; *accept; place++) {
        accept += strspn(accept, ", \t");
        size_t bytes = strcspn(accept, ",");
        if (bytes >= type_bytes && strncasecmp(accept, media_type, type_bytes) == 0 &&
            strspn(accept + type_bytes, "; \t,") + (accept[type_bytes] == '\0') > 0) {
            *quality_r = quality_of(accept, bytes);
            return place;
        }
        accept += bytes;
    }
    return -1;
}

bool request_prefers(const struct request *request, const char *media_type, const char *other)
{
    int quality, other_quality;
    int place = find_accepted(request->accept, media_type, &quality);
    int other_place = find_accepted(request->accept, other, &other_quality);
    return place >= 0 && quality > 0 &&
           (quality > other_quality || (quality == other_quality && place < other_place));
}
