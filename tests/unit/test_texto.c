#include "support.h"

#include "lib/texto.h"

static void hexadecimal_goes_both_ways_strictly(void **state)
{
    unsigned char data[4];
    char hex[9];
    size_t bytes;
    (void)state;
    texto_hex("\x00\xff\x10\xab", 4, hex);
    assert_string_equal(hex, "00ff10ab");
    assert_true(texto_from_hex("00FF10ab", 8, data, sizeof data, &bytes));
    assert_int_equal(bytes, 4);
    assert_memory_equal(data, "\x00\xff\x10\xab", 4);
    assert_false(texto_from_hex("00f", 3, data, sizeof data, &bytes));
    assert_false(texto_from_hex("0g", 2, data, sizeof data, &bytes));
    assert_false(texto_from_hex("0011223344", 10, data, sizeof data, &bytes));
}

static void base64_has_the_vectors_of_rfc_4648(void **state)
{
    static const char *const rows[][2] = {
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char text[TEXTO_BASE64_BYTES(6)], data[8];
        size_t bytes;
        texto_base64(rows[i][0], strlen(rows[i][0]), text);
        assert_string_equal(text, rows[i][1]);
        assert_true(texto_from_base64(text, strlen(text), data, sizeof data, &bytes));
        assert_int_equal(bytes, strlen(rows[i][0]));
        assert_memory_equal(data, rows[i][0], bytes);
    }
}

static void base64_with_anything_else_in_it_is_refused(void **state)
{
    static const char *const rows[] = {"Zg",    "Zg=",  "Zg==\n", " Zg==",
                                       "Zm9v!", "Zh==", "Zm-_",   "Zm9vZg==Zg=="};
    char data[16];
    size_t bytes;
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_false(texto_from_base64(rows[i], strlen(rows[i]), data, sizeof data, &bytes));
    assert_false(texto_from_base64("Zm9vYmFy", 8, data, 5, &bytes));
}

static void base64url_has_no_padding(void **state)
{
    char text[TEXTO_BASE64_BYTES(2)], data[4];
    size_t bytes;
    (void)state;
    texto_base64url("\xfb\xff", 2, text);
    assert_string_equal(text, "-_8");
    assert_true(texto_from_base64url(text, 3, data, sizeof data, &bytes));
    assert_false(texto_from_base64url("-_8=", 4, data, sizeof data, &bytes));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(hexadecimal_goes_both_ways_strictly),
        TEST(base64_has_the_vectors_of_rfc_4648),
        TEST(base64_with_anything_else_in_it_is_refused),
        TEST(base64url_has_no_padding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
