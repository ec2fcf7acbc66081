#include "api/claves.h"

#include "api/exchange.h"
#include "api/invoke.h"
#include "lib/arena.h"

/* Completes a call by its credential, its context and, where `hash_at` says, the hash of a new token, which the answer shows. */
static void call_with_token(struct exchange *x, const struct db_statement *statement, struct db_param *params,
                            int count, int hash_at)
{
    char token[CRIPTO_TOKEN_TEXT_BYTES + 1];
    unsigned char hash[CRIPTO_SHA256_BYTES];
    cripto_token("cck_", token);
    cripto_sha256(token, CRIPTO_TOKEN_TEXT_BYTES, hash);
    params[0] = invoke_credential(x);
    params[1] = DB_TEXT(invoke_context(x));
    params[hash_at] = DB_BYTES(hash, sizeof hash);
    invoke_reply(x, db_call(x->db, statement, params, count, DB_ONCE));
    if (x->reply.status < 300)
        reply_add_text(&x->reply, x->arena, "token", token);
    cripto_wipe(token, sizeof token);
}

void claves_crear(struct exchange *x)
{
    static const struct db_statement create =
        {"clave_crear",
         "SELECT estado, cabeceras, cuerpo FROM api.clave_crear($1::bytea, $2::jsonb, $3::bytea, $4::jsonb)"};
    struct db_param params[4] = {[3] = DB_TEXT(x->request.body)};
    call_with_token(x, &create, params, 4, 2);
}

void claves_rotar(struct exchange *x)
{
    static const struct db_statement rotate =
        {"clave_rotar", "SELECT estado, cabeceras, cuerpo FROM api.clave_rotar($1::bytea, "
                        "$2::jsonb, $3::bigint, $4::bytea, $5::jsonb)"};
    struct db_param params[5] = {[2] = DB_TEXT(x->values[0]), [4] = DB_TEXT(x->request.body)};
    call_with_token(x, &rotate, params, 5, 3);
}
