#include "exchange_support.h"

#include "api/csv.h"

static const char *field(void **state, const char *value, bool bare)
{
    struct buf out = buf_in(*state);
    csv_field(&out, value, value ? strlen(value) : 0, bare);
    return buf_text(&out);
}

static void a_field_is_quoted_where_it_must_be(void **state)
{
    static const char *const rows[][2] = {
        {"", ""},
        {"llano", "llano"},
        {"a,b", "\"a,b\""},
        {"a;b", "\"a;b\""},
        {"a\"b", "\"a\"\"b\""},
        {"\"", "\"\"\"\""},
        {"\"\"", "\"\"\"\"\"\""},
        {"a\r\nb", "\"a\r\nb\""},
        {" a", "\" a\""},
        {"a ", "\"a \""},
        {"ñ–€", "ñ–€"},
        {"a\tb", "\"a\tb\""},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_string_equal(field(state, rows[i][0], false), rows[i][1]);
    assert_string_equal(field(state, NULL, false), "");
}

static void a_formula_is_none_any_more(void **state)
{
    static const char *const rows[][2] = {
        {"=1+1", "'=1+1"},
        {"+34", "'+34"},
        {"-1", "'-1"},
        {"@x", "'@x"},
        {"\t=1", "\"'\t=1\""},
        {"\r=1", "\"'\r=1\""},
        {"\n=1", "\"'\n=1\""},
        {"＝1", "'＝1"},
        {"=\"a\"", "\"'=\"\"a\"\"\""},
        {"a=1", "a=1"},
        {"tel:+34612345678", "tel:+34612345678"},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_string_equal(field(state, rows[i][0], false), rows[i][1]);
    assert_string_equal(field(state, "-5", true), "-5");
}

static void who_asks_for_csv_names_it(void **state)
{
    static const struct {
        const char *accept;
        bool csv;
    } rows[] = {
        {"text/csv", true},
        {"", false},
        {"*/*", false},
        {"text/*", false},
        {"text/csvx", false},
        {"xtext/csv", false},
        {"text/csv;q=0", false},
        {"text/csv ; q=0.1", true},
        {"text/csv;q=x", false},
        {"text/csv;q=1e99", false},
        {"text/csv;header=present;q=0.5, application/json;q=0.6", false},
        {"application/json;q=0.5,text/csv", true},
        {"application/json,text/csv", false},
        {"text/csv,application/json", true},
        {",, text/csv", true},
        {"text/csv;", true},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct exchange x = exchange_of(state, "GET", "/api/contact-center/historial", NULL);
        x.request.accept = rows[i].accept;
        assert_int_equal(csv_is_wanted(&x), rows[i].csv);
        x = exchange_of(state, "GET", "/api/contact-center/tipificaciones", NULL);
        x.request.accept = rows[i].accept;
        assert_false(csv_is_wanted(&x));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_field_is_quoted_where_it_must_be),
        TEST(a_formula_is_none_any_more),
        TEST(who_asks_for_csv_names_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
