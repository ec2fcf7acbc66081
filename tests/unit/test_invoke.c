/* From a checked request to its SQL call and back, against functions that echo what they were given; and the login. */
#include "exchange_support.h"
#include "postgres_support.h"

#include <sys/mman.h>

#include "api/board.h"
#include "api/invoke.h"
#include "api/params.h"
#include "api/sesion.h"
#include "lib/db.h"
#include "lib/json.h"

static const char *const schema[] = {
    "CREATE SCHEMA api",
    "CREATE TYPE api.respuesta AS (estado int, cabeceras jsonb, cuerpo json)",
    "CREATE TABLE guion (estado int, cabeceras jsonb, cuerpo json, sqlstate text)", /* an answer that replaces the echo */
    "CREATE TABLE toque (credencial bytea)",

    "CREATE FUNCTION public.eco(credencial bytea, contexto jsonb, resto jsonb) RETURNS api.respuesta LANGUAGE plpgsql AS $$"
    " DECLARE g guion;"
    " BEGIN"
    "   SELECT * INTO g FROM guion;"
    "   IF g.sqlstate IS NOT NULL THEN RAISE EXCEPTION USING ERRCODE = g.sqlstate, MESSAGE = 'dicho', DETAIL = '[{\"pointer\":\"/a\"}]'; END IF;"
    "   IF g.estado IS NOT NULL THEN RETURN (g.estado, g.cabeceras, g.cuerpo)::api.respuesta; END IF;"
    "   RETURN (200, '{\"ETag\":\"\\\"3\\\"\"}'::jsonb, json_build_object('credencial', encode(credencial, 'hex'),"
    "     'contexto', contexto, 'resto', resto))::api.respuesta;"
    " END $$",
    "CREATE FUNCTION api.llamada_ver(bytea, jsonb, bigint) RETURNS api.respuesta LANGUAGE sql AS"
    " $$SELECT eco($1, $2, to_jsonb($3))$$",
    "CREATE FUNCTION api.llamada_editar(bytea, jsonb, bigint, jsonb) RETURNS api.respuesta LANGUAGE sql AS"
    " $$SELECT eco($1, $2, jsonb_build_array($3, $4))$$",
    "CREATE FUNCTION api.llamadas_listar(bytea, jsonb, bigint, text) RETURNS api.respuesta LANGUAGE sql AS"
    " $$SELECT eco($1, $2, jsonb_build_array($3, $4))$$",
    "CREATE FUNCTION api.registrar(bytea, jsonb, jsonb) RETURNS api.respuesta LANGUAGE sql AS $$SELECT eco($1, $2, $3)$$",
    "CREATE FUNCTION api.sesion_cerrar(bytea, jsonb) RETURNS api.respuesta LANGUAGE sql AS"
    " $$SELECT (204, NULL::jsonb, NULL::json)::api.respuesta$$",
    "CREATE FUNCTION api.sesion_tocar(bytea) RETURNS void LANGUAGE sql AS $$INSERT INTO toque VALUES ($1)$$",
    "CREATE TABLE cuenta (usuario text, agente bigint, clave_hash text, espera_ms int, fallos int DEFAULT 0)",
    "CREATE FUNCTION api.sesion_buscar(usuario text, contexto jsonb, OUT estado int, OUT agente bigint, OUT clave_hash text,"
    "  OUT espera_ms int) LANGUAGE sql AS $$SELECT CASE WHEN c.espera_ms > 0 THEN 429 ELSE 200 END, c.agente, c.clave_hash,"
    "  c.espera_ms FROM cuenta c WHERE c.usuario = $1$$",
    "CREATE FUNCTION api.sesion_crear(bigint, bytea, jsonb, int, int) RETURNS api.respuesta LANGUAGE sql AS"
    " $$SELECT (201, NULL::jsonb, json_build_object('agente', $1, 'hash', encode($2, 'hex')))::api.respuesta$$",
    "CREATE FUNCTION api.sesion_fallo(usuario text, jsonb) RETURNS api.respuesta LANGUAGE sql AS"
    " $$UPDATE cuenta c SET fallos = fallos + 1 WHERE c.usuario = $1;"
    " SELECT (401, NULL::jsonb, '{\"status\":401,\"detail\":\"No es correcto.\"}'::json)::api.respuesta$$",
};

static struct db *db;
static struct board *board;
static int argon_fd;

