#include "pbx/plantilla_tipos.h"

#include <stdbool.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/json.h"
#include "pbx/plantilla_ruta.h"

enum { WORDS_MAX = 64, EVENTS_OF_A_WORD = 6, EVENT_PATHS = 3, HEADER_BYTES = 40, CAUSE_MAX = 999 };

enum { LEG = PLANTILLA_TRAMO | PLANTILLA_ROL | PLANTILLA_EXTENSION };

static const struct {
    const char *tipo;
    int members;
} tipos[] = {
    {"llamada.ofrecida", PLANTILLA_PETICION},
    {"llamada.alias", PLANTILLA_ALIAS},
    {"ivr.opcion", PLANTILLA_OPCION},
    {"cola.entra", PLANTILLA_COLA},
    {"cola.sale", PLANTILLA_COLA},
    {"tramo.suena", LEG},
    {"tramo.contesta", LEG},
    {"tramo.cuelga", LEG | PLANTILLA_CAUSA},
    {"tramo.retiene", LEG},
    {"tramo.reanuda", LEG},
    {"llamada.aparca", LEG},
    {"llamada.recupera", LEG},
    {"transferencia.ciega", LEG},
    {"transferencia.consulta", LEG},
    {"transferencia.completa", LEG},
    {"transferencia.falla", LEG},
    {"buzon.empieza", PLANTILLA_TRAMO},
    {"buzon.mensaje", PLANTILLA_TRAMO | PLANTILLA_SONIDO},
    {"grabacion.inicia", 0},
    {"grabacion.pausa", 0},
    {"grabacion.reanuda", 0},
    {"grabacion.lista", PLANTILLA_SONIDO},
    {"llamada.fin", PLANTILLA_CAUSA | PLANTILLA_COLGO},
    {"llamada.resumen", PLANTILLA_EXTENSION | PLANTILLA_CAUSA | PLANTILLA_DURACION},
};

int plantilla_tipos_members(const char *tipo)
{
    for (size_t i = 0; i < sizeof tipos / sizeof *tipos; i++)
        if (strcmp(tipos[i].tipo, tipo) == 0)
            return tipos[i].members;
    return -1;
}

/* ----------------------------------------------------------------------------------------------- judging */

static bool is_one_of(const char *words, const struct json *value)
{
    if (!value || value->type != JSON_TEXT || value->text_bytes == 0)
        return false;
    while (*words) {
        size_t word = strcspn(words, "|");
        if (word == value->text_bytes && strncmp(words, value->text, word) == 0)
            return true;
        words += word + (words[word] == '|');
    }
    return false;
}

static bool is_path(const struct json *value)
{
    return value && value->type == JSON_TEXT && plantilla_ruta_is_good(value->text);
}

/* A JSON pointer: "~" and "/" of a name are escaped (RFC 6901). */
static const char *below(struct arena *arena, const char *pointer, const char *name)
{
    struct buf out = buf_in(arena);
    buf_add(&out, pointer);
    buf_add(&out, "/");
    for (; *name; name++)
        if (*name == '~' || *name == '/')
            buf_add(&out, *name == '~' ? "~0" : "~1");
        else
            buf_add_n(&out, name, 1);
    return buf_text(&out);
}

static const char no_path[] =
    "no es una ruta: nombres separados por puntos, [n], | entre alternativas, = un texto fijo";

/* `evento` may be several paths, whose values are joined by a space. */
static const char *fault_of_event_paths(const struct json *value)
{
    if (value->type != JSON_ARRAY)
        return is_path(value) ? NULL : no_path;
    for (const struct json *one = value->first; one; one = one->next)
        if (!is_path(one))
            return no_path;
    return value->count == 0 || value->count > EVENT_PATHS ? "son de una a tres rutas" : NULL;
}

static const char *fault_of_field(const struct json *field)
{
    static const char names[] =
        "evento|llamada|alias|tramo|momento|secuencia|direccion|origen|destino|linea|nombre|extension|"
        "causa|cola|posicion|opcion|url|archivo|duracion_s|peticion";
    const struct json name = {.type = JSON_TEXT, .text = field->key, .text_bytes = strlen(field->key)};
    if (!is_one_of(names, &name))
        return "no es un campo de una llamada";
    if (strcmp(field->key, "evento") == 0)
        return fault_of_event_paths(field);
    return is_path(field) ? NULL : no_path;
}

static const char *fault_of_tipo(const struct json *value)
{
    bool known = value && value->type == JSON_TEXT && plantilla_tipos_members(value->text) >= 0;
    return known ? NULL : "no es un tipo de suceso: véalos en la página de este adaptador";
}

