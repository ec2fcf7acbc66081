#include "api/sesion.h"

#include <stdlib.h>
#include <string.h>

#include "api/argon.h"
#include "api/auth.h"
#include "api/board.h"
#include "api/config.h"
#include "api/exchange.h"
#include "api/invoke.h"
#include "api/problem.h"
#include "lib/arena.h"
#include "lib/clave.h"
#include "lib/json.h"
#include "lib/log.h"
#include "lib/reloj.h"

static const char expired_cookie[] = "__Host-cc=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0";

static bool reply_too_soon(struct exchange *x, long wait_ms)
{
    problem_reply(x, "CC429", "Demasiados intentos seguidos; espere unos segundos.", NULL);
    reply_header(&x->reply, "Retry-After", arena_format(x->arena, "%ld", (wait_ms + 999) / 1000));
    return false;
}

/* Whose password it is: *agent_r (NULL: nobody's) and the hash to check against. */
static bool find_user(struct exchange *x, const char *user, const char **agent_r, const char **hash_r)
{
    static const struct db_statement find =
        {"sesion_buscar",
         "SELECT estado, agente, clave_hash, espera_ms FROM api.sesion_buscar($1::text, $2::jsonb)"};
    const struct db_param params[] = {DB_TEXT(user), DB_TEXT(invoke_context(x))};
    if (db_call(x->db, &find, params, 2, DB_REPEATABLE) != DB_OK)
        return problem_reply_db(x, db_error(x->db)), false;
    const char *status = db_value(x->db, 0, 0), *agent = db_value(x->db, 0, 1), *hash = db_value(x->db, 0, 2);
    if (status && atoi(status) == 429)
        return reply_too_soon(x, atol(db_value(x->db, 0, 3)));
    *agent_r = agent ? arena_text(x->arena, agent) : NULL;
    *hash_r = hash ? arena_text(x->arena, hash) : "";
    return true;
}

static void refuse(struct exchange *x, const char *user)
{
    static const struct db_statement fail =
        {"sesion_fallo", "SELECT estado, cabeceras, cuerpo FROM api.sesion_fallo($1::text, $2::jsonb)"};
    const struct db_param params[] = {DB_TEXT(user), DB_TEXT(invoke_context(x))};
    invoke_reply(x, db_call(x->db, &fail, params, 2, DB_ONCE));
}

void sesion_give_cookie(struct exchange *x, const char *token)
{
    reply_header(&x->reply, "Set-Cookie",
                 arena_format(x->arena, "__Host-cc=%s; Path=/; Secure; HttpOnly; SameSite=Strict", token));
}

const char *sesion_lifetime(struct exchange *x, long minutes)
{
    return arena_format(x->arena, "%ld", minutes);
}

static void admit(struct exchange *x, const char *agent)
{
    static const struct db_statement create =
        {"sesion_crear",
         "SELECT estado, cabeceras, cuerpo FROM api.sesion_crear($1::bigint, $2::bytea, $3::jsonb, $4::int, "
         "$5::int)"};
    char token[CRIPTO_TOKEN_TEXT_BYTES + 1];
    unsigned char hash[CRIPTO_SHA256_BYTES];
    cripto_token("ccs_", token);
    cripto_sha256(token, CRIPTO_TOKEN_TEXT_BYTES, hash);
    const struct db_param params[] = {DB_TEXT(agent), DB_BYTES(hash, sizeof hash), DB_TEXT(invoke_context(x)),
                                      DB_TEXT(sesion_lifetime(x, x->config->sesion_inactiva_min)),
                                      DB_TEXT(sesion_lifetime(x, x->config->sesion_maxima_min))};
    invoke_reply(x, db_call(x->db, &create, params, 5, DB_ONCE));
    if (x->reply.status == 201)
        sesion_give_cookie(x, token);
    cripto_wipe(token, sizeof token);
}

/* A hash of former parameters is made anew while the password is at hand. */
static void refresh_hash(struct exchange *x, const char *agent, const char *old_hash,
                         const struct json *password)
{
    static const struct db_statement refresh = {"sesion_rehacer",
                                                "SELECT api.sesion_rehacer($1::bigint, $2::text, $3::text)"};
    char hash[CRIPTO_PASSWORD_HASH_BYTES];
    if (!cripto_password_needs_rehash(old_hash) ||
        !cripto_password_hash(password->text, password->text_bytes, hash))
        return;
    const struct db_param params[] = {DB_TEXT(agent), DB_TEXT(old_hash), DB_TEXT(hash)};
    if (db_call(x->db, &refresh, params, 3, DB_REPEATABLE) == DB_REFUSED)
        log_error(LOG_EVENT("clave_sin_rehacer"), LOG_TEXT("sqlstate", db_error(x->db)->sqlstate));
}

void sesion_entrar(struct exchange *x)
{
    const char *user = json_member_text(x->body, "usuario"), *agent, *hash;
    const struct json *password = json_member(x->body, "clave");
    if (!auth_same_site(x) || !find_user(x, user, &agent, &hash))
        return;
    int place = argon_take(x->argon_fd);
    if (place < 0) {
        problem_reply(x, "CC503", NULL, NULL);
        return;
    }
    /* A user that does not exist has a hash too, that nothing satisfies: both refusals take the same time. */
    bool right = cripto_password_verify(hash, password->text, password->text_bytes) && agent;
    if (right)
        refresh_hash(x, agent, hash, password);
    argon_give(x->argon_fd, place);
    if (right)
        admit(x, agent);
    else
        refuse(x, user);
}

