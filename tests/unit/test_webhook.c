/* The intake against a database whose functions do what each test tells them: what the worker asks, when it asks again,
 * and what it makes of the answers. */
#include "exchange_support.h"
#include "postgres_support.h"

#include "api/board.h"
#include "api/webhook.h"
#include "api/webhook_cache.h"
#include "lib/db.h"
#include "lib/log.h"
#include "lib/reloj.h"
#include "lib/texto.h"

static const char secret[] = "whsec_plJ3nmyCDGBKInavdOK15jsl",
                  other_secret[] = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
static const char event[] =
    "{\"tipo\":\"tramo.suena\",\"llamada\":\"c1\",\"momento\":\"2026-03-10T09:15:00Z\"}";
static const unsigned char master[CRIPTO_MASTER_BYTES] = "la clave maestra de las pruebas";

/* Calls are noted in `pedido`; evento_pbx raises what the sequence of `guion` says, then answers. */
static const char *const schema[] = {
    "CREATE SCHEMA api",
    "CREATE TYPE api.respuesta AS (estado int, cabeceras jsonb, cuerpo json)",
    "CREATE TABLE config (publico text, id bigint, version int, adaptador text, secretos bytea[], activa boolean)",
    "CREATE TABLE pedido (n serial, que text, entrega text, crudo bytea, cabeceras jsonb, eventos jsonb, motivo text)",
    "CREATE TABLE guion (intento int, sqlstate text)",
    "CREATE SEQUENCE preguntas",
    "CREATE SEQUENCE intentos",

    "CREATE FUNCTION api.centralita_config(publico text, OUT id bigint, OUT version int, OUT adaptador text,"
    "  OUT secretos bytea[], OUT zona text, OUT ajustes jsonb, OUT activa boolean)"
    " RETURNS SETOF record LANGUAGE plpgsql AS $$"
    " BEGIN"
    "   PERFORM nextval('preguntas');"
    "   RETURN QUERY SELECT c.id, c.version, c.adaptador, c.secretos, 'Europe/Madrid', '{}'::jsonb, c.activa"
    "     FROM config c WHERE c.publico = $1;"
    " END $$",

    "CREATE FUNCTION api.evento_pbx(centralita bigint, version int, contexto jsonb, entrega text, crudo bytea,"
    "  cabeceras jsonb, eventos jsonb, motivo text) RETURNS api.respuesta LANGUAGE plpgsql AS $$"
    " DECLARE"
    "   este int := nextval('intentos');"
    "   error text := (SELECT g.sqlstate FROM guion g WHERE g.intento = este);"
    " BEGIN"
    "   IF error IS NOT NULL THEN RAISE EXCEPTION USING ERRCODE = error; END IF;"
    "   INSERT INTO pedido (que, entrega, crudo, cabeceras, eventos, motivo)"
    "     VALUES ('evento v' || version, $4, $5, $6, $7, $8);"
    "   RETURN (200, NULL::jsonb, '{\"recibidos\":1,\"duplicado\":false}'::json)::api.respuesta;"
    " END $$",

    "CREATE FUNCTION api.evento_pbx_rechazado(centralita bigint, contexto jsonb, motivo text, cabeceras jsonb,"
    "  bytes int) RETURNS void"
    " LANGUAGE sql AS $$INSERT INTO pedido (que, motivo, cabeceras) VALUES ('rechazado', $3, $4)$$",
};

static struct db *db;
static struct board *board;
static struct webhook_cache *cache;

/* Executes one statement, with at most one parameter, and returns the first value. */
static const char *sql_with(const char *text, struct db_param param, int params)
{
    static struct db_statement statements[250];
    static char names[250][8];
    static int count;
    struct db_statement *statement = &statements[count];
    snprintf(names[count], sizeof names[count], "p%d", count);
    *statement = (struct db_statement){names[count++], text};
    assert_int_equal(db_call(db, statement, &param, params, DB_ONCE), DB_OK);
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
    log_open("prueba", "error"); /* one test is refused some thousand times */
    db = db_new(&config);
    board = board_new();
    for (size_t i = 0; i < COUNT(schema); i++)
        sql(schema[i]);
    return 0;
}

