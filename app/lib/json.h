/*
 * json: strict JSON (RFC 8259) into a tree in an arena, by yajl's events.
 *
 * Stricter than yajl, so that no two readers of one body can differ: strict UTF-8, no NUL (nor its escape), no lone
 * surrogate escapes, no duplicate keys, at most JSON_DEPTH_MAX levels, JSON_MEMBERS_MAX members of an object and
 * JSON_NODES_MAX values, numbers within a double's range. What is accepted here, PostgreSQL's jsonb accepts too.
 * A fault tells a code and an offset, never a piece of the text.
 */
#ifndef CC_JSON_H
#define CC_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct buf;

enum { JSON_DEPTH_MAX = 32, JSON_MEMBERS_MAX = 256, JSON_NODES_MAX = 65536 };

enum json_type { JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_TEXT, JSON_OBJECT, JSON_ARRAY };

struct json {
    enum json_type type;
    bool truth;       /* of a JSON_BOOL */
    const char *key;  /* of a member of an object, else NULL; NUL-terminated */
    const char *text; /* a JSON_TEXT decoded, or a JSON_NUMBER as written; NUL-terminated */
    size_t text_bytes;
    struct json *first; /* of an object or array */
    struct json *next;  /* after this one in the same object or array */
    size_t count;       /* members or elements */
};

enum json_error {
    JSON_OK,
    JSON_BAD_UTF8,
    JSON_BAD_ESCAPE, /* \u0000 or half a surrogate pair */
    JSON_BAD_SYNTAX, /* empty, truncated, trailing text and whatever else is not JSON */
    JSON_DUPLICATE_KEY,
    JSON_TOO_DEEP,
    JSON_TOO_MANY_MEMBERS,
    JSON_TOO_MANY_VALUES,
    JSON_BAD_NUMBER, /* beyond a double's range, or longer than 128 characters */
};

struct json_fault {
    enum json_error error;
    size_t offset_bytes; /* where it was noticed */
};

/* NULL on a fault. The tree lives as long as the arena's round; `data` need not. */
const struct json *json_parse(struct arena *arena, const char *data, size_t bytes,
                              struct json_fault *fault_r);

/* What was wrong, in Spanish, for a person: "caracteres que no son UTF-8"; a limit by its name in the contract. */
const char *json_error_text(enum json_error error);

/* The member of an object, NULL when absent (or not an object). */
const struct json *json_member(const struct json *object, const char *key);

/* The text of a member, NULL when absent or not a text. */
const char *json_member_text(const struct json *object, const char *key);

/* The exact integer of a number without fraction and exponent; false otherwise or beyond 64 bits. */
bool json_integer(const struct json *number, int64_t *integer_r);

/* Writes the value (not its key) as JSON. */
void json_write(struct buf *out, const struct json *value);

#endif
