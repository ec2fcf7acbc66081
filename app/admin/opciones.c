#include "admin/opciones.h"
#include "lib/arena.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct orden *opciones_orden(const char *sujeto, const char *verbo)
{
    for (size_t i = 0; i < ordenes_cuantas; i++)
        if (!strcmp(ordenes[i].sujeto, sujeto) && !strcmp(ordenes[i].verbo, verbo))
            return &ordenes[i];
    return NULL;
}

void opciones_ayuda(const struct orden *orden)
{
    if (!orden) {
        puts("cc-admin [--json] SUJETO VERBO [--opción valor …]   (-n comprueba los ajustes, -nn los "
             "muestra)\n");
        for (size_t i = 0; i < ordenes_cuantas; i++)
            printf("  %-12s %-8s  %s\n", ordenes[i].sujeto, ordenes[i].verbo, ordenes[i].ayuda);
        return;
    }
    printf("cc-admin %s %s: %s\n", orden->sujeto, orden->verbo, orden->ayuda);
    for (const struct opcion *o = orden->opciones; o->nombre; o++)
        printf("  --%-16s %s%s\n", o->nombre, o->ayuda, o->obligatoria ? "" : " (opcional)");
}

static const struct opcion *find(const struct orden *orden, const char *word)
{
    if (strncmp(word, "--", 2) != 0)
        return NULL;
    for (const struct opcion *o = orden->opciones; o->nombre; o++)
        if (!strcmp(o->nombre, word + 2))
            return o;
    return NULL;
}

static bool add_integer(struct buf *out, const struct opcion *o, const char *text)
{
    char *end;
    errno = 0;
    long long number = strtoll(text, &end, 10);
    if (errno || end == text || *end) {
        fprintf(stderr, "cc-admin: --%s es un número entero\n", o->nombre);
        return false;
    }
    buf_json_int(out, number);
    return true;
}

static bool add_yes_no(struct buf *out, const struct opcion *o, const char *text)
{
    bool yes = !strcmp(text, "si") || !strcmp(text, "sí");
    if (!yes && strcmp(text, "no") != 0) {
        fprintf(stderr, "cc-admin: --%s es si o no\n", o->nombre);
        return false;
    }
    buf_json_bool(out, yes);
    return true;
}

static void add_comma_list(struct buf *out, const char *text)
{
    buf_json_begin(out, '[');
    for (size_t bytes; *text; text += bytes + (text[bytes] == ',')) {
        bytes = strcspn(text, ",");
        buf_json_text_n(out, text, bytes);
    }
    buf_json_end(out, ']');
}

static void add_repeated(struct buf *out, const char *const *values)
{
    buf_json_begin(out, '[');
    for (; *values; values++)
        buf_json_text(out, *values);
    buf_json_end(out, ']');
}

static bool add(struct ejecucion *e, const struct opcion *o, const char *value)
{
    struct buf *out = &e->argumentos;
    const char *member = o->miembro ? o->miembro : o->nombre;
    if (!*member) /* for this side only */
        return true;
    buf_json_key(out, member);
    switch (o->tipo) {
    case OPCION_ENTERO:
        return add_integer(out, o, value);
    case OPCION_MARCA:
        buf_json_bool(out, true);
        return true;
    case OPCION_REPETIBLE:
        add_repeated(out, e->repetidos);
        return true;
    case OPCION_SI_NO:
        return add_yes_no(out, o, value);
    case OPCION_COMAS:
        add_comma_list(out, value);
        return true;
    case OPCION_TEXTO:
        buf_json_text(out, value);
        return true;
    }
    return false;
}

/* Notes the value of each option that was typed. */
static bool take(struct ejecucion *e, int argc, char **argv)
{
    const char **repeated = e->repetidos = arena_zero(e->arena, ((size_t)argc + 1) * sizeof *repeated);
    for (int i = 0; i < argc; i++) {
        const struct opcion *o = find(e->orden, argv[i]);
        if (!o) {
            fprintf(stderr, "cc-admin: no conozco «%s»; --help muestra las opciones\n", argv[i]);
            return false;
        }
        if (o->tipo != OPCION_MARCA && i + 1 == argc) {
            fprintf(stderr, "cc-admin: a --%s le falta su valor\n", o->nombre);
            return false;
        }
        const char *value = o->tipo == OPCION_MARCA ? "" : argv[++i];
        e->valores[o - e->orden->opciones] = value;
        if (o->tipo == OPCION_REPETIBLE)
            *repeated++ = value;
    }
    return true;
}

bool opciones_leer(struct ejecucion *e, int argc, char **argv)
{
    e->valores = arena_zero(e->arena, OPCIONES_MAX * sizeof *e->valores);
    buf_json_begin(&e->argumentos, '{');
    if (!take(e, argc, argv))
        return false;
    for (const struct opcion *o = e->orden->opciones; o->nombre; o++) {
        const char *value = e->valores[o - e->orden->opciones];
        if (!value && o->obligatoria) {
            fprintf(stderr, "cc-admin: falta --%s (%s)\n", o->nombre, o->ayuda);
            return false;
        }
        if (value && !add(e, o, value))
            return false;
        e->clave_stdin |= value && !strcmp(o->nombre, "clave-stdin");
    }
    return true;
}
