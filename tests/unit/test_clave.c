#include "support.h"

#include "lib/clave.h"

static const char *defecto(const char *clave)
{
    return clave_defecto(clave, strlen(clave), "recepcion-centro");
}

static void good_ones_pass(void **state)
{
    static const char *const good[] = {"clinica-demo", "cuatro palabras al azar", "ñandúes!",
                                       "日本語日本語日本"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_null(defecto(good[i]));
    assert_null(clave_defecto("recepcion-centro", 16, NULL));
    (void)state;
}

static void bad_ones_do_not(void **state)
{
    (void)state;
    static const char *const bad[] = {"",
                                      "1234567",
                                      "ññññññ7",
                                      "12345678",
                                      "Password1",
                                      "QWERTYUIOP",
                                      "contraseña",
                                      "CONTRASEÑA1",
                                      "contrasen\xcc\x83"
                                      "a1",
                                      "n\xcc\x83n\xcc\x83n\xcc\x83n\xcc\x83",
                                      "Recepcion-Centro",
                                      "\xff\xfe\xff\xfe\xff\xfe\xff\xfe"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_non_null(defecto(bad[i]));
}

static void a_length_is_counted_in_letters(void **state)
{
    (void)state;
    char longest[2 * 128 + 3] = "";
    for (int i = 0; i < 128; i++)
        strcat(longest, "ñ");
    assert_null(defecto(longest));
    assert_non_null(defecto(strcat(longest, "x")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(good_ones_pass),
        TEST(bad_ones_do_not),
        TEST(a_length_is_counted_in_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