/* ---------------------------------------------------------------------------------------- my own password */

static void refuse_member(struct exchange *x, const char *pointer, const char *detail)
{
    problem_reply(x, "CC422", NULL,
                  arena_format(x->arena, "[{\"pointer\":\"/%s\",\"detail\":\"%s\"}]", pointer, detail));
}

/* My user name, and the hash that the password I say I have is held against. False: the reply is made. */
static bool find_own(struct exchange *x, const char **user_r, const char **hash_r)
{
    static const struct db_statement find =
        {"sesion_clave_ver",
         "SELECT estado, usuario, clave_hash, espera_ms FROM api.sesion_clave_ver($1::bytea, $2::jsonb)"};
    const struct db_param params[] = {invoke_credential(x), DB_TEXT(invoke_context(x))};
    if (db_call(x->db, &find, params, 2, DB_REPEATABLE) != DB_OK)
        return problem_reply_db(x, db_error(x->db)), false;
    int status = atoi(db_value(x->db, 0, 0));
    if (status == 429)
        return reply_too_soon(x, atol(db_value(x->db, 0, 3)));
    if (status == 409)
        return problem_reply(x, "CC409", "Su usuario no tiene contraseña: se la pone quien administra.",
                             NULL),
               false;
    *user_r = arena_text(x->arena, db_value(x->db, 0, 1));
    *hash_r = arena_text(x->arena, db_value(x->db, 0, 2));
    return true;
}

/* Counted as at the login, so that it is slowed down as well. */
static void refuse_present(struct exchange *x, const char *user)
{
    refuse(x, user);
    if (x->reply.status == 401) {
        x->reply = reply_in(x->arena);
        refuse_member(x, "actual", "No es la contraseña de ahora.");
    }
}

static void change_password(struct exchange *x, const char *old_hash, const char *new_hash)
{
    static const struct db_statement change = {"sesion_clave_poner",
                                               "SELECT estado, cabeceras, cuerpo FROM api.sesion_clave_poner("
                                               "$1::bytea, $2::jsonb, $3::text, $4::text)"};
    const struct db_param params[] = {invoke_credential(x), DB_TEXT(invoke_context(x)), DB_TEXT(old_hash),
                                      DB_TEXT(new_hash)};
    invoke_reply(x, db_call(x->db, &change, params, 4, DB_ONCE));
}

void sesion_clave(struct exchange *x)
{
    const struct json *present = json_member(x->body, "actual"), *wanted = json_member(x->body, "nueva");
    const char *user, *old_hash;
    char hash[CRIPTO_PASSWORD_HASH_BYTES];
    if (!find_own(x, &user, &old_hash))
        return;
    const char *fault = clave_defecto(wanted->text, wanted->text_bytes, user);
    if (fault) {
        refuse_member(x, "nueva", fault);
        return;
    }
    int place = argon_take(x->argon_fd);
    bool right = place >= 0 && cripto_password_verify(old_hash, present->text, present->text_bytes);
    bool made = right && cripto_password_hash(wanted->text, wanted->text_bytes, hash);
    argon_give(x->argon_fd, place);
    if (made)
        change_password(x, old_hash, hash);
    else if (place < 0 || right)
        problem_reply(x, "CC503", NULL, NULL);
    else
        refuse_present(x, user);
}

/* -------------------------------------------------------------------------------------- leaving, and tickets */

void sesion_salir(struct exchange *x)
{
    invoke_route(x);
    if (x->reply.status != 204 && x->reply.status != 401)
        return;
    reply_header(&x->reply, "Set-Cookie", expired_cookie);
    /* What the browser keeps of us goes, too; under the ERP's origin it would be the ERP's. Nothing of ours is ever cached. */
    if (auth_is_own_origin(x, x->request.origin) && !auth_is_listed_origin(x, x->request.origin))
        reply_header(&x->reply, "Clear-Site-Data", "\"storage\"");
}

void sesion_ticket(struct exchange *x)
{
    static const struct db_statement make =
        {"sesion_ticket",
         "SELECT estado, cabeceras, cuerpo FROM api.sesion_ticket($1::bytea, $2::jsonb, $3::bytea)"};
    char token[CRIPTO_TOKEN_TEXT_BYTES + 1];
    unsigned char hash[CRIPTO_SHA256_BYTES];
    cripto_token("cct_", token);
    cripto_sha256(token, CRIPTO_TOKEN_TEXT_BYTES, hash);
    const struct db_param params[] = {invoke_credential(x), DB_TEXT(invoke_context(x)),
                                      DB_BYTES(hash, sizeof hash)};
    invoke_reply(x, db_call(x->db, &make, params, 3, DB_ONCE));
    if (x->reply.status == 201)
        reply_add_text(&x->reply, x->arena, "ticket", token);
}

void sesion_tocar(struct exchange *x)
{
    static const struct db_statement touch = {"sesion_tocar", "SELECT api.sesion_tocar($1::bytea)"};
    if (x->credential[0] == CREDENTIAL_NONE || x->reply.status == 401 ||
        !board_touch(x->board, x->credential + 1, reloj_wall_s()))
        return;
    const struct db_param params[] = {invoke_credential(x)};
    if (db_call(x->db, &touch, params, 1, DB_REPEATABLE) == DB_REFUSED)
        log_error(LOG_EVENT("uso_sin_anotar"), LOG_TEXT("sqlstate", db_error(x->db)->sqlstate));
}
