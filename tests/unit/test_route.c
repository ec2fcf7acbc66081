#include "support.h"

#include "api/routes.h"

#define P ROUTE_PREFIX

static enum route_found find(void **state, const char *method, const char *path, const struct route **route,
                             const char *segments[ROUTE_SEGMENTS], char *allow)
{
    return route_find(method, path, route, segments, arena_take(*state, strlen(path) + 1), allow);
}

static void literal_paths_win_and_names_take_one_segment(void **state)
{
    static const struct {
        const char *method, *path, *route, *segment;
    } rows[] = {
        {"GET", P "/llamadas", "/llamadas", NULL},
        {"GET", P "/llamadas/12", "/llamadas/:id", "12"},
        {"PATCH", P "/llamadas/12", "/llamadas/:id", "12"},
        {"POST", P "/webhooks/aB_-9", "/webhooks/:centralita", "aB_-9"},
        {"GET", P "/paciente", "/paciente", NULL},
        {"GET", P "/paciente/x y", "/paciente/:id", "x y"},
        {"PUT", P "/sesion/puesto", "/sesion/puesto", NULL},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct route *route = NULL;
        const char *segments[ROUTE_SEGMENTS] = {0};
        char allow[ROUTE_ALLOW_BYTES];
        assert_int_equal(find(state, rows[i].method, rows[i].path, &route, segments, allow), ROUTE_FOUND);
        assert_string_equal(route->path, rows[i].route);
        if (rows[i].segment)
            assert_string_equal(segments[0], rows[i].segment);
    }
}

static void what_no_row_says_is_not_there(void **state)
{
    static const char *const paths[] = {
        "",
        "/",
        "/llamadas",
        P,
        P "/",
        P "/llamada",
        P "/llamadass",
        P "/llamadas/",
        P "/llamadas/1/2",
        P "//llamadas",
        P "/llamadas//",
        P "/webhooks/",
        P "/sesion/",
        "/api/contact-centerx/llamadas",
    };
    for (size_t i = 0; i < COUNT(paths); i++) {
        const struct route *route = NULL;
        const char *segments[ROUTE_SEGMENTS];
        char allow[ROUTE_ALLOW_BYTES];
        assert_int_equal(find(state, "GET", paths[i], &route, segments, allow), ROUTE_NO_PATH);
        assert_null(route);
    }
}

static void another_method_learns_which_there_are(void **state)
{
    const struct route *route = NULL;
    const char *segments[ROUTE_SEGMENTS];
    char allow[ROUTE_ALLOW_BYTES];
    assert_int_equal(find(state, "DELETE", P "/llamadas/1", &route, segments, allow), ROUTE_NO_METHOD);
    assert_string_equal(allow, "GET, PATCH");
    assert_int_equal(find(state, "get", P "/livez", &route, segments, allow), ROUTE_NO_METHOD);
}

/* A concrete path of the row: each :name becomes a number that no literal is. */
static const char *example_of(void **state, const char *pattern)
{
    struct buf path = buf_in(*state);
    buf_add(&path, P);
    for (; *pattern; pattern++) {
        if (*pattern != ':') {
            buf_add_n(&path, pattern, 1);
            continue;
        }
        buf_add(&path, "1");
        pattern += strcspn(pattern, "/") - 1;
    }
    return arena_text(*state, buf_text(&path));
}

static void every_row_can_be_reached(void **state)
{
    for (int i = 0; i < routes_count; i++) {
        const struct route *route = NULL;
        const char *segments[ROUTE_SEGMENTS];
        char allow[ROUTE_ALLOW_BYTES];
        find(state, routes_table[i].method, example_of(state, routes_table[i].path), &route, segments, allow);
        assert_ptr_equal(route, &routes_table[i]);
    }
}

static void every_row_is_whole(void **state)
{
    (void)state;
    for (int i = 0; i < routes_count; i++) {
        const struct route *route = &routes_table[i];
        assert_true(route->function || route->handler);
        assert_true(!route->scope || route->role);
        int names = 0, in_path = 0;
        for (const char *at = route->path; *at; at++)
            names += *at == ':';
        for (int j = 0; j < ROUTE_PARAMS && route->params[j].type != PARAM_NONE; j++) {
            const struct param *param = &route->params[j];
            in_path += param->in == PARAM_PATH;
            assert_true(param->in != PARAM_PATH || j == in_path - 1); /* the path's come first: SQL's order */
            assert_true(param->type != PARAM_WORD || param->words);
            bool bounded = param->type == PARAM_TEXT || param->type == PARAM_PHONE ||
                           param->type == PARAM_INT || param->type == PARAM_IDS || param->type == PARAM_LIST;
            assert_true(!bounded || param->max > 0);
            assert_true(param->in == PARAM_BODY || param->type < PARAM_IDS);
        }
        assert_true(route->raw_body || route->streamed_body || names == in_path);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(literal_paths_win_and_names_take_one_segment),
        TEST(what_no_row_says_is_not_there),
        TEST(another_method_learns_which_there_are),
        TEST(every_row_can_be_reached),
        TEST(every_row_is_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
