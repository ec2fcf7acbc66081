#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lib/arena.h"
#include "lib/secreto.h"
#include "lib/texto.h"

static void a_secret_is_whsec_and_256_bits_and_never_the_same(void **state)
{
    (void)state;
    char one[SECRETO_TEXT_BYTES + 1], other[SECRETO_TEXT_BYTES + 1];
    unsigned char random[33];
    size_t bytes = 0;
    secreto_nuevo(one), secreto_nuevo(other);
    assert_memory_equal(one, "whsec_", 6);
    assert_true(texto_from_base64(one + 6, strlen(one) - 6, random, sizeof random, &bytes));
    assert_int_equal(bytes, 32);
    assert_string_not_equal(one, other);
}

static void a_public_id_is_what_the_database_takes(void **state)
{
    (void)state;
    char one[SECRETO_PUBLIC_BYTES + 1], other[SECRETO_PUBLIC_BYTES + 1];
    secreto_publico(one), secreto_publico(other);
    assert_int_equal(strlen(one), SECRETO_PUBLIC_BYTES);
    assert_int_equal(strspn(one, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
                     SECRETO_PUBLIC_BYTES);
    assert_string_not_equal(one, other);
}

static void what_was_sealed_opens_under_its_master_key_only(void **state)
{
    (void)state;
    static const unsigned char master[CRIPTO_MASTER_BYTES] = {1}, another[CRIPTO_MASTER_BYTES] = {2};
    struct arena *arena = arena_new(4096);
    const char *hex = secreto_sellar(master, "contraseña", arena);
    unsigned char sealed[128], open[128] = {0};
    size_t bytes = 0;
    assert_true(texto_from_hex(hex, strlen(hex), sealed, sizeof sealed, &bytes));
    assert_true(cripto_unseal(master, sealed, bytes, open));
    assert_string_equal(open, "contraseña");
    assert_false(cripto_unseal(another, sealed, bytes, open));
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_secret_is_whsec_and_256_bits_and_never_the_same),
        cmocka_unit_test(a_public_id_is_what_the_database_takes),
        cmocka_unit_test(what_was_sealed_opens_under_its_master_key_only),
    };
    return cripto_init() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
