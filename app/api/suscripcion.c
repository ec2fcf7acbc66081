#include "api/suscripcion.h"

#include "api/config.h"
#include "api/exchange.h"
#include "api/invoke.h"
#include "lib/arena.h"
#include "lib/json.h"
#include "lib/secreto.h"

/* A new secret, which the body for the database gets sealed. */
static struct buf begin_body(struct exchange *x, char secreto[SECRETO_TEXT_BYTES + 1])
{
    struct buf body = buf_in(x->arena);
    secreto_nuevo(secreto);
    buf_json_begin(&body, '{');
    buf_json_member_text(&body, "secreto_sellado", secreto_sellar(x->config->master, secreto, x->arena));
    return body;
}

static void show_once(struct exchange *x, char secreto[SECRETO_TEXT_BYTES + 1])
{
    if (x->reply.status == 201)
        reply_add_text(&x->reply, x->arena, "secreto", secreto);
    cripto_wipe(secreto, SECRETO_TEXT_BYTES);
}

void suscripcion_crear(struct exchange *x)
{
    char secreto[SECRETO_TEXT_BYTES + 1];
    struct buf body = begin_body(x, secreto);
    for (const struct json *member = x->body->first; member; member = member->next)
        buf_json_key(&body, member->key), json_write(&body, member);
    buf_json_end(&body, '}');
    x->request.body = buf_text(&body);
    x->request.body_bytes = body.bytes;
    invoke_route(x);
    show_once(x, secreto);
}

void suscripcion_rotar(struct exchange *x)
{
    static const struct db_statement rotate =
        {"suscripcion_rotar", "SELECT estado, cabeceras, cuerpo"
                              " FROM api.suscripcion_rotar($1::bytea, $2::jsonb, $3::bigint, $4::jsonb)"};
    char secreto[SECRETO_TEXT_BYTES + 1];
    struct buf body = begin_body(x, secreto);
    buf_json_end(&body, '}');
    const struct db_param params[] = {invoke_credential(x), DB_TEXT(invoke_context(x)), DB_TEXT(x->values[0]),
                                      DB_TEXT(buf_text(&body))};
    invoke_reply(x, db_call(x->db, &rotate, params, 4, DB_ONCE));
    show_once(x, secreto);
}
