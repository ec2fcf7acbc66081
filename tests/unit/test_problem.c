#include "exchange_support.h"

#include "api/problem.h"
#include "lib/db.h"
#include "lib/json.h"

static void each_sqlstate_has_its_status(void **state)
{
    static const struct {
        const char *sqlstate;
        int status;
    } rows[] = {
        {"CC400", 400}, {"CC401", 401}, {"CC403", 403}, {"CC404", 404}, {"CC409", 409}, {"CC412", 412},
        {"CC419", 409}, {"CC422", 422}, {"CC428", 428}, {"CC429", 429}, {"CC503", 503}, {"CC999", 500},
        {"08006", 503}, {"08001", 503}, {"57P01", 503}, {"57014", 503}, {"53300", 503}, {"53100", 503},
        {"55P03", 503}, {"40001", 503}, {"40P01", 503}, {"25006", 503}, {"58030", 503}, {"23505", 500},
        {"42883", 500}, {"22P02", 500}, {"42501", 500}, {"55000", 500}, {"", 500},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        if (problem_find(rows[i].sqlstate)->status != rows[i].status)
            fail_msg("%s is %d", rows[i].sqlstate, problem_find(rows[i].sqlstate)->status);
}

static const struct json *body_of(const struct exchange *x)
{
    struct json_fault fault;
    const struct json *body = json_parse(x->arena, x->reply.body, x->reply.body_bytes, &fault);
    assert_non_null(body);
    assert_string_equal(x->reply.content_type, "application/problem+json");
    return body;
}

static void our_refusals_say_what_sql_said(void **state)
{
    struct exchange x = exchange_of(state, "GET", ROUTE_PREFIX "/llamadas/1", NULL);
    struct db_error error = {"CC422", "Número \"raro\".", "[{\"pointer\":\"/numero\",\"detail\":\"corto\"}]",
                             ""};
    problem_reply_db(&x, &error);
    const struct json *body = body_of(&x);
    assert_int_equal(x.reply.status, 422);
    assert_string_equal(json_member_text(body, "detail"), "Número \"raro\".");
    assert_string_equal(json_member_text(body, "instance"), "0123");
    assert_string_equal(json_member_text(json_member(body, "errors")->first, "pointer"), "/numero");
}

static void other_errors_show_nothing_of_the_database(void **state)
{
    struct exchange x = exchange_of(state, "GET", ROUTE_PREFIX "/llamadas/1", NULL);
    struct db_error error = {"23505", "duplicate key (numero)=(+34600111222)", "[\"+34600111222\"]",
                             "paciente_pk"};
    problem_reply_db(&x, &error);
    assert_int_equal(x.reply.status, 500);
    assert_null(strstr(x.reply.body, "600111222"));
    assert_null(json_member(body_of(&x), "errors"));
}

static void a_busy_database_says_when_to_come_back(void **state)
{
    struct exchange x = exchange_of(state, "GET", ROUTE_PREFIX "/llamadas/1", NULL);
    problem_reply(&x, "08006", NULL, NULL);
    assert_int_equal(x.reply.status, 503);
    assert_non_null(strstr(buf_text(&x.reply.headers), "Retry-After: 1\r\n"));
}

static void a_returned_status_finds_its_row(void **state)
{
    struct exchange x = exchange_of(state, "GET", ROUTE_PREFIX "/llamadas/1", NULL);
    struct json_fault fault;
    const char *body = "{\"type\": \"about:blank\", \"title\": \"x\", \"detail\": \"No.\"}";
    problem_reply_status(&x, 401, json_parse(x.arena, body, strlen(body), &fault));
    assert_string_equal(json_member_text(body_of(&x), "type"), "/docs/problemas#sin_identificar");
    assert_string_equal(json_member_text(body_of(&x), "detail"), "No.");
    assert_string_equal(json_member_text(body_of(&x), "title"), "Unauthorized");
    assert_non_null(strstr(buf_text(&x.reply.headers), "WWW-Authenticate: Bearer\r\n"));
    problem_reply_status(&x, 418, NULL);
    assert_int_equal(x.reply.status, 500);
}

static void a_returned_refusal_keeps_its_own_type_and_members(void **state)
{
    struct exchange x = exchange_of(state, "POST", ROUTE_PREFIX "/llamar", NULL);
    struct json_fault fault;
    const char *body = "{\"type\": \"/docs/problemas#no_llamar\", \"status\": 200, \"instance\": \"y\","
                       " \"confirmar\": [\"no_llamar\"], \"errors\": []}";
    problem_reply_status(&x, 409, json_parse(x.arena, body, strlen(body), &fault));
    const struct json *problem = body_of(&x);
    assert_string_equal(json_member_text(problem, "type"), "/docs/problemas#no_llamar");
    assert_string_equal(json_member_text(problem, "title"), "Conflict");
    assert_string_equal(json_member(problem, "status")->text, "409");
    assert_string_equal(json_member_text(problem, "instance"), x.request.id);
    assert_int_equal(json_member(problem, "confirmar")->count, 1);
    assert_non_null(json_member(problem, "errors"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(each_sqlstate_has_its_status),
        TEST(our_refusals_say_what_sql_said),
        TEST(other_errors_show_nothing_of_the_database),
        TEST(a_busy_database_says_when_to_come_back),
        TEST(a_returned_status_finds_its_row),
        TEST(a_returned_refusal_keeps_its_own_type_and_members),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