static int group_teardown(void **state)
{
    db_free(&db);
    return postgres_stop(state);
}

static void set_secret(const char *text, const unsigned char *key)
{
    unsigned char sealed[256];
    cripto_seal(key, text, strlen(text), sealed);
    sql_with("UPDATE config SET secretos = ARRAY[$1::bytea]",
             DB_BYTES(sealed, strlen(text) + CRIPTO_SEAL_EXTRA_BYTES), 1);
}

static int test_setup(void **state)
{
    sql("TRUNCATE config, pedido, guion");
    sql("ALTER SEQUENCE preguntas RESTART");
    sql("ALTER SEQUENCE intentos RESTART");
    sql("INSERT INTO config VALUES ('abc', 7, 1, 'generica', NULL, true)");
    set_secret(secret, master);
    cache = webhook_cache_new(master, "https://cc.example");
    return support_setup(state);
}

static int test_teardown(void **state)
{
    webhook_cache_free(&cache);
    return support_teardown(state);
}

static const char *sign(void **state, const char *with, const char *timestamp, const char *body)
{
    unsigned char key[64], mac[CRIPTO_SHA256_BYTES];
    char text[TEXTO_BASE64_BYTES(sizeof mac)];
    size_t bytes;
    const char *signed_text = arena_format(*state, "msg_1.%s.%s", timestamp, body);
    const struct cripto_piece pieces[] = {{signed_text, strlen(signed_text)}, {NULL, 0}};
    assert_true(texto_from_base64(with + 6, strlen(with + 6), key, sizeof key, &bytes));
    cripto_hmac_sha256(key, bytes, pieces, mac);
    texto_base64(mac, sizeof mac, text);
    return arena_format(*state, "v1,%s", text);
}

/* Posts it, signed, and returns the answer. */
static struct exchange post(void **state, const char *public_id, const char *with, const char *body)
{
    struct exchange x =
        exchange_of(state, "POST", arena_format(*state, ROUTE_PREFIX "/webhooks/%s", public_id), body);
    x.db = db;
    x.board = board;
    x.webhook_cache = cache;
    x.request.webhook_id = "msg_1";
    x.request.webhook_timestamp = arena_format(*state, "%ld", (long)reloj_wall_s());
    x.request.webhook_signature = sign(state, with, x.request.webhook_timestamp, body);
    webhook_recibir(&x);
    x.reply.body = arena_text(*state, x.reply.body);
    return x;
}

static void a_signed_delivery_is_stored_with_its_bytes_and_its_events(void **state)
{
    struct exchange x = post(state, "abc", secret, event);
    assert_int_equal(x.reply.status, 200);
    assert_string_equal(x.reply.body, "{\"recibidos\":1,\"duplicado\":false}");
    assert_string_equal(sql_with("SELECT crudo = $1::bytea AND eventos = jsonb_build_array(convert_from($1, "
                                 "'UTF8')::jsonb) FROM pedido",
                                 DB_BYTES(event, strlen(event)), 1),
                        "t");
    assert_string_equal(sql("SELECT que || entrega FROM pedido"), "evento v1msg_1");
    assert_string_equal(sql("SELECT string_agg(k, ' ' ORDER BY k) FROM pedido, jsonb_object_keys(cabeceras) "
                            "k"),
                        "content-type webhook-id webhook-timestamp");
    assert_null(sql("SELECT motivo FROM pedido"));
}

static void the_configuration_is_asked_for_once(void **state)
{
    for (int i = 0; i < 5; i++)
        assert_int_equal(post(state, "abc", secret, event).reply.status, 200);
    assert_string_equal(sql("SELECT count(*) FROM pedido"), "5");
    assert_string_equal(sql("SELECT last_value FROM preguntas"), "1");
}

static void what_cannot_be_read_is_stored_and_answered_200(void **state)
{
    assert_int_equal(post(state, "abc", secret, "no es json").reply.status, 200);
    assert_string_equal(sql("SELECT motivo FROM pedido WHERE eventos IS NULL"), "no es JSON (byte 1)");
}

