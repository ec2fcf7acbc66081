/*
 * arena: memory of one request, taken piece by piece and given back in one place, the worker's loop.
 *
 * Advantage: handlers never free and cannot leak or free twice. Disadvantage: what grows leaves its smaller copies
 * behind until the reset, so an arena is for work that ends soon.
 *
 * Memory that the system refuses ends the process with abort() after a log line: a worker dies alone, its master
 * replaces it, and no half-built answer is ever sent. So nothing here returns NULL.
 */
#ifndef CC_ARENA_H
#define CC_ARENA_H

#include <stddef.h>

struct arena;

/* `block_bytes` is the size of the first block, which stays allocated over resets. */
struct arena *arena_new(size_t block_bytes);

/* NULL is harmless; the pointer is nulled. */
void arena_free(struct arena **arena);

/* Forgets everything taken since arena_new. */
void arena_reset(struct arena *arena);

/* Aligned for any type, not zeroed. */
void *arena_take(struct arena *arena, size_t bytes);

/* The same, zeroed. */
void *arena_zero(struct arena *arena, size_t bytes);

/* Makes a piece larger, in place when it was the last one taken. `old_bytes` is what was asked for before. */
void *arena_grow(struct arena *arena, void *piece, size_t old_bytes, size_t new_bytes);

/* Copies; the copy of text ends with NUL. */
char *arena_text(struct arena *arena, const char *text);
char *arena_text_n(struct arena *arena, const char *text, size_t bytes);

/* printf into the arena. */
char *arena_format(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Bytes in use, for tests and metrics. */
size_t arena_used_bytes(const struct arena *arena);

#endif