static const char *fault_of_event(const struct json *event)
{
    if (event->type != JSON_OBJECT)
        return fault_of_tipo(event);
    for (const struct json *member = event->first; member; member = member->next) {
        bool good = strcmp(member->key, "tipo") == 0    ? true
                    : strcmp(member->key, "rol") == 0   ? is_one_of("agente|externo|buzon|ivr", member)
                    : strcmp(member->key, "colgo") == 0 ? is_one_of("paciente|agente|centralita", member)
                    : strcmp(member->key, "mas_s") == 0 ? is_path(member)
                                                        : false;
        if (!good)
            return "un suceso es {\"tipo\", \"rol\", \"colgo\", \"mas_s\" (ruta)}";
    }
    return fault_of_tipo(json_member(event, "tipo"));
}

static const char *fault_of_word(const struct json *word)
{
    if (word->type != JSON_ARRAY)
        return fault_of_event(word);
    for (const struct json *event = word->first; event; event = event->next)
        if (fault_of_event(event))
            return fault_of_event(event);
    return word->count > EVENTS_OF_A_WORD ? "son seis sucesos como mucho" : NULL;
}

static const char *fault_of_direction(const struct json *word)
{
    return is_one_of("entrante|saliente|interna", word) ? NULL : "no es entrante, saliente o interna";
}

static const char *fault_of_cause(const struct json *word)
{
    int64_t cause;
    return word->type == JSON_NUMBER && json_integer(word, &cause) && cause >= 0 && cause <= CAUSE_MAX
               ? NULL
               : "no es una causa Q.850 (un número)";
}

static const char *fault_of_auth(const struct json *auth, struct arena *arena, const char **pointer_r)
{
    static const struct {
        const char *name, *words;
    } members[] = {
        {"tipo", "secreto|cabecera|hmac"},
        {"cabecera",
         "authorization|signature|x-signature|x-hub-signature-256|x-webhook-signature|x-webhook-token|x-api-key|"
         "x-auth-token"},
        {"algoritmo", "sha1|sha256|sha512"},
        {"codificacion", "hex|base64"},
        {"prefijo", NULL},
    };
    const char *kind = json_member_text(auth, "tipo");
    for (const struct json *member = auth ? auth->first : NULL; member; member = member->next) {
        size_t i = 0;
        while (i < sizeof members / sizeof *members && strcmp(members[i].name, member->key) != 0)
            i++;
        bool known = i < sizeof members / sizeof *members;
        bool good =
            known && (members[i].words ? is_one_of(members[i].words, member)
                                       : member->type == JSON_TEXT && member->text_bytes <= HEADER_BYTES);
        *pointer_r = below(arena, "/autenticacion", member->key);
        if (!good)
            return known ? "no es una de las palabras que puede ser" : "no es un dato de la autenticación";
    }
    *pointer_r = "/autenticacion/cabecera";
    if (kind && strcmp(kind, "secreto") != 0 && !json_member(auth, "cabecera"))
        return "falta";
    return NULL;
}

/* Each member of one object of the mapping by the same judge. */
static const char *judge_each(const struct json *ajustes, const char *name, long max,
                              const char *(*judge)(const struct json *member), struct arena *arena,
                              const char **pointer_r)
{
    const struct json *object = json_member(ajustes, name);
    *pointer_r = below(arena, "", name);
    if (object && (long)object->count > max)
        return "tiene demasiados miembros";
    for (const struct json *member = object ? object->first : NULL; member; member = member->next) {
        const char *fault = judge(member);
        if (fault) {
            *pointer_r = below(arena, *pointer_r, member->key);
            return fault;
        }
    }
    return NULL;
}

const char *plantilla_tipos_check(const struct json *ajustes, struct arena *arena, const char **pointer_r)
{
    static const struct {
        const char *name;
        long max;
        const char *(*judge)(const struct json *member);
    } parts[] = {
        {"campos", WORDS_MAX, fault_of_field},          {"campos_saliente", WORDS_MAX, fault_of_field},
        {"eventos", WORDS_MAX, fault_of_word},          {"eventos_saliente", WORDS_MAX, fault_of_word},
        {"direcciones", WORDS_MAX, fault_of_direction}, {"causas", WORDS_MAX, fault_of_cause},
    };
    static const char *const needed[] = {"evento", "llamada"};
    const char *list = json_member_text(ajustes, "lista"), *fault = NULL;
    for (size_t i = 0; i < sizeof parts / sizeof *parts && !fault; i++)
        fault = judge_each(ajustes, parts[i].name, parts[i].max, parts[i].judge, arena, pointer_r);
    for (size_t i = 0; i < sizeof needed / sizeof *needed && !fault; i++)
        if (!json_member(json_member(ajustes, "campos"), needed[i])) {
            *pointer_r = below(arena, "/campos", needed[i]);
            fault = "falta";
        }
    if (!fault && list && !plantilla_ruta_is_good(list)) {
        *pointer_r = "/lista";
        fault = no_path;
    }
    return fault ? fault : fault_of_auth(json_member(ajustes, "autenticacion"), arena, pointer_r);
}
