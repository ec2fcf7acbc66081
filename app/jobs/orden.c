#include "jobs/orden.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jobs/ajustes.h"
#include "jobs/cola.h"
#include "jobs/http.h"
#include "jobs/parte.h"
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/json.h"
#include "lib/log.h"
#include "lib/reloj.h"
#include "pbx/adapter.h"
#include "pbx/adapter_config.h"
#include "pbx/order.h"

/* The mark is ours for ten seconds after we were last seen alive (cc.trabajo_abandonados). Whoever learns of it later than
 * half of that was stopped meanwhile, and must not send what somebody else may be asking about already. */
enum { ARENA_BYTES = 32 * 1024, FRESCA_MS = 5000 };

struct orden {
    struct trabajo *trabajo;
    struct arena *arena;
    const struct adapter *adapter;
    struct adapter_config config;
    struct order order;
    bool preguntando; /* it was sent, or may have been: we ask what became of it */
    const char *resultado, *motivo;
    bool entera; /* all that was sealed could be opened */
};

/* ------------------------------------------------------------------------------------------------- telling */

static void oido(void *user, const struct db_answer *respuesta)
{
    struct orden *orden = user;
    if (respuesta->outcome == DB_REFUSED)
        cola_fallo(orden->trabajo, respuesta->error->sqlstate, -1);
    else
        cola_terminado(orden->trabajo,
                       strcmp(orden->resultado, "reintentar") == 0 ? CUENTA_FALLO : CUENTA_HECHO,
                       orden->motivo);
    arena_free(&orden->arena);
    free(orden);
}

static void terminar(struct orden *orden, const char *resultado, const char *motivo, const char *call_id)
{
    static const struct db_statement sentencia =
        {"orden_resultado", "SELECT api.orden_resultado($1::bigint, $2::text, $3::text, $4::jsonb)"};
    struct buf ids = buf_in(orden->arena);
    if (call_id && *call_id) {
        buf_json_begin(&ids, '{');
        buf_json_member_text(&ids, "llamada", call_id);
        buf_json_end(&ids, '}');
    }
    orden->resultado = resultado;
    orden->motivo = arena_text(orden->arena, motivo);
    const char *const valores[] = {orden->trabajo->id_texto, resultado, *motivo ? motivo : NULL,
                                   ids.bytes ? buf_text(&ids) : NULL};
    parte_dar(&sentencia, valores, 4, oido, orden);
}

static void anotado(void *user, const struct db_answer *respuesta)
{
    (void)user;
    (void)respuesta;
}

/* What the circuit breaker goes by: whether the PBX could be talked to, not whether it liked the order. */
static void anotar(const struct orden *orden, const struct http_respuesta *r)
{
    static const struct db_statement sentencia = {"salida_anotar",
                                                  "SELECT api.salida_anotar($1::text, $2::text, $3::int)"};
    char estado[24], espera[24];
    snprintf(estado, sizeof estado, "http_%ld", r->estado);
    snprintf(espera, sizeof espera, "%ld", r->espera_s);
    bool mal = r->fin != HTTP_RESPONDE || r->estado >= 500 || r->estado == 429;
    const char *const valores[] = {orden->trabajo->destino,
                                   !mal         ? NULL
                                   : *r->motivo ? r->motivo
                                                : estado,
                                   espera};
    parte_dar(&sentencia, valores, 3, anotado, NULL);
}

/* ------------------------------------------------------------------------------------------------- asking */

static void averiguar(struct orden *orden, const char *motivo);
static void contestada(void *user, const struct http_respuesta *r);

static void pedir(struct orden *orden, const struct order_http *http)
{
    struct http_pedido pedido = {.metodo = http->method,
                                 .url = http->url,
                                 .cuerpo = http->body,
                                 .cuerpo_bytes = http->body_bytes,
                                 .usuario = http->user,
                                 .clave = http->password,
                                 .red_privada = adapter_config_bool(&orden->config, "red_privada", false)};
    int n = 0;
    if (http->body && http->body_type)
        pedido.cabeceras[n++] = arena_format(orden->arena, "Content-Type: %s", http->body_type);
    for (int i = 0; i < ORDER_HEADERS_MAX && http->headers[i].name; i++)
        pedido.cabeceras[n++] =
            arena_format(orden->arena, "%s: %s", http->headers[i].name, http->headers[i].value);
    http_pedir(&pedido, contestada, orden);
}

/* What it means that an answer came, for an order or for the question about one. */
static void juzgar(struct orden *orden, const struct http_respuesta *r)
{
    struct order_answer dicho = {ORDER_UNKNOWN, "respuesta_ilegible", ""};
    void (*leer)(const struct order *, long, const char *, size_t, struct arena *, struct order_answer *) =
        orden->preguntando ? orden->adapter->inquired : orden->adapter->answer;
    if (!r->cortada && leer)
        leer(&orden->order, r->estado, r->cuerpo, r->cuerpo_bytes, orden->arena, &dicho);
    if (dicho.outcome == ORDER_UNKNOWN)
        averiguar(orden, dicho.motivo);
    else if (dicho.outcome == ORDER_RETRY && orden->preguntando)
        terminar(orden, "incierta", "sin_respuesta", NULL);
    else
        terminar(orden, order_outcome_name(dicho.outcome), dicho.motivo, dicho.call_id);
}

