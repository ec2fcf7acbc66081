#include "support.h"

#include "lib/json.h"

static const struct json *parse(void **state, const char *text, struct json_fault *fault)
{
    return json_parse(*state, text, strlen(text), fault);
}

static void good_json_is_written_back_the_same(void **state)
{
    static const char *const rows[] = {
        "null",
        "true",
        "-0.5e10",
        "\"\"",
        "[]",
        "{}",
        "[1,[2,[3]],{\"a\":null}]",
        "{\"nombre\":\"Mu\xC3\xB1oz\",\"n\":9007199254740993,\"x\":0.1}",
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct json_fault fault;
        struct buf out = buf_in(*state);
        const struct json *value = parse(state, rows[i], &fault);
        assert_non_null(value);
        assert_int_equal(fault.error, JSON_OK);
        json_write(&out, value);
        assert_string_equal(buf_text(&out), rows[i]);
    }
}

static void what_another_reader_could_read_otherwise_is_refused(void **state)
{
    static const struct {
        const char *text;
        enum json_error error;
    } rows[] = {
        {"", JSON_BAD_SYNTAX},
        {"  ", JSON_BAD_SYNTAX},
        {"{", JSON_BAD_SYNTAX},
        {"{\"a\":1", JSON_BAD_SYNTAX},
        {"{} {}", JSON_BAD_SYNTAX},
        {"{}x", JSON_BAD_SYNTAX},
        {"01", JSON_BAD_SYNTAX},
        {"1.", JSON_BAD_SYNTAX},
        {"NaN", JSON_BAD_SYNTAX},
        {"[1,]", JSON_BAD_SYNTAX},
        {"/**/1", JSON_BAD_SYNTAX},
        {"\xEF\xBB\xBF{}", JSON_BAD_SYNTAX}, /* a byte order mark */
        {"\"a\nb\"", JSON_BAD_SYNTAX},
        {"\"\\x\"", JSON_BAD_SYNTAX},
        {"\"\\u12\"", JSON_BAD_SYNTAX},
        {"\\", JSON_BAD_SYNTAX},
        {"\"\\", JSON_BAD_SYNTAX},
        {"\"\xC0\x80\"", JSON_BAD_UTF8},
        {"\"\xED\xA0\x80\"", JSON_BAD_UTF8},
        {"\"\xF7\xBF\xBF\xBF\"", JSON_BAD_UTF8},
        {"\"\\u0000\"", JSON_BAD_ESCAPE},
        {"{\"\\u0000\":1}", JSON_BAD_ESCAPE},
        {"\"\\ud800\"", JSON_BAD_ESCAPE},
        {"\"\\ud800x\"", JSON_BAD_ESCAPE},
        {"\"\\ud800\\u0041\"", JSON_BAD_ESCAPE},
        {"\"\\uDC00\"", JSON_BAD_ESCAPE},
        {"{\"a\":1,\"a\":2}", JSON_DUPLICATE_KEY},
        {"{\"a\":1,\"\\u0061\":2}", JSON_DUPLICATE_KEY},
        {"[{\"b\":{\"a\":1,\"c\":2,\"a\":3}}]", JSON_DUPLICATE_KEY},
        {"1e400", JSON_BAD_NUMBER},
        {"[1e-400]", JSON_BAD_NUMBER},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct json_fault fault;
        assert_null(parse(state, rows[i].text, &fault));
        if (fault.error != rows[i].error)
            fail_msg("%s: %s", rows[i].text, json_error_text(fault.error));
    }
}

static void a_nul_byte_is_refused(void **state)
{
    struct json_fault fault;
    assert_null(json_parse(*state, "\"a\0b\"", 5, &fault));
    assert_int_equal(fault.error, JSON_BAD_SYNTAX);
}