static const char *sql_with(const char *text, struct db_param param, int params)
{
    static struct db_statement statements[200];
    static char names[200][8];
    static int count;
    snprintf(names[count], sizeof names[count], "p%d", count);
    statements[count] = (struct db_statement){names[count], text};
    assert_int_equal(db_call(db, &statements[count++], &param, params, DB_ONCE), DB_OK);
    return db_rows(db) ? db_value(db, 0, 0) : NULL;
}

static const char *sql(const char *text)
{
    return sql_with(text, DB_NULL, 0);
}

static int group_setup(void **state)
{
    const struct db_config config = {postgres_conninfo, "cc_api", "prueba", 2000};
    if (!cripto_init() || postgres_start(state) != 0)
        return -1;
    db = db_new(&config);
    board = board_new();
    argon_fd = memfd_create("argon", MFD_CLOEXEC);
    invoke_compose();
    for (size_t i = 0; i < COUNT(schema); i++)
        sql(schema[i]);
    return 0;
}

static int group_teardown(void **state)
{
    db_free(&db);
    return postgres_stop(state);
}

static struct exchange prepare(void **state, const char *method, const char *path, const char *body)
{
    struct exchange x = exchange_of(state, method, arena_format(*state, ROUTE_PREFIX "%s", path), body);
    x.db = db;
    x.board = board;
    x.argon_fd = argon_fd;
    x.request.x_contact_center = "1";
    x.request.sec_fetch_site = "same-origin";
    return x;
}

static void go(struct exchange *x)
{
    assert_true(params_check(x));
    if (!invoke_headers_are_good(x))
        return;
    if (x->route->handler)
        x->route->handler(x);
    else
        invoke_route(x);
    x->reply.body = arena_text(x->arena, x->reply.body);
}

static const struct json *body_of(const struct exchange *x)
{
    struct json_fault fault;
    const struct json *body = json_parse(x->arena, x->reply.body, strlen(x->reply.body), &fault);
    assert_non_null(body);
    return body;
}

static const char *written(void **state, const struct json *value)
{
    struct buf out = buf_in(*state);
    json_write(&out, value);
    return buf_text(&out);
}

static void path_query_and_body_arrive_in_their_order(void **state)
{
    sql("TRUNCATE guion");
    struct exchange x = prepare(state, "GET", "/llamadas?estado=viva&clinica_id=7", NULL);
    go(&x);
    assert_string_equal(written(state, json_member(body_of(&x), "resto")), "[7,\"viva\"]");
    x = prepare(state, "GET", "/llamadas", NULL);
    go(&x);
    assert_string_equal(written(state, json_member(body_of(&x), "resto")), "[null,null]");
    x = prepare(state, "PATCH", "/llamadas/12", "{\"nota\":\"ya\"}");
    x.request.if_match = "\"3\"";
    go(&x);
    assert_string_equal(written(state, json_member(body_of(&x), "resto")), "[12,{\"nota\":\"ya\"}]");
}

static void the_credential_and_the_context_arrive_whole(void **state)
{
    sql("TRUNCATE guion");
    struct exchange x = prepare(state, "POST", "/registrar", "{\"nota\":\"x\"}");
    memset(x.credential, 0xAB, sizeof x.credential);
    x.request.traceparent = "00-1-2-01";
    x.request.ip = "192.0.2.1";
    x.request.idempotency_key = "k1";
    go(&x);
    const struct json *context = json_member(body_of(&x), "contexto");
    assert_int_equal(strlen(json_member_text(body_of(&x), "credencial")), 66);
    assert_string_equal(json_member_text(context, "peticion"), "0123");
    assert_string_equal(json_member_text(context, "traza"), "00-1-2-01");
    assert_string_equal(json_member_text(context, "ip"), "192.0.2.1");
    assert_null(json_member(context, "si_coincide"));
    assert_string_equal(json_member_text(json_member(context, "idempotencia"), "clave"), "k1");
    const char *huella = json_member_text(json_member(context, "idempotencia"), "huella");
    assert_int_equal(strlen(huella), 64);

    struct exchange other = prepare(state, "POST", "/registrar", "{\"nota\":\"y\"}");
    other.request.idempotency_key = "k1";
    go(&other);
    assert_string_not_equal(huella, json_member_text(json_member(json_member(body_of(&other), "contexto"),
                                                                 "idempotencia"),
                                                     "huella"));
}

