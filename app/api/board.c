#include "api/board.h"

#include <string.h>
#include <sys/mman.h>

#include "lib/reloj.h"

const int64_t board_bucket_us[BOARD_BUCKETS - 1] = {500,   1000,   2500,   5000,    10000,  25000,
                                                    50000, 100000, 250000, 1000000, 2500000};

struct board *board_new(void)
{
    void *memory =
        mmap(NULL, sizeof(struct board), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return memory == MAP_FAILED ? NULL : memory; /* the kernel gives it zeroed */
}

void board_progress(struct board_slot *slot)
{
    if (slot)
        slot->busy_since_ms = reloj_mono_ms();
}

void board_count(struct board *board, int route, int status, int64_t duration_us)
{
    struct board_route *row = &board->routes[route];
    int class = status / 100 < BOARD_CLASSES ? status / 100 : 5, bucket = 0;
    while (bucket < BOARD_BUCKETS - 1 && duration_us > board_bucket_us[bucket])
        bucket++;
    atomic_fetch_add_explicit(&row->answers[class], 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&row->buckets[bucket], 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&row->sum_us, (uint64_t)duration_us, memory_order_relaxed);
}

/* A place holds 40 bits of the session's hash and 24 of the minute. */
bool board_touch(struct board *board, const unsigned char token_hash[32], int64_t now_s)
{
    uint64_t hash;
    memcpy(&hash, token_hash, sizeof hash);
    uint64_t mark = (hash & ~UINT64_C(0xFFFFFF)) | ((uint64_t)(now_s / 60) & 0xFFFFFF);
    _Atomic uint64_t *place = &board->touches[hash % BOARD_TOUCHES];
    return atomic_exchange_explicit(place, mark, memory_order_relaxed) != mark;
}
