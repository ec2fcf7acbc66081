#include "support.h"

#include "lib/utf8.h"

static void ill_formed_sequences_are_refused_where_they_begin(void **state)
{
    static const struct {
        const char *text;
        size_t bytes, valid;
    } rows[] = {
        {"hola", 4, 4},
        {"\xC3\xB1", 2, 2},
        {"\xE2\x82\xAC", 3, 3},
        {"\xF0\x9F\x98\x80", 4, 4},
        {"\xF4\x8F\xBF\xBF", 4, 4}, /* U+10FFFF, the last */
        {"\xEF\xBF\xBF", 3, 3},     /* a noncharacter is a character */
        {"a\xC0\x80", 3, 1},        /* overlong NUL */
        {"\xC1\xBF", 2, 0},         /* overlong */
        {"\xE0\x9F\xBF", 3, 0},     /* overlong */
        {"\xF0\x8F\xBF\xBF", 4, 0}, /* overlong */
        {"\xED\xA0\x80", 3, 0},     /* high surrogate */
        {"\xED\xBF\xBF", 3, 0},     /* low surrogate */
        {"\xED\x9F\xBF", 3, 3},     /* the last before them */
        {"\xF4\x90\x80\x80", 4, 0}, /* above U+10FFFF */
        {"\xF7\xBF\xBF\xBF", 4, 0},
        {"\xF5\x80\x80\x80", 4, 0},
        {"ab\x80", 3, 2}, /* continuation alone */
        {"\xC3", 1, 0},   /* cut */
        {"\xE2\x82", 2, 0},
        {"\xF0\x9F\x98", 3, 0},
        {"\xC3\x41", 2, 0},
        {"\xFF\xFE", 2, 0},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_int_equal(utf8_valid_prefix(rows[i].text, rows[i].bytes), rows[i].valid);
}

static void text_for_postgresql_has_no_nul(void **state)
{
    (void)state;
    assert_true(utf8_is_text("hola", 4));
    assert_true(utf8_is_text("", 0));
    assert_false(utf8_is_text("ho\0la", 5));
    assert_false(utf8_is_text("\xFF", 1));
}

static void length_counts_characters(void **state)
{
    (void)state;
    assert_int_equal(utf8_length("Mu\xC3\xB1oz", 6), 5);
    assert_int_equal(utf8_length("\xF0\x9F\x98\x80", 4), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(ill_formed_sequences_are_refused_where_they_begin),
        TEST(text_for_postgresql_has_no_nul),
        TEST(length_counts_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
