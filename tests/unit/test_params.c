#include "exchange_support.h"

#include "api/params.h"
#include "lib/json.h"

static void each_type_knows_its_values(void **state)
{
    static const struct {
        struct param param;
        const char *good[6], *bad[12];
    } rows[] = {
        {{.type = PARAM_ID},
         {"1", "9223372036854775807"},
         {"0", "-1", "+1", " 1", "1.0", "1e3", "x", "", "9223372036854775808", "1 "}},
        {{.type = PARAM_INT, .min = -2, .max = 20},
         {"-2", "0", "20"},
         {"-3", "21", "0x1", "--1", "99999999999999999999"}},
        {{.type = PARAM_TEXT, .min = 2, .max = 3},
         {"ab", "abc", "\xC3\xB1\xC3\xB1\xC3\xB1"},
         {"a", "abcd", ""}},
        {{.type = PARAM_WORD, .words = "viva|hoy"}, {"viva", "hoy"}, {"", "viv", "vivas", "viva|hoy", "|"}},
        {{.type = PARAM_BOOL}, {"true", "false"}, {"1", "True", ""}},
        {{.type = PARAM_DATE},
         {"2026-03-10", "2024-02-29", "2000-02-29"},
         {"2026-02-29", "1900-02-29", "2026-13-01", "2026-00-01", "2026-01-00", "2026-1-1", "2026-01-01x", "",
          "0000-01-01"}},
        {{.type = PARAM_MOMENT},
         {"2026-03-10T09:15:00Z", "2026-03-10t09:15:00z", "2026-03-10T09:15:00.123456+01:00",
          "2026-03-10T23:59:59-05:30"},
         {"2026-03-10", "2026-03-10 09:15:00Z", "2026-03-10T09:15:00", "2026-03-10T24:00:00Z",
          "2026-03-10T09:60:00Z", "2026-03-10T09:15:60Z", "2026-03-10T09:15:00.Z", "2026-03-10T09:15:00+0100",
          "2026-03-10T09:15:00+16:00", "now"}},
        {{.type = PARAM_WHEN},
         {"2026-03-10", "2026-03-10T09:15:00Z"},
         {"2026-02-30", "ayer", "2026-03-10T09:15"}},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        for (int j = 0; j < 6 && rows[i].good[j]; j++)
            assert_null(params_fault_of_text(&rows[i].param, rows[i].good[j]));
        for (int j = 0; j < 12 && rows[i].bad[j]; j++)
            if (!params_fault_of_text(&rows[i].param, rows[i].bad[j]))
                fail_msg("type %d took %s", rows[i].param.type, rows[i].bad[j]);
    }
}

/* The status of the reply, 0 when the parameters are good. */
static int check(struct exchange *x)
{
    return params_check(x) ? 0 : x->reply.status;
}

static void good_values_reach_the_handler_in_the_order_of_the_row(void **state)
{
    struct exchange x =
        exchange_of(state, "GET", ROUTE_PREFIX "/paciente?limite=5&q=Mu%C3%B1oz+P%C3%A9rez&numero=", NULL);
    assert_int_equal(check(&x), 0);
    assert_null(x.values[0]);
    assert_string_equal(x.values[1], "Muñoz Pérez");
    assert_string_equal(x.values[2], "5");
}

static void a_plus_that_nobody_escaped_is_still_a_plus(void **state)
{
    struct exchange x = exchange_of(state, "GET", ROUTE_PREFIX "/paciente?numero=+34600111222", NULL);
    assert_int_equal(check(&x), 0);
    assert_string_equal(x.values[0], "+34600111222");
}

