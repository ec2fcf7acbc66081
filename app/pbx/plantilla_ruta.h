/*
 * plantilla_ruta: where a value is in a delivery.
 *
 *   ruta        = alternativa *( "|" alternativa )           the first that has a value, at most 4
 *   alternativa = "=" texto                                  that text itself
 *               | [ "^" ] nombre *( "." nombre | "[" x "]" ) at most 8 steps; x the number of an element from 0, or a
 *                                                            name; "^" begins at the whole body, not at the element
 *                                                            of a list
 *
 * In a form an alternative is a field's name, as it stands. A value is a text, a number or a boolean that is not empty and no
 * placeholder that the PBX forgot to fill in ("{{callId}}"). No expression: reading one costs its length.
 */
#ifndef CC_PBX_PLANTILLA_RUTA_H
#define CC_PBX_PLANTILLA_RUTA_H

#include <stdbool.h>

struct arena;
struct form;
struct json;

enum { PLANTILLA_RUTA_BYTES = 128 };

/* Where is looked: an element and the body that it is in; `form` when the body is one, which has no elements. */
struct plantilla_fuente {
    const struct json *element, *body;
    const struct form *form;
};

/* The value, "" when there is none. */
const char *plantilla_ruta_text(const char *path, const struct plantilla_fuente *source, struct arena *arena);

/* The value in JSON that the first alternative leads to, of whatever type; NULL when there is none. */
const struct json *plantilla_ruta_json(const char *path, const struct json *body, struct arena *arena);

/* Whether it can be read at all. */
bool plantilla_ruta_is_good(const char *path);

#endif
