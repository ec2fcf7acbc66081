#include "api/metrics.h"

#include <inttypes.h>

#include "api/board.h"
#include "api/routes.h"
#include "lib/buf.h"

static uint64_t read_counter(const _Atomic uint64_t *counter)
{
    return atomic_load_explicit(counter, memory_order_relaxed);
}

static void describe(struct buf *out, const char *name, const char *type, const char *help)
{
    buf_add_format(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

/* The row after the last route counts what fitted none. */
static void write_label(struct buf *out, int route)
{
    if (route < routes_count)
        buf_add_format(out, "{method=\"%s\",route=\"%s\"", routes_table[route].method,
                       routes_table[route].path);
    else
        buf_add(out, "{method=\"\",route=\"\"");
}

static void write_requests(const struct board *board, struct buf *out)
{
    describe(out, "cc_api_requests_total", "counter", "Requests answered, by route and class of status.");
    for (int route = 0; route <= routes_count; route++)
        for (int class = 1; class < BOARD_CLASSES; class ++) {
            uint64_t answers = read_counter(&board->routes[route].answers[class]);
            if (answers == 0)
                continue;
            buf_add(out, "cc_api_requests_total");
            write_label(out, route);
            buf_add_format(out, ",code=\"%dxx\"} %" PRIu64 "\n", class, answers);
        }
}

static void write_histogram(const struct board_route *row, int route, struct buf *out)
{
    uint64_t up_to = 0;
    for (int bucket = 0; bucket < BOARD_BUCKETS; bucket++) {
        up_to += read_counter(&row->buckets[bucket]);
        buf_add(out, "cc_api_request_seconds_bucket");
        write_label(out, route);
        if (bucket < BOARD_BUCKETS - 1)
            buf_add_format(out, ",le=\"%g\"} %" PRIu64 "\n", (double)board_bucket_us[bucket] / 1e6, up_to);
        else
            buf_add_format(out, ",le=\"+Inf\"} %" PRIu64 "\n", up_to);
    }
    buf_add(out, "cc_api_request_seconds_sum");
    write_label(out, route);
    buf_add_format(out, "} %.6f\ncc_api_request_seconds_count", (double)read_counter(&row->sum_us) / 1e6);
    write_label(out, route);
    buf_add_format(out, "} %" PRIu64 "\n", up_to);
}

static void write_durations(const struct board *board, struct buf *out)
{
    describe(out, "cc_api_request_seconds", "histogram", "Time from accept to the end of the reply.");
    for (int route = 0; route <= routes_count; route++)
        if (read_counter(&board->routes[route].sum_us) > 0)
            write_histogram(&board->routes[route], route, out);
}

static void write_workers(const struct board *board, struct buf *out)
{
    int alive[POOLS] = {0}, busy[POOLS] = {0};
    for (int i = 0; i < BOARD_SLOTS; i++) {
        const struct board_slot *slot = &board->slots[i];
        if (slot->pid == 0)
            continue;
        alive[slot->pool]++;
        busy[slot->pool] += slot->busy_since_ms != 0;
    }
    describe(out, "cc_api_workers", "gauge", "Workers, by pool and whether they serve a request.");
    for (int pool = 0; pool < POOLS; pool++) {
        const char *name = pool_traits((enum pool)pool)->name;
        buf_add_format(out, "cc_api_workers{pool=\"%s\",state=\"busy\"} %d\n", name, busy[pool]);
        buf_add_format(out, "cc_api_workers{pool=\"%s\",state=\"idle\"} %d\n", name,
                       alive[pool] - busy[pool]);
    }
    describe(out, "cc_api_workers_died_total", "counter", "Workers that ended unasked, by pool.");
    for (int pool = 0; pool < POOLS; pool++)
        buf_add_format(out, "cc_api_workers_died_total{pool=\"%s\"} %" PRIu64 "\n",
                       pool_traits((enum pool)pool)->name, read_counter(&board->workers_died[pool]));
    describe(out, "cc_api_workers_killed_total", "counter",
             "Workers killed for a request that took too long, by pool.");
    for (int pool = 0; pool < POOLS; pool++)
        buf_add_format(out, "cc_api_workers_killed_total{pool=\"%s\"} %" PRIu64 "\n",
                       pool_traits((enum pool)pool)->name, read_counter(&board->workers_killed[pool]));
}

static void write_webhooks(const struct board *board, struct buf *out)
{
    static const char *const verdicts[] = {
        [BOARD_WEBHOOK_STORED] = "stored",
        [BOARD_WEBHOOK_UNREADABLE] = "unreadable",
        [BOARD_WEBHOOK_REFUSED] = "refused",
        [BOARD_WEBHOOK_UNKNOWN] = "unknown",
    };
    describe(out, "cc_api_webhooks_total", "counter", "Deliveries of PBXs, by what became of them.");
    for (int i = 0; i <= BOARD_WEBHOOK_UNKNOWN; i++)
        buf_add_format(out, "cc_api_webhooks_total{verdict=\"%s\"} %" PRIu64 "\n", verdicts[i],
                       read_counter(&board->webhooks[i]));
}

void metrics_write(const struct board *board, struct buf *out)
{
    write_requests(board, out);
    write_durations(board, out);
    write_workers(board, out);
    write_webhooks(board, out);
}
