#include "api/centralita.h"

#include <string.h>

#include "api/config.h"
#include "api/exchange.h"
#include "api/invoke.h"
#include "api/problem.h"
#include "api/route.h"
#include "lib/arena.h"
#include "lib/json.h"
#include "lib/secreto.h"
#include "pbx/adapter_config.h"

/* ------------------------------------------------------------------------------------------------- adapters */

static void write_adapter(struct buf *out, const struct adapter *adapter)
{
    buf_json_begin(out, '{');
    buf_json_member_text(out, "nombre", adapter->name);
    buf_json_key(out, "ajustes"), adapter_config_describe(adapter, out);
    buf_json_key(out, "ayuda_secreto"), buf_json_text(out, adapter->secret_help);
    buf_json_key(out, "secreto_opcional"), buf_json_bool(out, adapter->secret_optional);
    buf_json_key(out, "ayuda_credencial"), buf_json_text(out, adapter->credential_help);
    buf_json_end(out, '}');
}

void centralita_adaptadores(struct exchange *x)
{
    invoke_route(x); /* who may ask is SQL's to say */
    if (x->reply.status != 200)
        return;
    struct buf body = buf_in(x->arena);
    buf_json_begin(&body, '{'), buf_json_key(&body, "elementos"), buf_json_begin(&body, '[');
    for (const struct adapter *const *adapter = adapter_all(); *adapter; adapter++)
        write_adapter(&body, *adapter);
    buf_json_end(&body, ']'), buf_json_end(&body, '}');
    reply_json(&x->reply, 200, buf_text(&body));
}

/* -------------------------------------------------------------------------------------------------- judging */

static bool refuse(struct exchange *x, const char *errors)
{
    problem_reply(x, "CC422", "Hay datos que no son válidos.", errors);
    return false;
}

static bool refuse_member(struct exchange *x, const char *pointer, const char *detail)
{
    struct buf errors = buf_in(x->arena);
    buf_json_begin(&errors, '['), buf_json_begin(&errors, '{');
    buf_json_member_text(&errors, "pointer", pointer);
    buf_json_member_text(&errors, "detail", detail);
    buf_json_end(&errors, '}'), buf_json_end(&errors, ']');
    return refuse(x, buf_text(&errors));
}

/* A member that is null is as good as none. */
static const struct json *member_of(struct exchange *x, const char *name)
{
    const struct json *member = json_member(x->body, name);
    return member && member->type != JSON_NULL ? member : NULL;
}

static bool settings_suit(struct exchange *x, const struct adapter *adapter)
{
    struct buf errors = buf_in(x->arena);
    buf_json_begin(&errors, '[');
    bool good = adapter_config_check(adapter, member_of(x, "ajustes"), "/ajustes", x->arena, &errors);
    buf_json_end(&errors, ']');
    return good || refuse(x, buf_text(&errors));
}

/* The secret is the vendor's, who must have said it, or ours, and nobody says which. */
static bool secret_suits(struct exchange *x, const struct adapter *adapter)
{
    const struct json *said = member_of(x, "secreto");
    if (adapter->secret_help && !adapter->secret_optional && !said)
        return refuse_member(x, "/secreto", adapter->secret_help);
    if (!adapter->secret_help && said)
        return refuse_member(x, "/secreto", "El secreto de este adaptador se crea aquí: no lo envíe.");
    return !said || said->text_bytes <= ADAPTER_SECRET_BYTES ||
           refuse_member(x, "/secreto", "Tiene más de 128 bytes.");
}

static bool credential_suits(struct exchange *x, const struct adapter *adapter)
{
    const struct json *said = member_of(x, "credencial");
    if (said && *said->text && !adapter->credential_help)
        return refuse_member(x, "/credencial", "Este adaptador no usa ninguna credencial.");
    return !said || said->text_bytes <= ADAPTER_CREDENTIAL_BYTES ||
           refuse_member(x, "/credencial", "Tiene más de 512 bytes.");
}

static const struct adapter *adapter_named(struct exchange *x)
{
    const char *name = json_member_text(x->body, "adaptador");
    const struct adapter *adapter = name ? adapter_find(name) : NULL;
    if (!adapter)
        refuse_member(x, "/adaptador", "No existe ese adaptador: véalos en GET /centralitas/adaptadores.");
    return adapter;
}

