#include "api/entrega.h"

#include <string.h>

#include "api/exchange.h"
#include "api/invoke.h"
#include "api/problem.h"
#include "lib/arena.h"
#include "lib/json.h"
#include "lib/reloj.h"
#include "pbx/adapter_config.h"
#include "pbx/releer.h"

/* -------------------------------------------------------------------------------------------- once more */

/* What is kept of it, NULL, having replied, when there is no such delivery of the caller's. */
static const struct json *read_kept(struct exchange *x)
{
    static const struct db_statement ask =
        {"entrega_leer", "SELECT estado, cabeceras, cuerpo FROM api.centralita_entrega_leer("
                         "$1::bytea, $2::jsonb, $3::bigint, $4::bigint)"};
    const struct db_param params[] = {invoke_credential(x), DB_TEXT(invoke_context(x)), DB_TEXT(x->values[0]),
                                      DB_TEXT(x->values[1])};
    struct json_fault fault;
    invoke_reply(x, db_call(x->db, &ask, params, 4, DB_REPEATABLE));
    return x->reply.status == 200 ? json_parse(x->arena, x->reply.body, x->reply.body_bytes, &fault) : NULL;
}

/* False: the configuration has changed since it was read. */
static bool apply(struct exchange *x, const struct json *kept)
{
    static const struct db_statement ask = {
        "entrega_repetir",
        "SELECT estado, cabeceras, cuerpo FROM api.centralita_entrega_repetir($1::bytea, $2::jsonb, $3::bigint,"
        " $4::bigint, $5::int, $6::jsonb, $7::text)"};
    struct buf events = buf_in(x->arena);
    const char *why = NULL;
    bool readable = releer_entrega(kept, x->arena, &events, &why);
    const struct db_param params[] = {
        invoke_credential(x),
        DB_TEXT(invoke_context(x)),
        DB_TEXT(x->values[0]),
        DB_TEXT(x->values[1]),
        DB_TEXT(json_member(kept, "version")->text),
        DB_TEXT(readable ? buf_text(&events) : NULL),
        DB_TEXT(why),
    };
    enum db_outcome outcome = db_call(x->db, &ask, params, sizeof params / sizeof *params, DB_REPEATABLE);
    if (outcome == DB_REFUSED && strcmp(db_error(x->db)->sqlstate, "CC419") == 0)
        return false;
    x->reply = reply_in(x->arena);
    invoke_reply(x, outcome);
    return true;
}

void entrega_repetir(struct exchange *x)
{
    const struct json *kept = read_kept(x);
    if (!kept || apply(x, kept))
        return;
    kept = read_kept(x);
    if (kept && !apply(x, kept))
        problem_reply(x, "CC503", NULL, NULL);
}

/* ------------------------------------------------------------------------------------------------- trying */

static const char *text_of(struct exchange *x, const char *name, const char *otherwise)
{
    const char *text = json_member_text(x->body, name);
    return text ? text : otherwise;
}

/* Writes the faults of what is to be tried; NULL when there are none. */
static const char *faults_of(struct exchange *x, const struct adapter *adapter)
{
    struct buf errors = buf_in(x->arena);
    const struct json *ajustes = json_member(x->body, "ajustes");
    buf_json_begin(&errors, '[');
    bool good =
        adapter && adapter_config_check(adapter, ajustes && ajustes->type != JSON_NULL ? ajustes : NULL,
                                        "/ajustes", x->arena, &errors);
    if (!adapter) {
        buf_json_begin(&errors, '{');
        buf_json_member_text(&errors, "pointer", "/adaptador");
        buf_json_member_text(&errors, "detail", "No existe ese adaptador.");
        buf_json_end(&errors, '}');
    }
    buf_json_end(&errors, ']');
    return good ? NULL : buf_text(&errors);
}

static bool translate(struct exchange *x, const struct adapter *adapter, struct buf *events,
                      const char **why_r)
{
    const char *query = text_of(x, "consulta", ""), *body = text_of(x, "cuerpo", "");
    const struct adapter_config config = {
        .ajustes = json_member(x->body, "ajustes"),
        .credential = "",
        .zona = "",
        .url = "",
    };
    const struct adapter_request request = {
        .body = *body ? body : query, /* a GET has its contents there */
        .body_bytes = strlen(*body ? body : query),
        .method = *body ? "POST" : "GET",
        .query = query,
        .token = "",
        .content_type = text_of(x, "tipo_contenido", *body ? "" : "application/x-www-form-urlencoded"),
        .received_us = reloj_wall_us(),
        .authorization = "",
        .webhook_id = "",
        .webhook_timestamp = "",
        .webhook_signature = "",
    };
    return adapter->translate(&request, &config, x->arena, events, why_r);
}

/* Who may, and what SQL makes of the events, is SQL's to say; so it is asked even when the settings cannot be. */
void entrega_ensayar(struct exchange *x)
{
    static const struct db_statement ask =
        {"centralita_ensayo",
         "SELECT estado, cabeceras, cuerpo FROM api.centralita_ensayo($1::bytea, $2::jsonb,"
         " $3::text, $4::jsonb, $5::text, $6::jsonb)"};
    const struct adapter *adapter = adapter_find(text_of(x, "adaptador", "plantilla"));
    const char *faults = faults_of(x, adapter), *why = NULL;
    struct buf events = buf_in(x->arena);
    bool readable = !faults && translate(x, adapter, &events, &why);
    const struct db_param params[] = {
        invoke_credential(x),
        DB_TEXT(invoke_context(x)),
        DB_TEXT(text_of(x, "zona", "Europe/Madrid")),
        DB_TEXT(readable ? buf_text(&events) : NULL),
        DB_TEXT(why),
        DB_TEXT(faults),
    };
    invoke_reply(x, db_call(x->db, &ask, params, sizeof params / sizeof *params, DB_REPEATABLE));
}
