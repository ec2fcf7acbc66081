/*
 * form: the fields of an application/x-www-form-urlencoded body or query, and flat JSON read as such.
 *
 * Decoded as browsers do (WHATWG URL, application/x-www-form-urlencoded parsing): "+" is a space, a "%" that begins no
 * escape stands for itself. What is not UTF-8 or holds a NUL cannot become text and is refused as a whole.
 */
#ifndef CC_PBX_FORM_H
#define CC_PBX_FORM_H

#include <stddef.h>

struct arena;
struct buf;
struct json;

enum { FORM_FIELDS_MAX = 256 };

struct form_field {
    const char *name, *value;
    size_t value_bytes;
    const struct form_field *next;
};

struct form {
    const struct form_field *first; /* in the order they came; a name may come several times */
    size_t count;
};

/* NULL with `*why_r` in Spanish. Lives in the arena. */
const struct form *form_read(const char *text, size_t bytes, struct arena *arena, const char **why_r);

/* The members of a JSON object: texts, numbers and booleans; each element of a list as "name[]". Others are left out. */
const struct form *form_of_json(const struct json *object, struct arena *arena, const char **why_r);

/* The first value of that name, "" when there is none. */
const char *form_text(const struct form *form, const char *name);

/* The next field of that name after `after` (NULL: the first), NULL when there is none. */
const struct form_field *form_next(const struct form *form, const char *name, const struct form_field *after);

/* Appends "name=value", escaped, after a "&" if something is there; letters, digits and "-_." stand for themselves, a space
 * is a "+" (RFC 1738, what PHP's http_build_query and the vendors' signatures expect). */
void form_add(struct buf *out, const char *name, const char *value);

#endif
