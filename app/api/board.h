/*
 * board: what master and workers see together: shared memory made before the first fork.
 *
 * A slot per worker (the master's watchdog reads how old its request is), the counters of /metrics, and when a session
 * was last reported as used. Counters are atomics that everybody adds to; nothing is locked, and a worker that is
 * killed leaves nothing half-written that matters.
 */
#ifndef CC_API_BOARD_H
#define CC_API_BOARD_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "api/pool.h"

enum {
    BOARD_SLOTS = 256,
    BOARD_ROUTES = 256,
    BOARD_CLASSES = 6,  /* 1xx to 5xx by their first digit */
    BOARD_BUCKETS = 12, /* board_bucket_us and +Inf */
    BOARD_TOUCHES = 4096,
};

struct board_slot {
    _Atomic pid_t pid; /* 0: free */
    enum pool pool;
    int64_t started_ms;            /* monotonic */
    _Atomic int64_t busy_since_ms; /* monotonic; 0 while it waits for a request */
};

struct board_route {
    _Atomic uint64_t answers[BOARD_CLASSES];
    _Atomic uint64_t buckets[BOARD_BUCKETS]; /* each request in one */
    _Atomic uint64_t sum_us;
};

struct board {
    struct board_slot slots[BOARD_SLOTS];
    struct board_route routes[BOARD_ROUTES];
    _Atomic uint64_t workers_started[POOLS], workers_died[POOLS], workers_killed[POOLS];
    _Atomic uint64_t webhooks[4]; /* by board_webhook */
    _Atomic uint64_t touches[BOARD_TOUCHES];
};

enum board_webhook {
    BOARD_WEBHOOK_STORED,
    BOARD_WEBHOOK_UNREADABLE,
    BOARD_WEBHOOK_REFUSED,
    BOARD_WEBHOOK_UNKNOWN
};

/* Upper bounds of the buckets but the last. */
extern const int64_t board_bucket_us[BOARD_BUCKETS - 1];

/* NULL: no memory. */
struct board *board_new(void);

/* The request in this slot goes on: its age, which the watchdog looks at, begins anew. NULL is harmless. */
void board_progress(struct board_slot *slot);

/* Counts one answered request of the route. */
void board_count(struct board *board, int route, int status, int64_t duration_us);

/* Whether this session should be reported as used now: true at most once a minute for each (for all workers together;
 * two sessions that share a place may be reported more often). */
bool board_touch(struct board *board, const unsigned char token_hash[32], int64_t now_s);

#endif
