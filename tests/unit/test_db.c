/* Against a real PostgreSQL, empty and private: what libpq and the server do between them is what is tested. */
#include "postgres_support.h"

#include <poll.h>
#include <time.h>
#include <unistd.h>

#include "lib/db.h"
#include "lib/reloj.h"

static struct db_config config_named(const char *application)
{
    return (struct db_config){postgres_conninfo, "cc_api", application, 2000};
}

static int db_setup(void **state)
{
    struct db_config config = config_named("prueba");
    *state = db_new(&config);
    return 0;
}

static int db_teardown(void **state)
{
    struct db *db = *state;
    db_free(&db);
    return 0;
}

/* Executes one statement under a name of its own and returns the first value. */
static const char *ask(struct db *db, const char *sql)
{
    static struct db_statement statements[200];
    static int count;
    struct db_statement *statement = &statements[count];
    char *name = malloc(16);
    snprintf(name, 16, "s%d", count++);
    *statement = (struct db_statement){name, sql};
    assert_int_equal(db_call(db, statement, NULL, 0, DB_ONCE), DB_OK);
    return db_rows(db) ? db_value(db, 0, 0) : NULL;
}

/* Ends the connections of that application, from another one. */
static void cut(const char *application)
{
    struct db_config config = config_named("verdugo");
    struct db *db = db_new(&config);
    static const struct db_statement kill_statement =
        {"kill",
         "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = $1::text"};
    const struct db_param params[] = {DB_TEXT(application)};
    assert_int_equal(db_call(db, &kill_statement, params, 1, DB_ONCE), DB_OK);
    assert_string_equal(db_value(db, 0, 0), "1");
    static const struct db_statement look =
        {"look", "SELECT count(*) FROM pg_stat_activity WHERE application_name = $1::text"};
    do /* a backend takes a moment to end */
        assert_int_equal(db_call(db, &look, params, 1, DB_ONCE), DB_OK);
    while (strcmp(db_value(db, 0, 0), "0") != 0);
    db_free(&db);
}

static const struct db_statement echo = {"echo", "SELECT $1::text, $2::bytea, $3::int"};
static const struct db_statement one = {"one", "SELECT 1"};

static void parameters_and_values_arrive_as_they_are(void **state)
{
    struct db *db = *state;
    const struct db_param params[] = {DB_TEXT("Muñoz'; DROP TABLE x --"), DB_BYTES("\0\xFF\x01", 3), DB_NULL};
    assert_int_equal(db_call(db, &echo, params, 3, DB_ONCE), DB_OK);
    assert_int_equal(db_rows(db), 1);
    assert_string_equal(db_value(db, 0, 0), "Muñoz'; DROP TABLE x --");
    assert_string_equal(db_value(db, 0, 1), "\\x00ff01");
    assert_null(db_value(db, 0, 2));
    assert_int_equal(db_value_bytes(db, 0, 1), 8);
}

static void the_connection_is_set_up_as_promised(void **state)
{
    struct db *db = *state;
    assert_string_equal(ask(db, "SHOW statement_timeout"), "2s");
    assert_string_equal(ask(db, "SHOW lock_timeout"), "1s");
    assert_string_equal(ask(db, "SHOW client_encoding"), "UTF8");
    assert_string_equal(ask(db, "SELECT current_user"), "cc_api");
    assert_string_equal(ask(db, "SHOW application_name"), "prueba");
}

static void a_refusal_tells_sqlstate_constraint_and_texts(void **state)
{
    struct db *db = *state;
    static const struct db_statement refuse = {"refuse",
                                               "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'CC409', MESSAGE "
                                               "= 'Ocupado', DETAIL = '[1]', CONSTRAINT = 'c'; END $$"};
    assert_int_equal(db_call(db, &refuse, NULL, 0, DB_ONCE), DB_REFUSED);
    assert_string_equal(db_error(db)->sqlstate, "CC409");
    assert_string_equal(db_error(db)->message, "Ocupado");
    assert_string_equal(db_error(db)->detail, "[1]");
    assert_string_equal(db_error(db)->constraint, "c");
    assert_int_equal(db_call(db, &one, NULL, 0, DB_ONCE), DB_OK);
}