static void a_query_at_fault_is_refused_by_name(void **state)
{
    static const char *const rows[][2] = {
        {"limite=0", "{\"pointer\":\"/limite\",\"detail\":\"está fuera de los límites\"}"},
        {"q=ab&q=cd", "{\"pointer\":\"/q\",\"detail\":\"está repetido\"}"},
        {"x~/y=1", "{\"pointer\":\"/x~0~1y\",\"detail\":\"no existe aquí\"}"},
        {"nada", NULL},
        {"q=%00%00", "{\"pointer\":\"/q\",\"detail\":\"no es texto UTF-8\"}"},
        {"q=%C3", "{\"pointer\":\"/q\",\"detail\":\"no es texto UTF-8\"}"},
        {"q=%zz", "{\"pointer\":\"/q\",\"detail\":\"no es texto UTF-8\"}"},
        {"q=ab%", "{\"pointer\":\"/q\",\"detail\":\"no es texto UTF-8\"}"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct exchange x =
            exchange_of(state, "GET", arena_format(*state, ROUTE_PREFIX "/paciente?%s", rows[i][0]), NULL);
        assert_int_equal(check(&x), rows[i][1] ? 422 : 0);
        if (rows[i][1])
            assert_non_null(strstr(x.reply.body, rows[i][1]));
    }
}

static void a_path_that_cannot_be_is_not_found(void **state)
{
    static const char *const ids[] = {"0", "-1", "x", "1x", "99999999999999999999", "\xFF"};
    for (size_t i = 0; i < COUNT(ids); i++) {
        struct exchange x =
            exchange_of(state, "GET", arena_format(*state, ROUTE_PREFIX "/llamadas/%s", ids[i]), NULL);
        assert_int_equal(check(&x), 404);
    }
}

static void all_faults_of_a_body_are_told_at_once(void **state)
{
    struct exchange x = exchange_of(state, "POST", ROUTE_PREFIX "/paciente",
                                    "{\"nombre\":7,\"nacimiento\":\"2026-02-30\",\"clinica_id\":\"1\","
                                    "\"email\":null,\"peso\":80}");
    assert_int_equal(check(&x), 422);
    assert_non_null(strstr(x.reply.body,
                           "\"errors\":[{\"pointer\":\"/nombre\",\"detail\":\"no es un texto\"},"
                           "{\"pointer\":\"/nacimiento\",\"detail\":\"no es una fecha como 2026-03-10\"},"
                           "{\"pointer\":\"/clinica_id\",\"detail\":\"no es un número entero\"},"
                           "{\"pointer\":\"/peso\",\"detail\":\"no existe aquí\"}]"));
}

static void bodies_are_checked_by_status(void **state)
{
    static const struct {
        const char *method, *path, *body;
        int status;
    } rows[] = {
        {"POST", "/sesion", "{\"usuario\":\"ana\",\"clave\":\"x\"}", 0},
        {"POST", "/sesion", "{\"usuario\":\"ana\"}", 422},
        {"POST", "/sesion", "{\"usuario\":\"ana\",\"clave\":null}", 422},
        {"POST", "/sesion", "", 400},
        {"POST", "/sesion", "[]", 400},
        {"POST", "/sesion", "{\"usuario\":\"ana\",\"usuario\":\"bea\",\"clave\":\"x\"}", 400},
        {"POST", "/sesion", NULL, 415},
        {"PUT", "/sesion/puesto", "{\"extension_id\":null}", 0},
        {"PUT", "/sesion/puesto", "{\"extension_id\":0}", 422},
        {"PUT", "/sesion/puesto", "{}", 422},
        {"PATCH", "/llamadas/1", "{\"asuntos\":[1,2]}", 0},
        {"PATCH", "/llamadas/1", "{\"asuntos\":[1,\"2\"]}", 422},
        {"PATCH", "/llamadas/1", "{\"asuntos\":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21]}",
         422},
        {"PATCH", "/llamadas/1", "{\"asuntos\":{}}", 422},
        {"PATCH", "/llamadas/1", "{\"interlocutor_id\":null}", 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct exchange x = exchange_of(state, rows[i].method,
                                        arena_format(*state, ROUTE_PREFIX "%s", rows[i].path), rows[i].body);
        if (check(&x) != rows[i].status)
            fail_msg("%s %s: %d", rows[i].path, rows[i].body, x.reply.status);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(each_type_knows_its_values),
        TEST(good_values_reach_the_handler_in_the_order_of_the_row),
        TEST(a_plus_that_nobody_escaped_is_still_a_plus),
        TEST(a_query_at_fault_is_refused_by_name),
        TEST(a_path_that_cannot_be_is_not_found),
        TEST(all_faults_of_a_body_are_told_at_once),
        TEST(bodies_are_checked_by_status),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