static void contestada(void *user, const struct http_respuesta *r)
{
    struct orden *orden = user;
    bool nuestra = http_es_nuestra(r);
    if (nuestra)
        log_error(LOG_EVENT("destino_imposible"), LOG_TEXT("destino", orden->trabajo->destino),
                  LOG_TEXT("motivo", r->motivo));
    else
        anotar(orden, r);
    if (r->fin == HTTP_RESPONDE)
        juzgar(orden, r);
    else if (orden->preguntando || r->fin == HTTP_SIN_RESPUESTA)
        averiguar(orden, "sin_respuesta");
    else
        terminar(orden, nuestra ? "rechazada" : "reintentar", "centralita_caida", NULL);
}

/* It was sent, or may have been, and nobody knows what became of it: the PBX is asked, once. */
static void averiguar(struct orden *orden, const char *motivo)
{
    struct order_http http;
    const char *porque = motivo;
    bool puede = !orden->preguntando && orden->adapter && orden->adapter->inquire;
    orden->preguntando = true;
    if (puede &&
        orden->adapter->inquire(&orden->order, &orden->config, reloj_wall_s(), orden->arena, &http, &porque))
        pedir(orden, &http);
    else
        terminar(orden, "incierta", motivo, NULL);
}

static void enviar(struct orden *orden)
{
    struct order_http http;
    const char *motivo = "no_soportado";
    if (orden->trabajo->corte)
        terminar(orden, "rechazada", "centralita_caida", NULL);
    else if (!orden->entera)
        terminar(orden, "rechazada", "credencial_rechazada", NULL);
    else if (orden->adapter && orden->adapter->order &&
             orden->adapter->order(&orden->order, &orden->config, reloj_wall_s(), orden->arena, &http,
                                   &motivo))
        pedir(orden, &http);
    else
        terminar(orden, "rechazada", motivo, NULL);
}

/* ----------------------------------------------------------------------------------------------- preparing */

enum { ADAPTADOR, PUBLICO, AJUSTES, CREDENCIAL, SECRETOS, ORDEN, REPETIDA };

/* False: the database says something that is no order. */
static bool leer(struct orden *orden, const struct db_answer *fila)
{
    const struct adapter_row row = {.secretos = db_answer_value(fila, 0, SECRETOS),
                                    .credencial = db_answer_value(fila, 0, CREDENCIAL),
                                    .ajustes = db_answer_value(fila, 0, AJUSTES),
                                    .publico = db_answer_value(fila, 0, PUBLICO)};
    const char *texto = db_answer_value(fila, 0, ORDEN);
    struct json_fault fault;
    orden->adapter = adapter_find(db_answer_value(fila, 0, ADAPTADOR));
    orden->entera = adapter_config_open(&row, ajustes.clave, ajustes.url, orden->arena, &orden->config);
    if (!orden->entera)
        log_error(LOG_EVENT("secreto_ilegible"), LOG_TEXT("destino", orden->trabajo->destino));
    const struct json *json = json_parse(orden->arena, texto, strlen(texto), &fault);
    return json && order_read(json, &orden->order);
}

static void preparada(void *user, const struct db_answer *respuesta)
{
    struct orden *orden = user;
    bool tarde = reloj_mono_ms() - orden->trabajo->tomado_ms > FRESCA_MS;
    if (respuesta->outcome == DB_OK && respuesta->rows == 0) {
        cola_terminado(orden->trabajo, CUENTA_HECHO, "");
        arena_free(&orden->arena);
        free(orden);
    } else if (respuesta->outcome != DB_OK) {
        terminar(orden, "reintentar", "", NULL); /* marked or not: nothing was sent */
    } else if (!leer(orden, respuesta)) {
        terminar(orden, "rechazada", "no_soportado", NULL);
    } else if (*db_answer_value(respuesta, 0, REPETIDA) == 't') {
        averiguar(orden, "sin_respuesta");
    } else if (tarde) {
        terminar(orden, "reintentar", "plazo", NULL);
    } else {
        enviar(orden);
    }
}

void orden_hacer(struct trabajo *trabajo)
{
    static const struct db_statement sentencia =
        {"orden_preparar",
         "SELECT adaptador, publico, ajustes, encode(credencial, 'hex'),"
         " array_to_string(ARRAY(SELECT encode(s, 'hex') FROM unnest(secretos) s), ' '), orden, repetida"
         " FROM api.orden_preparar($1::bigint)"};
    struct orden *orden = calloc(1, sizeof *orden);
    if (!orden)
        abort();
    orden->trabajo = trabajo;
    orden->arena = arena_new(ARENA_BYTES);
    if (!cola_preguntar(&sentencia, &DB_TEXT(trabajo->id_texto), 1, preparada, orden))
        terminar(orden, "reintentar", "", NULL);
}