static void a_statement_too_slow_is_refused(void **state)
{
    struct db *db = *state;
    static const struct db_statement slow = {"slow", "SELECT pg_sleep(10)"};
    int64_t began_ms = reloj_mono_ms();
    assert_int_equal(db_call(db, &slow, NULL, 0, DB_ONCE), DB_REFUSED);
    assert_string_equal(db_error(db)->sqlstate, "57014");
    assert_true(reloj_mono_ms() - began_ms > 1900);
}

static void a_lost_connection_is_repeated_only_when_it_may_be(void **state)
{
    struct db *db = *state;
    assert_int_equal(db_call(db, &one, NULL, 0, DB_ONCE), DB_OK);
    cut("prueba");
    assert_int_equal(db_call(db, &one, NULL, 0, DB_REPEATABLE), DB_OK);
    cut("prueba");
    assert_int_equal(db_call(db, &one, NULL, 0, DB_ONCE), DB_AWAY);
    assert_int_equal(db_call(db, &one, NULL, 0, DB_ONCE), DB_OK);
}

static void an_idle_connection_that_was_cut_costs_nobody_a_request(void **state)
{
    struct db *db = *state;
    assert_int_equal(db_call(db, &one, NULL, 0, DB_ONCE), DB_OK);
    unsigned before = db_connections(db);
    cut("prueba");
    struct pollfd socket = {.fd = db_socket(db), .events = POLLIN};
    assert_int_equal(poll(&socket, 1, 5000), 1);
    db_idle_input(db);
    assert_int_equal(db_socket(db), -1);
    assert_int_equal(db_call(db, &one, NULL, 0, DB_ONCE), DB_OK);
    assert_int_equal(db_connections(db), before + 1);
}

/* A function that raises `sqlstate` the first `times` times that it is called, whatever is rolled back. */
static void arm(struct db *db, const char *sqlstate, int times)
{
    ask(db, "DROP SEQUENCE IF EXISTS intentos");
    ask(db, "CREATE SEQUENCE intentos");
    char *sql = malloc(512);
    snprintf(sql, 512,
             "CREATE OR REPLACE FUNCTION terca() RETURNS text LANGUAGE plpgsql AS $$ BEGIN IF "
             "nextval('intentos') <= %d THEN "
             "RAISE EXCEPTION USING ERRCODE = '%s'; END IF; RETURN 'al fin'; END $$",
             times, sqlstate);
    ask(db, sql);
}

static void what_rolled_back_for_a_passing_reason_is_repeated_once(void **state)
{
    static const char *const sqlstates[] = {"40001", "40P01", "26000", "0A000", "25006"};
    static const struct db_statement stubborn = {"stubborn", "SELECT terca()"};
    struct db *db = *state;
    for (size_t i = 0; i < COUNT(sqlstates); i++) {
        arm(db, sqlstates[i], 1);
        assert_int_equal(db_call(db, &stubborn, NULL, 0, DB_ONCE), DB_OK);
        assert_string_equal(db_value(db, 0, 0), "al fin");
        arm(db, sqlstates[i], 2);
        assert_int_equal(db_call(db, &stubborn, NULL, 0, DB_ONCE), DB_REFUSED);
        assert_string_equal(db_error(db)->sqlstate, sqlstates[i]);
    }
    arm(db, "23505", 1);
    assert_int_equal(db_call(db, &stubborn, NULL, 0, DB_REPEATABLE), DB_REFUSED);
}

static void a_plan_that_a_migration_made_stale_is_made_anew(void **state)
{
    static const struct db_statement all = {"all", "SELECT * FROM cosas"};
    struct db *db = *state;
    ask(db, "CREATE TABLE cosas (a int)");
    assert_int_equal(db_call(db, &all, NULL, 0, DB_ONCE), DB_OK);
    struct db_config config = config_named("migracion");
    struct db *other = db_new(&config);
    ask(other, "ALTER TABLE cosas ADD COLUMN b text");
    db_free(&other);
    assert_int_equal(db_call(db, &all, NULL, 0, DB_ONCE), DB_OK);
}

