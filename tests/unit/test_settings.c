#include "support.h"

#include <unistd.h>

#include "lib/settings.h"

static const char *text;
static long number;
static const struct setting table[] = {
    {"CC_PRUEBA_TEXTO", SETTING_TEXT, "nada", "", "Un texto", &text, 0, 0},
    {"CC_PRUEBA_NUMERO", SETTING_INT, "5", "ms", "Un número", &number, 1, 10},
};

static int open_with(const char *number_text, char *option)
{
    char *argv[] = {"prueba", option, NULL};
    optind = 0;
    if (number_text)
        setenv("CC_PRUEBA_NUMERO", number_text, 1);
    else
        unsetenv("CC_PRUEBA_NUMERO");
    return settings_open(option ? 2 : 1, argv, table, COUNT(table));
}

static void what_is_not_set_has_its_default(void **state)
{
    (void)state;
    assert_int_equal(open_with(NULL, NULL), SETTINGS_RUN);
    assert_string_equal(text, "nada");
    assert_int_equal(number, 5);
    assert_int_equal(open_with("", NULL), SETTINGS_RUN);
    assert_int_equal(number, 5);
}

static void a_number_outside_its_bounds_is_a_bad_setting(void **state)
{
    static const char *const rows[] = {"0", "11", "x", "5x", "99999999999999999999", "5.0"};
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_int_equal(open_with(rows[i], NULL), 78);
    assert_int_equal(open_with("10", NULL), SETTINGS_RUN);
}

static void a_missing_setting_without_default_is_bad(void **state)
{
    static const struct setting needed[] = {
        {"CC_PRUEBA_FALTA", SETTING_TEXT, NULL, "", "Falta", &text, 0, 0}};
    char *argv[] = {"prueba", NULL};
    (void)state;
    optind = 0;
    assert_int_equal(settings_open(1, argv, needed, 1), 78);
}

static void n_checks_and_does_not_run(void **state)
{
    (void)state;
    assert_int_equal(open_with("3", "-n"), 0);
    assert_int_equal(open_with("30", "-n"), 78);
    assert_int_equal(open_with("3", "-x"), 64);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_not_set_has_its_default),
        TEST(a_number_outside_its_bounds_is_a_bad_setting),
        TEST(a_missing_setting_without_default_is_bad),
        TEST(n_checks_and_does_not_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