static void if_match_is_read_without_its_quotes_and_the_w_of_gzip(void **state)
{
    static const char *const rows[][2] = {{"\"3\"", "3"},
                                          {"W/\"3\"", "3"},
                                          {"*", "*"},
                                          {"3", "3"},
                                          {"\"", "\""}};
    sql("TRUNCATE guion");
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct exchange x = prepare(state, "PATCH", "/llamadas/1", "{}");
        x.request.if_match = rows[i][0];
        go(&x);
        assert_string_equal(json_member_text(json_member(body_of(&x), "contexto"), "si_coincide"),
                            rows[i][1]);
    }
    struct exchange x = prepare(state, "PATCH", "/llamadas/1", "{}");
    go(&x);
    assert_int_equal(x.reply.status, 428);
}

static void headers_that_cannot_be_are_refused_before_sql(void **state)
{
    static const char *const bad[] = {"ñ", "a\tb", "a\x7f"};
    for (size_t i = 0; i < COUNT(bad); i++) {
        struct exchange x = prepare(state, "POST", "/registrar", "{}");
        x.request.idempotency_key = bad[i];
        go(&x);
        assert_int_equal(x.reply.status, 400);
        x = prepare(state, "PATCH", "/llamadas/1", "{}");
        x.request.if_match = bad[i];
        go(&x);
        assert_int_equal(x.reply.status, 400);
    }
}

static void the_answer_of_sql_passes_untouched(void **state)
{
    sql("TRUNCATE guion");
    sql("INSERT INTO guion VALUES (201, '{\"Location\":\"/x/1\"}', '{\"b\" :  1,\"a\":2}')");
    struct exchange x = prepare(state, "GET", "/llamadas/1", NULL);
    go(&x);
    assert_int_equal(x.reply.status, 201);
    assert_string_equal(x.reply.body, "{\"b\" :  1,\"a\":2}");
    assert_string_equal(buf_text(&x.reply.headers), "Location: /x/1\r\n");
}

static void refusals_raised_and_returned_become_problems(void **state)
{
    sql("TRUNCATE guion");
    sql("INSERT INTO guion (sqlstate) VALUES ('CC409')");
    struct exchange x = prepare(state, "GET", "/llamadas/1", NULL);
    go(&x);
    assert_int_equal(x.reply.status, 409);
    assert_string_equal(json_member_text(body_of(&x), "detail"), "dicho");
    assert_string_equal(written(state, json_member(body_of(&x), "errors")), "[{\"pointer\":\"/a\"}]");

    sql("TRUNCATE guion");
    sql("INSERT INTO guion VALUES (403, '{\"X-A\":\"b\"}', '{\"detail\":\"devuelto\",\"errors\":[1]}')");
    x = prepare(state, "GET", "/llamadas/1", NULL);
    go(&x);
    assert_int_equal(x.reply.status, 403);
    assert_string_equal(x.reply.content_type, "application/problem+json");
    assert_string_equal(json_member_text(body_of(&x), "detail"), "devuelto");
}

static void an_answer_that_makes_no_sense_is_a_500(void **state)
{
    static const char *const rows[] = {"(99, NULL, NULL)", "(700, NULL, '{}')", "(200, '[7]', '{}')",
                                       "(200, '{\"A\":7}', '{}')", "(200, '{\"A\":\"b\\r\\nc\"}', '{}')"};
    for (size_t i = 0; i < COUNT(rows); i++) {
        sql("TRUNCATE guion");
        sql(arena_format(*state, "INSERT INTO guion VALUES %s", rows[i]));
        struct exchange x = prepare(state, "GET", "/llamadas/1", NULL);
        go(&x);
        assert_int_equal(x.reply.status, 500);
    }
}

/* ------------------------------------------------------------------------------------------ sessions */

static void add_user(const char *insert)
{
    char hash[CRIPTO_PASSWORD_HASH_BYTES];
    assert_true(cripto_password_hash("secreta", 7, hash));
    sql("TRUNCATE cuenta");
    sql_with(insert, DB_TEXT(hash), 1);
}

static struct exchange login(void **state, const char *password)
{
    struct exchange x = prepare(state, "POST", "/sesion",
                                arena_format(*state, "{\"usuario\":\"ana\",\"clave\":\"%s\"}", password));
    go(&x);
    return x;
}

