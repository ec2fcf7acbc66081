/* plantilla_tipos: the names that a mapping may use, what each type of event takes of the fields, and the judging of a mapping
 * before it is kept. */
#ifndef CC_PBX_PLANTILLA_TIPOS_H
#define CC_PBX_PLANTILLA_TIPOS_H

struct arena;
struct json;

/* The members of an event beside those that all have, in the order in which they are written. */
enum plantilla_member {
    PLANTILLA_TRAMO = 1 << 0,
    PLANTILLA_ROL = 1 << 1,
    PLANTILLA_EXTENSION = 1 << 2,
    PLANTILLA_CAUSA = 1 << 3,
    PLANTILLA_COLGO = 1 << 4,
    PLANTILLA_COLA = 1 << 5,
    PLANTILLA_OPCION = 1 << 6,
    PLANTILLA_SONIDO = 1 << 7, /* url, archivo, duracion_s */
    PLANTILLA_PETICION = 1 << 8,
    PLANTILLA_ALIAS = 1 << 9,
    PLANTILLA_DURACION = 1 << 10,
};

/* What an event of that type takes; -1 for a type that there is not. */
int plantilla_tipos_members(const char *tipo);

/* Why a mapping cannot be, NULL when it can: struct adapter's `check`. */
const char *plantilla_tipos_check(const struct json *ajustes, struct arena *arena, const char **pointer_r);

#endif
