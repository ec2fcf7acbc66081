#include "pbx/form.h"

#include <string.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/json.h"
#include "lib/utf8.h"

/* A list that grows at its end. */
struct list {
    struct form form;
    struct form_field *last;
    struct arena *arena;
    const char *why;
};

static bool append(struct list *list, const char *name, const char *value, size_t value_bytes)
{
    if (list->form.count == FORM_FIELDS_MAX) {
        list->why = "demasiados campos";
        return false;
    }
    struct form_field *field = arena_take(list->arena, sizeof *field);
    *field = (struct form_field){name, value, value_bytes, NULL};
    if (list->last)
        list->last->next = field;
    else
        list->form.first = field;
    list->last = field;
    list->form.count++;
    return true;
}

static const struct form *finish(struct list *list, const char **why_r)
{
    *why_r = list->why;
    if (list->why)
        return NULL;
    struct form *form = arena_take(list->arena, sizeof *form);
    *form = list->form;
    return form;
}

/* ----------------------------------------------------------------------------------------------- decoding */

static int digit_of(char letter)
{
    return letter >= '0' && letter <= '9'   ? letter - '0'
           : letter >= 'a' && letter <= 'f' ? letter - 'a' + 10
           : letter >= 'A' && letter <= 'F' ? letter - 'A' + 10
                                            : -1;
}

static char *decode(struct arena *arena, const char *text, size_t bytes, size_t *bytes_r)
{
    char *out = arena_take(arena, bytes + 1), *at = out;
    for (size_t i = 0; i < bytes; i++) {
        bool escape =
            text[i] == '%' && i + 2 < bytes && digit_of(text[i + 1]) >= 0 && digit_of(text[i + 2]) >= 0;
        *at++ = (char)(escape           ? digit_of(text[i + 1]) * 16 + digit_of(text[i + 2])
                       : text[i] == '+' ? ' '
                                        : text[i]);
        i += escape ? 2 : 0;
    }
    *at = '\0';
    *bytes_r = (size_t)(at - out);
    return out;
}

static bool read_pair(struct list *list, const char *pair, size_t bytes)
{
    const char *equals = memchr(pair, '=', bytes);
    size_t name_bytes, value_bytes, raw = equals ? (size_t)(equals - pair) : bytes;
    const char *name = decode(list->arena, pair, raw, &name_bytes);
    const char *value =
        equals ? decode(list->arena, equals + 1, bytes - raw - 1, &value_bytes) : (value_bytes = 0, "");
    if (utf8_is_text(name, name_bytes) && utf8_is_text(value, value_bytes))
        return append(list, name, value, value_bytes);
    list->why = "caracteres que no son UTF-8";
    return false;
}

const struct form *form_read(const char *text, size_t bytes, struct arena *arena, const char **why_r)
{
    struct list list = {.arena = arena};
    for (const char *end = text + bytes; text < end;) {
        const char *next = memchr(text, '&', (size_t)(end - text));
        size_t here = (size_t)((next ? next : end) - text);
        if (here > 0 && !read_pair(&list, text, here))
            break;
        text += here + 1;
    }
    return finish(&list, why_r);
}

/* ---------------------------------------------------------------------------------------------- from JSON */

static bool append_scalar(struct list *list, const char *name, const struct json *value)
{
    if (value->type == JSON_TEXT || value->type == JSON_NUMBER)
        return append(list, name, value->text, value->text_bytes);
    if (value->type == JSON_BOOL)
        return append(list, name, value->truth ? "true" : "false", value->truth ? 4 : 5);
    return true;
}

const struct form *form_of_json(const struct json *object, struct arena *arena, const char **why_r)
{
    struct list list = {.arena = arena, .why = object->type == JSON_OBJECT ? NULL : "no es un objeto"};
    bool room = !list.why;
    for (const struct json *member = room ? object->first : NULL; member && room; member = member->next) {
        size_t bytes = strlen(member->key);
        bool bracketed = bytes > 2 && strcmp(member->key + bytes - 2, "[]") == 0;
        const char *name = bracketed ? member->key : arena_format(arena, "%s[]", member->key);
        if (member->type != JSON_ARRAY)
            room = append_scalar(&list, member->key, member);
        for (const struct json *one = member->type == JSON_ARRAY ? member->first : NULL; one && room;
             one = one->next)
            room = append_scalar(&list, name, one);
    }
    return finish(&list, why_r);
}

/* ----------------------------------------------------------------------------------------------- reading */

const struct form_field *form_next(const struct form *form, const char *name, const struct form_field *after)
{
    const struct form_field *field = after ? after->next : form->first;
    while (field && strcmp(field->name, name) != 0)
        field = field->next;
    return field;
}

const char *form_text(const struct form *form, const char *name)
{
    const struct form_field *field = form_next(form, name, NULL);
    return field ? field->value : "";
}

/* ----------------------------------------------------------------------------------------------- writing */

static void add_escaped(struct buf *out, const char *text)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
    for (; *text; text++) {
        if (*text == ' ')
            buf_add(out, "+");
        else if (strchr(plain, *text))
            buf_add_n(out, text, 1);
        else
            buf_add_format(out, "%%%02X", (unsigned char)*text);
    }
}

void form_add(struct buf *out, const char *name, const char *value)
{
    if (out->bytes > 0)
        buf_add(out, "&");
    add_escaped(out, name);
    buf_add(out, "=");
    add_escaped(out, value);
}
