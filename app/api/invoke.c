#include "api/invoke.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/board.h"
#include "api/exchange.h"
#include "api/params.h"
#include "api/problem.h"
#include "api/routes.h"
#include "lib/arena.h"
#include "lib/json.h"
#include "lib/log.h"
#include "lib/texto.h"

enum { SQL_BYTES = 1024, IDEMPOTENCY_KEY_MAX = 128, IF_MATCH_MAX = 255 };

static struct db_statement statements[BOARD_ROUTES];

/* ------------------------------------------------------------------------------------------- statements */

static bool has_body(const struct route *route)
{
    for (int i = 0; i < ROUTE_PARAMS && route->params[i].type != PARAM_NONE; i++)
        if (route->params[i].in == PARAM_BODY)
            return true;
    return false;
}

static char *compose(const struct route *route)
{
    char *sql = malloc(SQL_BYTES);
    if (!sql)
        abort();
    int number = 2,
        bytes = snprintf(sql, SQL_BYTES, "SELECT estado, cabeceras, cuerpo FROM %s($1::bytea, $2::jsonb",
                         route->function);
    for (int i = 0; i < ROUTE_PARAMS && route->params[i].type != PARAM_NONE; i++)
        if (route->params[i].in != PARAM_BODY && route->params[i].form != PARAM_FORM_CSV)
            bytes += snprintf(sql + bytes, SQL_BYTES - (size_t)bytes, ", $%d::%s", ++number,
                              params_sql_type(route->params[i].type));
    if (has_body(route))
        bytes += snprintf(sql + bytes, SQL_BYTES - (size_t)bytes, ", $%d::jsonb", ++number);
    snprintf(sql + bytes, SQL_BYTES - (size_t)bytes, ")");
    return sql;
}

void invoke_compose(void)
{
    for (int i = 0; i < routes_count; i++)
        if (routes_table[i].function && !statements[i].sql)
            statements[i] =
                (struct db_statement){.name = routes_table[i].function, .sql = compose(&routes_table[i])};
}

/* -------------------------------------------------------------------------------------------- parameters */

struct db_param invoke_credential(const struct exchange *x)
{
    return x->credential[0] == CREDENTIAL_NONE ? DB_NULL : DB_BYTES(x->credential, sizeof x->credential);
}

/* If-Match without what nginx's gzip adds: W/"7" and "7" both mean version 7 (RFC 9110 §13.1.1 asks for strong ones,
 * but the weakness is nginx's doing). "*" and lists are passed as they are and match nothing. */
static const char *if_match_of(struct exchange *x)
{
    const char *text = x->request.if_match;
    if (strncmp(text, "W/", 2) == 0)
        text += 2;
    size_t bytes = strlen(text);
    return bytes >= 2 && text[0] == '"' && text[bytes - 1] == '"'
               ? arena_text_n(x->arena, text + 1, bytes - 2)
               : text;
}

/* Same key and another request is a mistake: so the key goes with a hash of method, path and body. */
static void add_idempotency(struct exchange *x, struct buf *context)
{
    const struct request *request = &x->request;
    unsigned char digest[CRIPTO_SHA256_BYTES];
    char hex[2 * CRIPTO_SHA256_BYTES + 1];
    struct buf whole = buf_in(x->arena);
    buf_add_format(&whole, "%s %s?%s\n", request->method, request->path, request->query);
    buf_add_n(&whole, request->body, request->body_bytes);
    cripto_sha256(buf_text(&whole), whole.bytes, digest);
    texto_hex(digest, sizeof digest, hex);
    buf_json_key(context, "idempotencia");
    buf_json_begin(context, '{');
    buf_json_member_text(context, "clave", request->idempotency_key);
    buf_json_member_text(context, "huella", hex);
    buf_json_end(context, '}');
}

static void add_text(struct buf *context, const char *key, const char *text)
{
    buf_json_member_text(context, key, *text ? text : NULL);
}

const char *invoke_context(struct exchange *x)
{
    struct buf context = buf_in(x->arena);
    buf_json_begin(&context, '{');
    add_text(&context, "peticion", x->request.id);
    add_text(&context, "traza", x->request.traceparent);
    add_text(&context, "ip", x->request.ip);
    add_text(&context, "si_coincide", if_match_of(x));
    if (*x->request.idempotency_key)
        add_idempotency(x, &context);
    buf_json_end(&context, '}');
    return buf_text(&context);
}

/* Printable ASCII (the draft's "string"), so that it can be stored and shown. */
bool invoke_headers_are_good(struct exchange *x)
{
    const char *key = x->request.idempotency_key, *match = x->request.if_match;
    for (const char *at = key; *at; at++)
        if (*at < 0x20 || *at > 0x7E || at - key >= IDEMPOTENCY_KEY_MAX)
            return problem_reply(
                       x, "CC400",
                       "Idempotency-Key no es un texto ASCII de 128 caracteres como mucho (límite clave_idempotencia).",
                       NULL),
                   false;
    for (const char *at = match; *at; at++)
        if (*at < 0x20 || *at > 0x7E || at - match >= IF_MATCH_MAX)
            return problem_reply(x, "CC400", "If-Match no es una versión.", NULL), false;
    if (x->route->if_match && !*match)
        return problem_reply(x, "CC428", NULL, NULL), false;
    return true;
}

/* ------------------------------------------------------------------------------------------------- reply */

/* A function that refuses by returning (so that its trace is not rolled back) says why in its body. */
static void reply_refusal(struct exchange *x, int status, const char *body)
{
    struct json_fault fault;
    problem_reply_status(x, status, body ? json_parse(x->arena, body, strlen(body), &fault) : NULL);
}

static bool add_headers(struct exchange *x, const char *headers)
{
    struct json_fault fault;
    if (!headers)
        return true;
    const struct json *object = json_parse(x->arena, headers, strlen(headers), &fault);
    return object && reply_headers(&x->reply, object);
}

void invoke_reply(struct exchange *x, enum db_outcome outcome)
{
    if (outcome != DB_OK) {
        problem_reply_db(x, db_error(x->db));
        return;
    }
    const char *status_text = db_rows(x->db) == 1 ? db_value(x->db, 0, 0) : NULL;
    int status = status_text ? atoi(status_text) : 0;
    const char *body = status_text ? db_value(x->db, 0, 2) : NULL;
    if (status >= 400)
        reply_refusal(x, status, body);
    else
        reply_json(&x->reply, status, body);
    if (status < 200 || status > 599 || !add_headers(x, db_value(x->db, 0, 1))) {
        log_error(LOG_EVENT("respuesta_imposible"), LOG_TEXT("ruta", x->route->path),
                  LOG_INT("estado", status));
        problem_reply(x, "CC500", NULL, NULL);
    }
}

void invoke_route(struct exchange *x)
{
    const struct route *route = x->route;
    struct db_param params[DB_PARAMS_MAX];
    int count = 0;
    params[count++] = invoke_credential(x);
    params[count++] = DB_TEXT(invoke_context(x));
    for (int i = 0; i < ROUTE_PARAMS && route->params[i].type != PARAM_NONE; i++)
        if (route->params[i].in != PARAM_BODY && route->params[i].form != PARAM_FORM_CSV)
            params[count++] = DB_TEXT(x->values[i]);
    if (x->body)
        params[count++] = DB_TEXT(x->request.body);
    bool repeatable = strcmp(route->method, "GET") == 0 || *x->request.idempotency_key;
    invoke_reply(x, db_call(x->db, &statements[route - routes_table], params, count,
                            repeatable ? DB_REPEATABLE : DB_ONCE));
}