static void a_false_signature_leaves_a_trace_and_stores_nothing(void **state)
{
    assert_int_equal(post(state, "abc", other_secret, event).reply.status, 401);
    assert_string_equal(sql("SELECT string_agg(que || ' ' || motivo, ',') FROM pedido"),
                        "rechazado firma_incorrecta");
}

static void an_unknown_id_is_404_and_asked_for_once(void **state)
{
    for (int i = 0; i < 5; i++)
        assert_int_equal(post(state, "xyz", secret, event).reply.status, 404);
    assert_string_equal(sql("SELECT last_value FROM preguntas"), "1");
    assert_int_equal(post(state, "x.z", secret, event).reply.status, 404);
    assert_string_equal(sql("SELECT last_value FROM preguntas"), "1");
    sql("UPDATE config SET activa = false");
    assert_int_equal(post(state, "abc", secret, event).reply.status, 404);
}

static void a_stale_configuration_is_fetched_again_and_the_call_repeated_once(void **state)
{
    assert_int_equal(post(state, "abc", secret, event).reply.status, 200);
    sql("UPDATE config SET version = 2");
    sql("INSERT INTO guion VALUES (2, 'CC419')");
    assert_int_equal(post(state, "abc", secret, event).reply.status, 200);
    assert_string_equal(sql("SELECT string_agg(que, ',' ORDER BY n) FROM pedido"), "evento v1,evento v2");
    sql("INSERT INTO guion VALUES (4, 'CC419'), (5, 'CC419')");
    assert_int_equal(post(state, "abc", secret, event).reply.status, 409);
}

static void a_rotated_secret_is_accepted(void **state)
{
    assert_int_equal(post(state, "abc", secret, event).reply.status, 200);
    set_secret(other_secret, master);
    int64_t began_ms = reloj_mono_ms();
    while (post(state, "abc", other_secret, event).reply.status != 200)
        assert_true(reloj_mono_ms() - began_ms < 30000);
    assert_int_equal(post(state, "abc", secret, event).reply.status, 401);
}

static void what_sql_did_not_foresee_is_stored_raw(void **state)
{
    sql("INSERT INTO guion VALUES (1, '22008')");
    assert_int_equal(post(state, "abc", secret, event).reply.status, 200);
    assert_string_equal(sql("SELECT motivo FROM pedido WHERE eventos IS NULL AND crudo IS NOT NULL"),
                        "22008");
    sql("INSERT INTO guion VALUES (3, '53100')");
    assert_int_equal(post(state, "abc", secret, event).reply.status,
                     503); /* a full disk passes: the PBX comes back */
    assert_string_equal(sql("SELECT count(*) FROM pedido"), "1");
}

static void a_secret_sealed_with_another_key_authenticates_nobody(void **state)
{
    static const unsigned char another[CRIPTO_MASTER_BYTES] = "otra";
    set_secret(secret, another);
    assert_int_equal(post(state, "abc", secret, event).reply.status, 401);
}

static void an_adapter_that_does_not_exist_is_ours_to_mend(void **state)
{
    sql("UPDATE config SET adaptador = 'telepatia'");
    assert_int_equal(post(state, "abc", secret, event).reply.status, 503);
}

#define INTAKE(name) cmocka_unit_test_setup_teardown(name, test_setup, test_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        INTAKE(a_signed_delivery_is_stored_with_its_bytes_and_its_events),
        INTAKE(the_configuration_is_asked_for_once),
        INTAKE(what_cannot_be_read_is_stored_and_answered_200),
        INTAKE(a_false_signature_leaves_a_trace_and_stores_nothing),
        INTAKE(an_unknown_id_is_404_and_asked_for_once),
        INTAKE(a_stale_configuration_is_fetched_again_and_the_call_repeated_once),
        INTAKE(a_rotated_secret_is_accepted),
        INTAKE(what_sql_did_not_foresee_is_stored_raw),
        INTAKE(a_secret_sealed_with_another_key_authenticates_nobody),
        INTAKE(an_adapter_that_does_not_exist_is_ours_to_mend),
    };
    return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
