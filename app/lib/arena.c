#include "lib/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/log.h"

struct block {
    struct block *previous;
    size_t room_bytes;
    size_t used_bytes;
    alignas(max_align_t) char data[];
};

struct arena {
    struct block *top; /* pieces come from here; its `previous` chain ends with the first block */
};

static void *must_malloc(size_t bytes)
{
    void *memory = malloc(bytes);
    if (!memory) {
        log_error(LOG_EVENT("sin_memoria"), LOG_INT("bytes", (long)bytes));
        abort();
    }
    return memory;
}

static struct block *block_new(size_t room_bytes, struct block *previous)
{
    struct block *block = must_malloc(sizeof *block + room_bytes);
    *block = (struct block){.previous = previous, .room_bytes = room_bytes};
    return block;
}

static size_t aligned(size_t bytes)
{
    if (bytes > SIZE_MAX / 4)
        abort(); /* a length that wrapped: nothing sane follows */
    size_t unit = alignof(max_align_t);
    return (bytes + unit - 1) & ~(unit - 1);
}

struct arena *arena_new(size_t block_bytes)
{
    struct arena *arena = must_malloc(sizeof *arena);
    arena->top = block_new(aligned(block_bytes), NULL);
    return arena;
}

void arena_reset(struct arena *arena)
{
    while (arena->top->previous) {
        struct block *block = arena->top;
        arena->top = block->previous;
        free(block);
    }
    arena->top->used_bytes = 0;
}

void arena_free(struct arena **arena)
{
    if (!*arena)
        return;
    arena_reset(*arena);
    free((*arena)->top);
    free(*arena);
    *arena = NULL;
}

void *arena_take(struct arena *arena, size_t bytes)
{
    struct block *top = arena->top;
    size_t need = aligned(bytes ? bytes : 1);
    if (top->room_bytes - top->used_bytes < need) {
        size_t room = 2 * top->room_bytes;
        top = arena->top = block_new(room > need ? room : need, top);
    }
    void *piece = top->data + top->used_bytes;
    top->used_bytes += need;
    return piece;
}

void *arena_zero(struct arena *arena, size_t bytes)
{
    return memset(arena_take(arena, bytes), 0, bytes);
}

void *arena_grow(struct arena *arena, void *piece, size_t old_bytes, size_t new_bytes)
{
    struct block *top = arena->top;
    size_t old = aligned(old_bytes ? old_bytes : 1), need = aligned(new_bytes ? new_bytes : 1);
    bool last = piece && (char *)piece + old == top->data + top->used_bytes;
    if (last && need >= old && top->room_bytes - top->used_bytes >= need - old) {
        top->used_bytes += need - old;
        return piece;
    }
    void *bigger = arena_take(arena, new_bytes);
    if (piece)
        memcpy(bigger, piece, old_bytes < new_bytes ? old_bytes : new_bytes);
    return bigger;
}

char *arena_text_n(struct arena *arena, const char *text, size_t bytes)
{
    char *copy = arena_take(arena, bytes + 1);
    memcpy(copy, text, bytes);
    copy[bytes] = '\0';
    return copy;
}

char *arena_text(struct arena *arena, const char *text)
{
    return arena_text_n(arena, text, strlen(text));
}

char *arena_format(struct arena *arena, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int bytes = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (bytes < 0)
        abort();
    char *text = arena_take(arena, (size_t)bytes + 1);
    vsnprintf(text, (size_t)bytes + 1, format, again);
    va_end(again);
    return text;
}

size_t arena_used_bytes(const struct arena *arena)
{
    size_t bytes = 0;
    for (const struct block *block = arena->top; block; block = block->previous)
        bytes += block->used_bytes;
    return bytes;
}
