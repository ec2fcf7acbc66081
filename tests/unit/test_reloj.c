#include "support.h"

#include "lib/reloj.h"

static void moments_are_written_as_rfc_3339(void **state)
{
    static const struct {
        int64_t us;
        const char *text;
    } rows[] = {
        {0, "1970-01-01T00:00:00.000000Z"},
        {1772442900123456, "2026-03-02T09:15:00.123456Z"},
        {951827696000001, "2000-02-29T12:34:56.000001Z"},
        {-1, "1969-12-31T23:59:59.999999Z"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char text[RELOJ_RFC3339_BYTES];
        assert_string_equal(reloj_rfc3339(rows[i].us, text), rows[i].text);
    }
}

static void the_monotonic_clock_does_not_go_back(void **state)
{
    (void)state;
    int64_t before = reloj_mono_us();
    for (int i = 0; i < 1000; i++) {
        int64_t now = reloj_mono_us();
        assert_true(now >= before);
        before = now;
    }
    assert_true(reloj_wall_s() > 1700000000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(moments_are_written_as_rfc_3339),
        TEST(the_monotonic_clock_does_not_go_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
