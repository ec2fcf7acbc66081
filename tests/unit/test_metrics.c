#include "support.h"

#include "api/board.h"
#include "api/metrics.h"
#include "api/routes.h"

static void requests_are_counted_by_route_and_class(void **state)
{
    struct board *board = board_new();
    struct buf text = buf_in(*state);
    int row = 0;
    while (strcmp(routes_table[row].path, "/llamadas/:id") != 0)
        row++;
    board_count(board, row, 200, 700);
    board_count(board, row, 200, 3000000);
    board_count(board, row, 404, 100);
    board_count(board, routes_count, 404, 100);
    metrics_write(board, &text);
    static const char *const lines[] = {
        "cc_api_requests_total{method=\"GET\",route=\"/llamadas/:id\",code=\"2xx\"} 2\n",
        "cc_api_requests_total{method=\"GET\",route=\"/llamadas/:id\",code=\"4xx\"} 1\n",
        "cc_api_requests_total{method=\"\",route=\"\",code=\"4xx\"} 1\n",
        "cc_api_request_seconds_bucket{method=\"GET\",route=\"/llamadas/:id\",le=\"0.0005\"} 1\n",
        "cc_api_request_seconds_bucket{method=\"GET\",route=\"/llamadas/:id\",le=\"0.001\"} 2\n",
        "cc_api_request_seconds_bucket{method=\"GET\",route=\"/llamadas/:id\",le=\"+Inf\"} 3\n",
        "cc_api_request_seconds_count{method=\"GET\",route=\"/llamadas/:id\"} 3\n",
        "cc_api_request_seconds_sum{method=\"GET\",route=\"/llamadas/:id\"} 3.000800\n",
        "cc_api_webhooks_total{verdict=\"stored\"} 0\n",
    };
    for (size_t i = 0; i < COUNT(lines); i++)
        if (!strstr(buf_text(&text), lines[i]))
            fail_msg("no %s in\n%s", lines[i], buf_text(&text));
}

static void every_route_has_room_on_the_board(void **state)
{
    (void)state;
    assert_true(routes_count < BOARD_ROUTES);
}

static void a_session_is_touched_once_a_minute(void **state)
{
    struct board *board = board_new();
    unsigned char one[32], two[32];
    (void)state;
    cripto_sha256("uno", 3, one);
    cripto_sha256("dos", 3, two);
    assert_true(board_touch(board, one, 600));
    assert_false(board_touch(board, one, 659));
    assert_true(board_touch(board, two, 659));
    assert_true(board_touch(board, one, 660));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(requests_are_counted_by_route_and_class),
        TEST(every_route_has_room_on_the_board),
        TEST(a_session_is_touched_once_a_minute),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
