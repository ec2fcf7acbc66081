#include "api/agentes.h"

#include <string.h>

#include "api/argon.h"
#include "api/exchange.h"
#include "api/invoke.h"
#include "api/problem.h"
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/clave.h"
#include "lib/cripto.h"
#include "lib/json.h"
#include "lib/texto.h"

enum { MADE_RANDOM_BYTES = 12 }; /* 16 characters, 96 bits */

/* Whether the caller may, asked before a hash is made, which is dear: `id` is somebody's, NULL for somebody new. Their user
 * name, or the one that they are to have. */
static bool is_allowed(struct exchange *x, const char *id, const char **user_r)
{
    static const struct db_statement ask =
        {"agente_permiso",
         "SELECT estado, cabeceras, cuerpo FROM api.agente_permiso($1::bytea, $2::jsonb, $3::bigint)"};
    const struct db_param params[] = {invoke_credential(x), DB_TEXT(invoke_context(x)),
                                      id ? DB_TEXT(id) : DB_NULL};
    struct json_fault fault;
    invoke_reply(x, db_call(x->db, &ask, params, 3, DB_REPEATABLE));
    if (x->reply.status != 200)
        return false;
    const struct json *said = json_parse(x->arena, x->reply.body, x->reply.body_bytes, &fault);
    *user_r = json_member_text(id ? said : x->body, "usuario");
    x->reply = reply_in(x->arena);
    return true;
}

/* The password that came, or one that is made and shown once in the answer. NULL, having replied, when it may not be one. */
static const struct json *choose_password(struct exchange *x, const char *user, struct json *made)
{
    const struct json *said = json_member(x->body, "clave");
    if (!said || said->type == JSON_NULL) {
        unsigned char random[MADE_RANDOM_BYTES];
        char *text = arena_take(x->arena, TEXTO_BASE64_BYTES(sizeof random));
        cripto_random(random, sizeof random);
        texto_base64url(random, sizeof random, text);
        *made = (struct json){.type = JSON_TEXT, .text = text, .text_bytes = strlen(text)};
        return made;
    }
    const char *fault = clave_defecto(said->text, said->text_bytes, user);
    if (!fault)
        return said;
    problem_reply(x, "CC422", NULL,
                  arena_format(x->arena, "[{\"pointer\":\"/clave\",\"detail\":\"%s\"}]", fault));
    return NULL;
}

/* The body as SQL gets it: without the password, with its hash. NULL, having replied, when no hash can be made now. */
static const char *body_with_hash(struct exchange *x, const struct json *password)
{
    char hash[CRIPTO_PASSWORD_HASH_BYTES];
    int place = argon_take(x->argon_fd);
    bool done = place >= 0 && cripto_password_hash(password->text, password->text_bytes, hash);
    argon_give(x->argon_fd, place);
    if (!done) {
        problem_reply(x, "CC503", NULL, NULL);
        return NULL;
    }
    struct buf body = buf_in(x->arena);
    buf_json_begin(&body, '{');
    for (const struct json *member = x->body->first; member; member = member->next)
        if (strcmp(member->key, "clave") != 0)
            buf_json_key(&body, member->key), json_write(&body, member);
    buf_json_member_text(&body, "clave_hash", hash);
    buf_json_end(&body, '}');
    return buf_text(&body);
}

/* Everything but the call itself: its last parameter is the body. */
static void with_password(struct exchange *x, const char *id, const struct db_statement *statement)
{
    struct db_param params[4];
    struct json made = {0};
    const char *user;
    int count = 0;
    if (!invoke_headers_are_good(x) || !is_allowed(x, id, &user))
        return;
    const struct json *password = choose_password(x, user, &made);
    const char *body = password ? body_with_hash(x, password) : NULL;
    if (!body)
        return;
    params[count++] = invoke_credential(x);
    params[count++] = DB_TEXT(invoke_context(x));
    if (id)
        params[count++] = DB_TEXT(id);
    params[count++] = DB_TEXT(body);
    invoke_reply(x, db_call(x->db, statement, params, count, DB_ONCE));
    if (x->reply.status < 300 && password == &made)
        reply_add_text(&x->reply, x->arena, "clave", made.text);
}

void agentes_crear(struct exchange *x)
{
    static const struct db_statement create =
        {"agente_crear",
         "SELECT estado, cabeceras, cuerpo FROM api.agente_crear($1::bytea, $2::jsonb, $3::jsonb)"};
    with_password(x, NULL, &create);
}

void agentes_clave(struct exchange *x)
{
    static const struct db_statement change = {"agente_clave",
                                               "SELECT estado, cabeceras, cuerpo FROM "
                                               "api.agente_clave($1::bytea, $2::jsonb, $3::bigint, "
                                               "$4::jsonb)"};
    with_password(x, x->values[0], &change);
}