static void the_right_password_opens_a_session_whose_token_only_its_owner_sees(void **state)
{
    add_user("INSERT INTO cuenta VALUES ('ana', 5, $1::text, 0)");
    struct exchange x = login(state, "secreta");
    const char *cookie = strstr(buf_text(&x.reply.headers), "Set-Cookie: __Host-cc=ccs_");
    assert_int_equal(x.reply.status, 201);
    assert_non_null(cookie);
    assert_non_null(strstr(cookie, "; Path=/; Secure; HttpOnly; SameSite=Strict\r\n"));
    unsigned char digest[CRIPTO_SHA256_BYTES];
    cripto_sha256(strchr(cookie, '=') + 1, CRIPTO_TOKEN_TEXT_BYTES, digest);
    char hex[2 * sizeof digest + 1];
    for (size_t i = 0; i < sizeof digest; i++)
        snprintf(hex + 2 * i, 3, "%02x", digest[i]);
    assert_string_equal(json_member_text(body_of(&x), "hash"), hex);
}

static void a_wrong_password_and_nobody_at_all_are_refused_alike(void **state)
{
    add_user("INSERT INTO cuenta VALUES ('ana', 5, $1::text, 0)");
    struct exchange wrong = login(state, "otra");
    add_user("INSERT INTO cuenta VALUES ('ana', NULL, $1::text, 0)");
    struct exchange nobody = login(state, "secreta"); /* even if the hash were satisfied */
    assert_int_equal(wrong.reply.status, 401);
    assert_string_equal(wrong.reply.body, nobody.reply.body);
    assert_null(strstr(buf_text(&nobody.reply.headers), "Set-Cookie"));
    assert_string_equal(sql("SELECT fallos FROM cuenta"), "1");
}

static void who_must_wait_is_told_how_long(void **state)
{
    add_user("INSERT INTO cuenta VALUES ('ana', 5, $1::text, 3200)");
    struct exchange x = login(state, "secreta");
    assert_int_equal(x.reply.status, 429);
    assert_non_null(strstr(buf_text(&x.reply.headers), "Retry-After: 4\r\n"));
}

static void another_page_cannot_log_somebody_in(void **state)
{
    add_user("INSERT INTO cuenta VALUES ('ana', 5, $1::text, 0)");
    struct exchange x = prepare(state, "POST", "/sesion", "{\"usuario\":\"ana\",\"clave\":\"secreta\"}");
    x.request.sec_fetch_site = "cross-site";
    x.request.origin = "https://evil.example";
    go(&x);
    assert_int_equal(x.reply.status, 403);
    assert_null(strstr(buf_text(&x.reply.headers), "Set-Cookie"));
}

static void logging_out_takes_the_cookie_back(void **state)
{
    struct exchange x = prepare(state, "DELETE", "/sesion", NULL);
    go(&x);
    assert_int_equal(x.reply.status, 204);
    assert_non_null(strstr(buf_text(&x.reply.headers), "Set-Cookie: __Host-cc=; "));
    assert_non_null(strstr(buf_text(&x.reply.headers), "Max-Age=0"));
}

static void a_use_is_noted_once_a_minute(void **state)
{
    struct exchange x = prepare(state, "GET", "/llamadas", NULL);
    x.reply.status = 200;
    sesion_tocar(&x); /* nobody's */
    x.credential[0] = CREDENTIAL_SESSION;
    x.reply.status = 401;
    sesion_tocar(&x); /* a credential that was refused */
    x.reply.status = 200;
    sesion_tocar(&x);
    assert_string_equal(sql("SELECT count(*) FROM toque WHERE get_byte(credencial, 0) = 1"), "1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(path_query_and_body_arrive_in_their_order),
        TEST(the_credential_and_the_context_arrive_whole),
        TEST(if_match_is_read_without_its_quotes_and_the_w_of_gzip),
        TEST(headers_that_cannot_be_are_refused_before_sql),
        TEST(the_answer_of_sql_passes_untouched),
        TEST(refusals_raised_and_returned_become_problems),
        TEST(an_answer_that_makes_no_sense_is_a_500),
        TEST(the_right_password_opens_a_session_whose_token_only_its_owner_sees),
        TEST(a_wrong_password_and_nobody_at_all_are_refused_alike),
        TEST(who_must_wait_is_told_how_long),
        TEST(another_page_cannot_log_somebody_in),
        TEST(logging_out_takes_the_cookie_back),
        TEST(a_use_is_noted_once_a_minute),
    };
    return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
