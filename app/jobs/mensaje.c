#include "jobs/mensaje.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jobs/ajustes.h"
#include "jobs/cola.h"
#include "jobs/http.h"
#include "jobs/parte.h"
#include "lib/arena.h"
#include "lib/log.h"
#include "lib/sonido.h"
#include "pbx/adapter.h"
#include "pbx/adapter_config.h"
#include "pbx/order.h"

/* All of it within what the database takes for a claimer's silence (cc.trabajo_abandonados: two minutes). */
enum { ARENA_BYTES = 16 * 1024, TRAER_MS = 90000 };

/* ------------------------------------------------------------------------------------------------- telling */

static void fallo_oido(void *user, const struct db_answer *respuesta)
{
    struct trabajo *trabajo = user;
    const char *queda =
        respuesta->outcome == DB_OK && respuesta->rows == 1 ? db_answer_value(respuesta, 0, 0) : NULL;
    if (respuesta->outcome == DB_REFUSED)
        cola_fallo(trabajo, respuesta->error->sqlstate, -1);
    else
        cola_terminado(trabajo,
                       !queda                         ? CUENTA_HECHO
                       : strcmp(queda, "muerto") == 0 ? CUENTA_MUERTO
                                                      : CUENTA_FALLO,
                       queda ? "no_traido" : "");
}

static void fallar(struct trabajo *trabajo, const char *motivo, bool en_vano, long espera_s)
{
    static const struct db_statement sentencia =
        {"grabacion_fallo", "SELECT api.grabacion_fallo($1::bigint, $2::text, $3::boolean, $4::int)"};
    char espera[24];
    snprintf(espera, sizeof espera, "%ld", espera_s);
    const char *const valores[] = {trabajo->id_texto, motivo, en_vano ? "t" : "f", espera};
    parte_dar(&sentencia, valores, 4, fallo_oido, trabajo);
}

/* When it is not known whether it was kept, it is fetched once more: it is kept once. */
static void guardado(void *user, const struct db_answer *respuesta)
{
    struct trabajo *trabajo = user;
    if (respuesta->outcome == DB_REFUSED)
        cola_fallo(trabajo, respuesta->error->sqlstate, -1);
    else if (respuesta->outcome == DB_AWAY)
        cola_fallo(trabajo, "sin_base", 0);
    else
        cola_terminado(trabajo, CUENTA_HECHO, "");
}

static void guardar(struct trabajo *trabajo, const struct http_respuesta *r)
{
    static const struct db_statement sentencia =
        {"grabacion_traida", "SELECT api.grabacion_traida($1::bigint, $2::text, $3::bytea)"};
    const struct db_param params[] = {DB_TEXT(trabajo->id_texto),
                                      DB_TEXT(sonido_tipo(r->cuerpo, r->cuerpo_bytes)),
                                      DB_BYTES(r->cuerpo, r->cuerpo_bytes)};
    if (!cola_preguntar(&sentencia, params, 3, guardado, trabajo))
        cola_fallo(trabajo, "sin_base", 0);
}

/* ------------------------------------------------------------------------------------------------- judging */

/* What is wrong with an answer, NULL when it is a message; whether it will be the same the next time. */
static const char *defecto_de(const struct http_respuesta *r, char codigo[24], bool *en_vano_r)
{
    bool bien = r->estado >= 200 && r->estado < 300;
    snprintf(codigo, 24, "http_%ld", r->estado);
    *en_vano_r = true;
    if (r->fin != HTTP_RESPONDE)
        return *en_vano_r = http_es_nuestra(r), r->motivo;
    if (r->cortada)
        return bien ? "demasiado_grande" : codigo;
    if (bien)
        return sonido_puede_ser(r->tipo) && sonido_tipo(r->cuerpo, r->cuerpo_bytes) ? NULL : "no_es_audio";
    *en_vano_r = (r->estado >= 300 && r->estado < 400) || r->estado == 410;
    return r->estado == 401 || r->estado == 403 ? "credencial_rechazada" : codigo;
}

static void contestada(void *user, const struct http_respuesta *r)
{
    struct trabajo *trabajo = user;
    char codigo[24];
    bool en_vano;
    const char *defecto = defecto_de(r, codigo, &en_vano);
    if (defecto)
        fallar(trabajo, defecto, en_vano, r->espera_s);
    else
        guardar(trabajo, r);
}

/* -------------------------------------------------------------------------------------------------- asking */

static void pedir(struct trabajo *trabajo, const struct order_http *http, bool red_privada,
                  struct arena *arena)
{
    struct http_pedido pedido = {.metodo = http->method,
                                 .url = http->url,
                                 .usuario = http->user,
                                 .clave = http->password,
                                 .red_privada = red_privada,
                                 .respuesta_max = (size_t)ajustes.audio_bytes,
                                 .plazo_ms = TRAER_MS};
    for (int i = 0; i < ORDER_HEADERS_MAX && http->headers[i].name; i++)
        pedido.cabeceras[i] = arena_format(arena, "%s: %s", http->headers[i].name, http->headers[i].value);
    http_pedir(&pedido, contestada, trabajo);
}

enum { ADAPTADOR, PUBLICO, AJUSTES, CREDENCIAL, SECRETOS, URL };

static void traer(struct trabajo *trabajo, const struct db_answer *fila)
{
    struct arena *arena = arena_new(ARENA_BYTES);
    const struct adapter_row row = {.secretos = db_answer_value(fila, 0, SECRETOS),
                                    .credencial = db_answer_value(fila, 0, CREDENCIAL),
                                    .ajustes = db_answer_value(fila, 0, AJUSTES),
                                    .publico = db_answer_value(fila, 0, PUBLICO)};
    const struct adapter *adapter = adapter_find(db_answer_value(fila, 0, ADAPTADOR));
    const char *motivo = "no_soportado";
    struct adapter_config config;
    struct order_http http;
    if (!adapter_config_open(&row, ajustes.clave, ajustes.url, arena, &config)) {
        log_error(LOG_EVENT("secreto_ilegible"), LOG_TEXT("destino", trabajo->destino));
        fallar(trabajo, "secreto_ilegible", true, 0);
    } else if (adapter && adapter->audio &&
               adapter->audio(db_answer_value(fila, 0, URL), &config, arena, &http, &motivo)) {
        pedir(trabajo, &http, adapter_config_bool(&config, "red_privada", false), arena);
    } else {
        fallar(trabajo, motivo, true, 0);
    }
    arena_free(&arena);
}

void mensaje_traer(struct trabajo *trabajo)
{
    static const struct db_statement sentencia =
        {"grabacion_preparar",
         "SELECT adaptador, publico, ajustes, encode(credencial, 'hex'),"
         " array_to_string(ARRAY(SELECT encode(s, 'hex') FROM unnest(secretos) s), ' '), url"
         " FROM api.grabacion_preparar($1::bigint)"};
    cola_preparar(trabajo, &sentencia, traer);
}
