/* Usage: rutas      Prints the table of routes (app/api/routes.c) as JSON, for whoever holds it against the written
 * contract: an array of {metodo, ruta, cola, rol, ambito, funcion, si_coincide, bytes, flujo, parametros: [{nombre, en, tipo,
 * obligatorio, nulo, min, max, palabras}]}. */
#include <stdio.h>
#include <stdlib.h>

#include "api/routes.h"
#include "lib/arena.h"
#include "lib/buf.h"

static const char *const places[] = {[PARAM_QUERY] = "query", [PARAM_PATH] = "path", [PARAM_BODY] = "body"};

static const char *const types[] = {
    [PARAM_ID] = "id",          [PARAM_INT] = "int",    [PARAM_TEXT] = "texto",     [PARAM_WORD] = "palabra",
    [PARAM_BOOL] = "booleano",  [PARAM_DATE] = "fecha", [PARAM_MOMENT] = "momento", [PARAM_WHEN] = "cuando",
    [PARAM_PHONE] = "telefono", [PARAM_IDS] = "ids",    [PARAM_OBJECT] = "objeto",  [PARAM_LIST] = "lista",
};

static void write_param(struct buf *out, const struct param *param)
{
    buf_json_begin(out, '{');
    buf_json_member_text(out, "nombre", param->name);
    buf_json_member_text(out, "en", places[param->in]);
    buf_json_member_text(out, "tipo", types[param->type]);
    buf_json_key(out, "obligatorio"), buf_json_bool(out, param->required);
    buf_json_key(out, "nulo"), buf_json_bool(out, param->nullable);
    buf_json_key(out, "min"), buf_json_int(out, param->min);
    buf_json_key(out, "max"), buf_json_int(out, param->max);
    buf_json_member_text(out, "palabras", param->words);
    buf_json_end(out, '}');
}

static void write_route(struct buf *out, const struct route *route)
{
    buf_json_begin(out, '{');
    buf_json_member_text(out, "metodo", route->method);
    buf_json_member_text(out, "ruta", route->path);
    buf_json_member_text(out, "cola", pool_traits(route->pool)->name);
    buf_json_member_text(out, "rol", route->role);
    buf_json_member_text(out, "ambito", route->scope);
    buf_json_member_text(out, "funcion", route->function);
    buf_json_key(out, "si_coincide"), buf_json_bool(out, route->if_match);
    buf_json_key(out, "bytes"), buf_json_bool(out, route->raw_body);
    buf_json_key(out, "flujo"), buf_json_bool(out, route->streamed_body);
    buf_json_key(out, "parametros"), buf_json_begin(out, '[');
    for (int i = 0; i < ROUTE_PARAMS && route->params[i].type != PARAM_NONE; i++)
        write_param(out, &route->params[i]);
    buf_json_end(out, ']');
    buf_json_end(out, '}');
}

int main(void)
{
    struct arena *arena = arena_new(1 << 16);
    struct buf out = buf_in(arena);
    buf_json_begin(&out, '[');
    for (int i = 0; i < routes_count; i++)
        write_route(&out, &routes_table[i]);
    buf_json_end(&out, ']');
    puts(buf_text(&out));
    arena_free(&arena);
    return EXIT_SUCCESS;
}
