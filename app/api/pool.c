#include "api/pool.h"

/* A request may take two statements of full length and a reconnection; largo streams to slow readers, and what it may take
 * without getting on is a setting. */
static const struct pool_traits traits[POOLS] = {
    [POOL_WEBHOOKS] = {.name = "webhooks", .statement_timeout_ms = 2000, .request_limit_ms = 20000},
    [POOL_API] = {.name = "api", .statement_timeout_ms = 2000, .request_limit_ms = 20000},
    [POOL_LARGO] = {.name = "largo", .statement_timeout_ms = 60000},
};

const struct pool_traits *pool_traits(enum pool pool)
{
    return &traits[pool];
}