/* What speaks for the centralita of the path; NULL, having replied, when it is not the caller's. */
static const struct adapter *adapter_of_path(struct exchange *x)
{
    static const struct db_statement ask =
        {"centralita_adaptador",
         "SELECT estado, cabeceras, cuerpo FROM api.centralita_ver($1::bytea, $2::jsonb, $3::bigint)"};
    const struct db_param params[] = {invoke_credential(x), DB_TEXT(invoke_context(x)),
                                      DB_TEXT(x->values[0])};
    struct json_fault fault;
    invoke_reply(x, db_call(x->db, &ask, params, 3, DB_REPEATABLE));
    if (x->reply.status != 200)
        return NULL;
    const struct json *seen = json_parse(x->arena, x->reply.body, x->reply.body_bytes, &fault);
    const char *name = json_member_text(seen, "adaptador");
    x->reply = reply_in(x->arena);
    const struct adapter *adapter = name ? adapter_find(name) : NULL;
    if (!adapter)
        problem_reply(x, "CC500", NULL, NULL);
    return adapter;
}

/* ------------------------------------------------------------------------------------------------ the body */

/* What the database is told: the members as they came, but for what is secret, which goes sealed; left open for more. */
static struct buf begin_body(struct exchange *x)
{
    struct buf body = buf_in(x->arena);
    buf_json_begin(&body, '{');
    for (const struct json *member = x->body->first; member; member = member->next) {
        bool secret = strcmp(member->key, "secreto") == 0,
             credential = strcmp(member->key, "credencial") == 0;
        if (!secret && !credential)
            buf_json_key(&body, member->key), json_write(&body, member);
        else if (credential && member->type == JSON_TEXT)
            buf_json_member_text(&body, "credencial_sellada",
                                 *member->text ? secreto_sellar(x->config->master, member->text, x->arena)
                                               : "");
    }
    return body;
}

static void call_with(struct exchange *x, struct buf *body)
{
    buf_json_end(body, '}');
    x->request.body = buf_text(body);
    x->request.body_bytes = body->bytes;
    invoke_route(x);
}

/* The vendor's secret, or a new one of ours, which the body gets sealed. */
static const char *add_secret(struct exchange *x, struct buf *body)
{
    const char *said = json_member_text(x->body, "secreto");
    char *ours = arena_take(x->arena, SECRETO_TEXT_BYTES + 1);
    secreto_nuevo(ours);
    buf_json_member_text(body, "secreto_sellado",
                         secreto_sellar(x->config->master, said ? said : ours, x->arena));
    return said ? NULL : ours;
}

/* The answer of 201: the centralita, and what is shown this one time (null: the vendor has it). */
static void show_once(struct exchange *x, const struct adapter *adapter, const char *secret)
{
    struct json_fault fault;
    struct buf body = buf_in(x->arena);
    const struct json *seen = json_parse(x->arena, x->reply.body, x->reply.body_bytes, &fault);
    const char *address = arena_format(x->arena, "%s" ROUTE_PREFIX "/webhooks/%s", x->config->url,
                                       json_member_text(seen, "publico"));
    char *written = secret && adapter->secret_in_address ? arena_text(x->arena, secret) : NULL;
    if (written)
        adapter_secret_in_address(written);
    buf_json_begin(&body, '{');
    buf_json_key(&body, "centralita"), json_write(&body, seen);
    buf_json_key(&body, "secreto"), buf_json_text(&body, secret);
    buf_json_key(&body, "direccion"), buf_json_text(&body, address);
    buf_json_key(&body, "direccion_con_secreto");
    buf_json_text(&body, written ? arena_format(x->arena, "%s/%s", address, written) : NULL);
    buf_json_end(&body, '}');
    reply_json(&x->reply, 201, buf_text(&body));
}

/* ---------------------------------------------------------------------------------------------- the routes */

void centralita_crear(struct exchange *x)
{
    const struct adapter *adapter = adapter_named(x);
    if (!adapter || !settings_suit(x, adapter) || !secret_suits(x, adapter) || !credential_suits(x, adapter))
        return;
    char *public_id = arena_take(x->arena, SECRETO_PUBLIC_BYTES + 1);
    secreto_publico(public_id);
    struct buf body = begin_body(x);
    buf_json_member_text(&body, "publico", public_id);
    const char *secret = add_secret(x, &body);
    call_with(x, &body);
    if (x->reply.status == 201)
        show_once(x, adapter, secret);
}

void centralita_editar(struct exchange *x)
{
    const struct adapter *adapter = adapter_of_path(x);
    if (!adapter || !credential_suits(x, adapter) || (member_of(x, "ajustes") && !settings_suit(x, adapter)))
        return;
    struct buf body = begin_body(x);
    call_with(x, &body);
}

void centralita_secreto(struct exchange *x)
{
    const struct adapter *adapter = adapter_of_path(x);
    if (!adapter || !secret_suits(x, adapter))
        return;
    struct buf body = buf_in(x->arena);
    buf_json_begin(&body, '{');
    const char *secret = add_secret(x, &body);
    call_with(x, &body);
    if (x->reply.status == 201)
        show_once(x, adapter, secret);
}