static void a_server_that_is_not_there_costs_little(void **state)
{
    const struct db_config config = {"host=/nonexistent dbname=x", "cc_api", "nadie", 2000};
    struct db *db = db_new(&config);
    (void)state;
    assert_int_equal(db_call(db, &one, NULL, 0, DB_REPEATABLE), DB_AWAY);
    clock_t began = clock(); /* of our own processor time: what else the machine does is not counted */
    for (int i = 0; i < 100000; i++)
        assert_int_equal(db_call(db, &one, NULL, 0, DB_REPEATABLE), DB_AWAY);
    assert_true(clock() - began < 2 * CLOCKS_PER_SEC);
    assert_int_equal(db_socket(db), -1);
    assert_string_equal(db_error(db)->sqlstate, "08006");
    db_free(&db);
}

/* ------------------------------------------------------------------------------------------- async */

struct story {
    struct db_async *async;
    char text[1024]; /* what happened, in order */
    int ready, lost, answered, notified;
};

static void tell(struct story *story, const char *what, const char *value)
{
    size_t bytes = strlen(story->text);
    snprintf(story->text + bytes, sizeof story->text - bytes, "%s%s ", what, value);
}

static void on_ready(void *user)
{
    ((struct story *)user)->ready++;
    tell(user, "ready", "");
}

static void on_notified(void *user, const char *channel, const char *payload, bool own)
{
    ((struct story *)user)->notified++;
    tell(user, channel, own ? "=own:" : "=other:");
    tell(user, payload, "");
}

static void on_lost(void *user, const struct db_error *error)
{
    ((struct story *)user)->lost++;
    tell(user, "lost:", error->sqlstate);
}

static void on_answer(void *user, const struct db_answer *answer)
{
    ((struct story *)user)->answered++;
    if (answer->outcome == DB_OK)
        tell(user, "ok:", answer->rows ? db_answer_value(answer, 0, 0) : "");
    else
        tell(user, answer->outcome == DB_AWAY ? "away:" : "refused:", answer->error->sqlstate);
}

static const char *const channels[] = {"cc_evento", "Otro \"canal\"", NULL};

static struct story *async_new(void)
{
    static const struct db_async_events events = {on_ready, on_notified, on_lost};
    struct db_config config = config_named("reactor");
    struct story *story = calloc(1, sizeof *story);
    story->async = db_async_new(&config, channels, &events, story);
    assert_true(db_async_start(story->async));
    return story;
}

static void async_free(struct story *story)
{
    db_async_free(&story->async);
    free(story);
}

/* Turns the loop until the counter reaches the number. */
static void until(struct story *story, const int *counter, int number)
{
    int64_t deadline_ms = reloj_mono_ms() + 30000;
    while (*counter < number) {
        assert_true(reloj_mono_ms() < deadline_ms);
        unsigned wants = db_async_wants(story->async);
        struct pollfd socket = {.fd = db_async_socket(story->async)};
        socket.events =
            (short)((wants & DB_WANTS_READ ? POLLIN : 0) | (wants & DB_WANTS_WRITE ? POLLOUT : 0));
        if (poll(&socket, 1, 100) > 0)
            db_async_advance(story->async);
    }
}

static void calls_are_answered_in_their_order(void **state)
{
    struct story *story = async_new();
    static const struct db_statement text = {"text", "SELECT $1::text"},
                                     fails = {"fails", "SELECT 1 / $1::int"};
    (void)state;
    assert_false(db_async_send(story->async, &one, NULL, 0, on_answer, story)); /* not ready yet */
    until(story, &story->ready, 1);
    char moving[8] = "a";
    for (char c = 'a'; c < 'd'; c++) {
        moving[0] = c;
        const struct db_param params[] = {DB_TEXT(moving)}; /* copied: it changes at once */
        assert_true(db_async_send(story->async, &text, params, 1, on_answer, story));
    }
    const struct db_param zero[] = {DB_TEXT("0")};
    assert_true(db_async_send(story->async, &fails, zero, 1, on_answer, story));
    assert_true(db_async_send(story->async, &one, NULL, 0, on_answer, story));
    until(story, &story->answered, 5);
    assert_string_equal(story->text, "ready ok:a ok:b ok:c refused:22012 ok:1 ");
    assert_int_equal(db_async_waiting_ms(story->async), 0);
    async_free(story);
}

