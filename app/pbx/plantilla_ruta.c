#include "pbx/plantilla_ruta.h"

#include <stdlib.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/json.h"
#include "pbx/form.h"

enum { ALTERNATIVES = 4, STEPS = 8, INDEX_DIGITS = 3 };

/* One step: a member's name or an element's number. */
struct step {
    const char *name;
    size_t bytes;
    long index; /* -1: a name */
};

/* Takes the next step off `*at`; false when it is none. */
static bool take_step(const char **at, const char *end, bool first, struct step *step)
{
    const char *from = *at;
    *step = (struct step){.index = -1};
    if (*from == '[') {
        const char *close = memchr(from, ']', (size_t)(end - from));
        size_t digits = strspn(from + 1, "0123456789");
        if (!close || memchr(from + 1, '[', (size_t)(close - from - 1)))
            return false;
        step->name = from + 1;
        step->bytes = (size_t)(close - from - 1);
        if (digits > 0 && digits <= INDEX_DIGITS && digits == step->bytes)
            step->index = strtol(from + 1, NULL, 10);
        *at = close + 1;
        return true;
    }
    if (!first && *from++ != '.')
        return false;
    step->name = from;
    while (from < end && !strchr(".[]", *from))
        from++;
    step->bytes = (size_t)(from - step->name);
    *at = from;
    return step->bytes > 0;
}

static const struct json *go(const struct json *from, const struct step *step, struct arena *arena)
{
    if (!from)
        return NULL;
    if (step->index < 0)
        return json_member(from, arena_text_n(arena, step->name, step->bytes));
    const struct json *one = from->type == JSON_ARRAY ? from->first : NULL;
    for (long i = 0; one && i < step->index; i++)
        one = one->next;
    return one;
}

static const struct json *follow(const char *at, size_t bytes, const struct json *element,
                                 const struct json *body, struct arena *arena)
{
    const char *end = at + bytes;
    const struct json *value = *at == '^' ? body : element;
    struct step step;
    at += *at == '^';
    for (bool first = true; at < end && value; first = false) {
        if (!take_step(&at, end, first, &step))
            return NULL;
        value = go(value, &step, arena);
    }
    return value;
}

static const char *scalar_of(const struct json *value)
{
    if (!value || value->type == JSON_NULL || value->type == JSON_OBJECT || value->type == JSON_ARRAY)
        return "";
    return value->type != JSON_BOOL ? value->text : value->truth ? "true" : "false";
}

static const char *try_one(const char *at, size_t bytes, const struct plantilla_fuente *source,
                           struct arena *arena)
{
    if (*at == '=')
        return arena_text_n(arena, at + 1, bytes - 1);
    const char *text = source->form ? form_text(source->form, arena_text_n(arena, at, bytes))
                                    : scalar_of(follow(at, bytes, source->element, source->body, arena));
    return strncmp(text, "{{", 2) == 0 ? "" : text;
}

const char *plantilla_ruta_text(const char *path, const struct plantilla_fuente *source, struct arena *arena)
{
    const char *text = "";
    while (*path && !*text) {
        size_t bytes = strcspn(path, "|");
        text = bytes ? try_one(path, bytes, source, arena) : "";
        path += bytes + (path[bytes] == '|');
    }
    return text;
}

const struct json *plantilla_ruta_json(const char *path, const struct json *body, struct arena *arena)
{
    return follow(path, strcspn(path, "|"), body, body, arena);
}

static bool is_good_alternative(const char *at, size_t bytes)
{
    const char *end = at + bytes;
    struct step step;
    int steps = 0;
    if (bytes > 0 && *at == '=')
        return true;
    at += bytes > 0 && *at == '^';
    while (at < end)
        if (!take_step(&at, end, steps == 0, &step) || ++steps > STEPS)
            return false;
    return steps > 0;
}

bool plantilla_ruta_is_good(const char *path)
{
    int alternatives = 0;
    if (strlen(path) > PLANTILLA_RUTA_BYTES)
        return false;
    while (*path || alternatives == 0) {
        size_t bytes = strcspn(path, "|");
        if (++alternatives > ALTERNATIVES || !is_good_alternative(path, bytes))
            return false;
        path += bytes;
        if (*path == '|' && !*++path)
            return false; /* it ends in "|" */
    }
    return true;
}