static void escapes_become_characters(void **state)
{
    struct json_fault fault;
    const struct json *value = parse(state, "\"\\u00f1 \\ud83d\\ude00 \\\\u0000 \\/ \\\"\"", &fault);
    assert_non_null(value);
    assert_string_equal(value->text, "\xC3\xB1 \xF0\x9F\x98\x80 \\u0000 / \"");
}

static char *nested(void **state, int levels)
{
    struct buf text = buf_in(*state);
    for (int i = 0; i < levels; i++)
        buf_add(&text, "[");
    for (int i = 0; i < levels; i++)
        buf_add(&text, "]");
    return arena_text(*state, buf_text(&text));
}

static void depth_is_limited(void **state)
{
    struct json_fault fault;
    assert_non_null(parse(state, nested(state, JSON_DEPTH_MAX), &fault));
    assert_null(parse(state, nested(state, JSON_DEPTH_MAX + 1), &fault));
    assert_int_equal(fault.error, JSON_TOO_DEEP);
    assert_null(parse(state, nested(state, 300000), &fault));
    assert_int_equal(fault.error, JSON_TOO_DEEP);
}

static void members_are_limited(void **state)
{
    struct json_fault fault;
    struct buf text = buf_in(*state);
    buf_json_begin(&text, '{');
    for (int i = 0; i <= JSON_MEMBERS_MAX; i++)
        buf_json_key(&text, arena_format(*state, "k%d", i)), buf_json_int(&text, i);
    buf_json_end(&text, '}');
    assert_null(parse(state, buf_text(&text), &fault));
    assert_int_equal(fault.error, JSON_TOO_MANY_MEMBERS);
}

static void values_are_limited(void **state)
{
    struct json_fault fault;
    struct buf text = buf_in(*state);
    buf_json_begin(&text, '[');
    for (int i = 0; i < JSON_NODES_MAX; i++)
        buf_json_int(&text, 1);
    buf_json_end(&text, ']');
    assert_null(parse(state, buf_text(&text), &fault));
    assert_int_equal(fault.error, JSON_TOO_MANY_VALUES);
}

static void a_fault_tells_where_and_not_what(void **state)
{
    struct json_fault fault;
    assert_null(parse(state, "{\"numero\":\"+34600111222\",}", &fault));
    assert_in_range(fault.offset_bytes, 24, 26);
    assert_null(strstr(json_error_text(fault.error), "600"));
}

static void integers_are_exact_or_nothing(void **state)
{
    static const struct {
        const char *text;
        bool good;
        int64_t integer;
    } rows[] = {
        {"0", true, 0},
        {"-1", true, -1},
        {"9007199254740993", true, 9007199254740993},
        {"9223372036854775807", true, INT64_MAX},
        {"9223372036854775808", false, 0},
        {"1.0", false, 0},
        {"1e2", false, 0},
        {"\"1\"", false, 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct json_fault fault;
        int64_t integer = 0;
        assert_int_equal(json_integer(parse(state, rows[i].text, &fault), &integer), rows[i].good);
        if (rows[i].good)
            assert_true(integer == rows[i].integer);
    }
}

static void members_are_found_by_name(void **state)
{
    struct json_fault fault;
    const struct json *value = parse(state, "{\"a\":\"x\",\"b\":1,\"c\":[]}", &fault);
    assert_string_equal(json_member_text(value, "a"), "x");
    assert_null(json_member_text(value, "b"));
    assert_null(json_member(value, "d"));
    assert_null(json_member(json_member(value, "c"), "a"));
    assert_null(json_member(NULL, "a"));
    assert_int_equal(value->count, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(good_json_is_written_back_the_same),
        TEST(what_another_reader_could_read_otherwise_is_refused),
        TEST(a_nul_byte_is_refused),
        TEST(escapes_become_characters),
        TEST(depth_is_limited),
        TEST(members_are_limited),
        TEST(values_are_limited),
        TEST(a_fault_tells_where_and_not_what),
        TEST(integers_are_exact_or_nothing),
        TEST(members_are_found_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