static void notifications_arrive_and_say_whose_they_are(void **state)
{
    struct story *story = async_new();
    static const struct db_statement notify = {"notify", "SELECT pg_notify('cc_evento', 'mia')"};
    until(story, &story->ready, 1);
    ask(*state, "SELECT pg_notify('cc_evento', 'ajena')");
    until(story, &story->notified, 1);
    ask(*state, "SELECT pg_notify('Otro \"canal\"', '')");
    until(story, &story->notified, 2);
    assert_true(db_async_send(story->async, &notify, NULL, 0, on_answer, story));
    until(story, &story->notified, 3);
    assert_non_null(strstr(story->text, "cc_evento=other: ajena "));
    assert_non_null(strstr(story->text, "cc_evento=own: mia "));
    async_free(story);
}

static void a_cut_connection_answers_what_waits_and_can_begin_again(void **state)
{
    struct story *story = async_new();
    static const struct db_statement sleep = {"sleep", "SELECT pg_sleep(10)"};
    (void)state;
    until(story, &story->ready, 1);
    assert_true(db_async_send(story->async, &sleep, NULL, 0, on_answer, story));
    assert_true(db_async_send(story->async, &one, NULL, 0, on_answer, story));
    cut("reactor");
    until(story, &story->lost, 1);
    assert_int_equal(story->answered, 2);
    assert_memory_equal(story->text, "ready away:", 11);
    assert_int_equal(db_async_socket(story->async), -1);
    assert_int_equal(db_async_wants(story->async), DB_WANTS_NOTHING);

    assert_true(db_async_start(story->async));
    until(story, &story->ready, 2);
    assert_true(db_async_send(story->async, &one, NULL, 0, on_answer, story));
    until(story, &story->answered, 3);
    async_free(story);
}

static void closing_answers_what_waits(void **state)
{
    struct story *story = async_new();
    (void)state;
    until(story, &story->ready, 1);
    assert_true(db_async_send(story->async, &one, NULL, 0, on_answer, story));
    db_async_close(story->async);
    assert_string_equal(story->text, "ready away:08006 lost:08006 ");
    async_free(story);
}

static void a_server_that_is_not_there_is_lost(void **state)
{
    static const struct db_async_events events = {on_ready, on_notified, on_lost};
    const struct db_config config = {"host=/nonexistent dbname=x", "cc_api", "nadie", 2000};
    struct story story = {0};
    (void)state;
    story.async = db_async_new(&config, channels, &events, &story);
    if (db_async_start(story.async)) {
        db_async_advance(story.async);
        assert_string_equal(story.text, "lost:08001 ");
    }
    db_async_free(&story.async);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(parameters_and_values_arrive_as_they_are, db_setup, db_teardown),
        cmocka_unit_test_setup_teardown(the_connection_is_set_up_as_promised, db_setup, db_teardown),
        cmocka_unit_test_setup_teardown(a_refusal_tells_sqlstate_constraint_and_texts, db_setup, db_teardown),
        cmocka_unit_test_setup_teardown(a_statement_too_slow_is_refused, db_setup, db_teardown),
        cmocka_unit_test_setup_teardown(a_lost_connection_is_repeated_only_when_it_may_be, db_setup,
                                        db_teardown),
        cmocka_unit_test_setup_teardown(an_idle_connection_that_was_cut_costs_nobody_a_request, db_setup,
                                        db_teardown),
        cmocka_unit_test_setup_teardown(what_rolled_back_for_a_passing_reason_is_repeated_once, db_setup,
                                        db_teardown),
        cmocka_unit_test_setup_teardown(a_plan_that_a_migration_made_stale_is_made_anew, db_setup,
                                        db_teardown),
        cmocka_unit_test_setup_teardown(a_server_that_is_not_there_costs_little, db_setup, db_teardown),
        cmocka_unit_test_setup_teardown(calls_are_answered_in_their_order, db_setup, db_teardown),
        cmocka_unit_test_setup_teardown(notifications_arrive_and_say_whose_they_are, db_setup, db_teardown),
        cmocka_unit_test_setup_teardown(a_cut_connection_answers_what_waits_and_can_begin_again, db_setup,
                                        db_teardown),
        cmocka_unit_test_setup_teardown(closing_answers_what_waits, db_setup, db_teardown),
        cmocka_unit_test_setup_teardown(a_server_that_is_not_there_is_lost, db_setup, db_teardown),
    };
    return cmocka_run_group_tests(tests, postgres_start, postgres_stop);
}
