#include "support.h"

static void pieces_are_aligned_and_apart(void **state)
{
    struct arena *arena = *state;
    char *one = arena_take(arena, 1), *two = arena_take(arena, 3);
    assert_int_equal((uintptr_t)one % _Alignof(max_align_t), 0);
    assert_int_equal((uintptr_t)two % _Alignof(max_align_t), 0);
    assert_true(two >= one + 1);
}

static void a_piece_larger_than_the_block_is_given_whole(void **state)
{
    char *large = arena_take(*state, 100000);
    memset(large, 'x', 100000);
    assert_int_equal(large[99999], 'x');
}

static void reset_gives_everything_back(void **state)
{
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 100; i++)
            arena_take(*state, 1000);
        arena_reset(*state);
        assert_int_equal(arena_used_bytes(*state), 0);
    }
}

static void the_last_piece_grows_in_place_and_others_are_copied(void **state)
{
    char *piece = arena_text(*state, "hola");
    assert_ptr_equal(arena_grow(*state, piece, 5, 200), piece);
    arena_take(*state, 1);
    char *moved = arena_grow(*state, piece, 200, 300);
    assert_ptr_not_equal(moved, piece);
    assert_string_equal(moved, "hola");
}

static void format_makes_text(void **state)
{
    assert_string_equal(arena_format(*state, "%d-%s", 7, "siete"), "7-siete");
}

static void zero_is_zeroed_even_over_used_memory(void **state)
{
    memset(arena_take(*state, 64), 'x', 64);
    arena_reset(*state);
    const char *zeroed = arena_zero(*state, 64);
    for (int i = 0; i < 64; i++)
        assert_int_equal(zeroed[i], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(pieces_are_aligned_and_apart),
        TEST(a_piece_larger_than_the_block_is_given_whole),
        TEST(reset_gives_everything_back),
        TEST(the_last_piece_grows_in_place_and_others_are_copied),
        TEST(format_makes_text),
        TEST(zero_is_zeroed_even_over_used_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
