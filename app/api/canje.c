#include "api/canje.h"

#include <string.h>

#include "api/auth.h"
#include "api/config.h"
#include "api/exchange.h"
#include "api/invoke.h"
#include "api/problem.h"
#include "api/sesion.h"
#include "lib/arena.h"
#include "lib/json.h"

/* An origin of ours, as browsers write it: without a path. NULL: the reply is made. */
static const char *origin_of_page(struct exchange *x)
{
    const char *asked = json_member_text(x->body, "origen");
    const char *url = x->config->url;
    if (!asked) {
        const char *host = strstr(url, "://");
        return host ? arena_text_n(x->arena, url, (size_t)(host - url) + 3 + strcspn(host + 3, "/")) : url;
    }
    if (auth_is_own_origin(x, asked))
        return asked;
    problem_reply(
        x, "CC422", NULL,
        "[{\"pointer\":\"/origen\",\"detail\":\"No es la dirección de esta instalación (CC_URL) ni una de "
        "CC_ORIGENES.\"}]");
    return NULL;
}

void canje_codigo(struct exchange *x)
{
    static const struct db_statement make =
        {"sesion_erp", "SELECT estado, cabeceras, cuerpo FROM api.sesion_erp($1::bytea, "
                       "$2::jsonb, $3::bytea, $4::text, $5::jsonb)"};
    char code[CRIPTO_TOKEN_TEXT_BYTES + 1];
    unsigned char hash[CRIPTO_SHA256_BYTES];
    const char *origin = origin_of_page(x);
    if (!origin)
        return;
    cripto_token("ccc_", code);
    cripto_sha256(code, CRIPTO_TOKEN_TEXT_BYTES, hash);
    const struct db_param params[] = {invoke_credential(x), DB_TEXT(invoke_context(x)),
                                      DB_BYTES(hash, sizeof hash), DB_TEXT(origin), DB_TEXT(x->request.body)};
    invoke_reply(x, db_call(x->db, &make, params, 5, DB_ONCE));
    if (x->reply.status == 201)
        reply_add_text(&x->reply, x->arena, "codigo", code);
    cripto_wipe(code, sizeof code);
}

void canje_sesion(struct exchange *x)
{
    static const struct db_statement change =
        {"sesion_canje",
         "SELECT estado, cabeceras, cuerpo FROM api.sesion_canje($1::bytea, $2::jsonb, $3::bytea, "
         "$4::text, $5::bytea, $6::int, $7::int)"};
    const char *code = json_member_text(x->body, "codigo");
    char token[CRIPTO_TOKEN_TEXT_BYTES + 1];
    unsigned char code_hash[CRIPTO_SHA256_BYTES], token_hash[CRIPTO_SHA256_BYTES];
    if (!auth_same_site(x))
        return;
    auth_read_cookie(x);
    cripto_sha256(code, strlen(code), code_hash);
    cripto_token("ccs_", token);
    cripto_sha256(token, CRIPTO_TOKEN_TEXT_BYTES, token_hash);
    const struct db_param params[] = {invoke_credential(x),
                                      DB_TEXT(invoke_context(x)),
                                      DB_BYTES(code_hash, sizeof code_hash),
                                      DB_TEXT(x->request.origin),
                                      DB_BYTES(token_hash, sizeof token_hash),
                                      DB_TEXT(sesion_lifetime(x, x->config->sesion_inactiva_min)),
                                      DB_TEXT(sesion_lifetime(x, x->config->sesion_maxima_min))};
    invoke_reply(x, db_call(x->db, &change, params, 7, DB_ONCE));
    if (x->reply.status == 201)
        sesion_give_cookie(x, token);
    cripto_wipe(token, sizeof token);
}
