#include "support.h"

static void text_grows_and_ends_with_nul(void **state)
{
    struct buf buf = buf_in(*state);
    assert_string_equal(buf_text(&buf), "");
    for (int i = 0; i < 1000; i++)
        buf_add(&buf, "abc");
    assert_int_equal(buf.bytes, 3000);
    assert_int_equal(strlen(buf_text(&buf)), 3000);
}

static void json_has_commas_where_they_are_due(void **state)
{
    struct buf buf = buf_in(*state);
    buf_json_begin(&buf, '{');
    buf_json_key(&buf, "a"), buf_json_int(&buf, -5);
    buf_json_key(&buf, "b");
    buf_json_begin(&buf, '[');
    buf_json_bool(&buf, true), buf_json_null(&buf), buf_json_text(&buf, "x"), buf_json_raw(&buf, "{}");
    buf_json_begin(&buf, '[');
    buf_json_end(&buf, ']');
    buf_json_end(&buf, ']');
    buf_json_member_text(&buf, "absent", NULL);
    buf_json_member_text(&buf, "c", "");
    buf_json_end(&buf, '}');
    assert_string_equal(buf_text(&buf), "{\"a\":-5,\"b\":[true,null,\"x\",{},[]],\"c\":\"\"}");
}

static void a_text_that_ends_like_punctuation_still_gets_its_comma(void **state)
{
    struct buf buf = buf_in(*state);
    buf_json_begin(&buf, '[');
    buf_json_text(&buf, "["), buf_json_text(&buf, ","), buf_json_text(&buf, ":");
    buf_json_end(&buf, ']');
    assert_string_equal(buf_text(&buf), "[\"[\",\",\",\":\"]");
}

static void what_json_javascript_and_html_cannot_hold_is_escaped(void **state)
{
    static const struct {
        const char *text, *json;
    } rows[] = {
        {"\"\\", "\"\\\"\\\\\""},
        {"\b\t\n\v\f\r\x01\x1f\x7f", "\"\\b\\t\\n\\u000b\\f\\r\\u0001\\u001f\\u007f\""},
        {"\xE2\x80\xA8\xE2\x80\xA9", "\"\\u2028\\u2029\""},
        {"\xE2\x80\xA6\xE2\x82\xAC", "\"\xE2\x80\xA6\xE2\x82\xAC\""},
        {"</script>", "\"\\u003c/script>\""},
        {"Mu\xC3\xB1oz \xF0\x9F\x98\x80", "\"Mu\xC3\xB1oz \xF0\x9F\x98\x80\""},
        {"", "\"\""},
        {"\xE2\x80", "\"\xE2\x80\""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buf buf = buf_in(*state);
        buf_json_text(&buf, rows[i].text);
        assert_string_equal(buf_text(&buf), rows[i].json);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(text_grows_and_ends_with_nul),
        TEST(json_has_commas_where_they_are_due),
        TEST(a_text_that_ends_like_punctuation_still_gets_its_comma),
        TEST(what_json_javascript_and_html_cannot_hold_is_escaped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
