#include "support.h"

#include "api/reply.h"
#include "lib/json.h"

static void a_header_cannot_begin_another(void **state)
{
    static const char *const bad[][2] = {
        {"Location", "/x\r\nX-Accel-Redirect: /etc/passwd"},
        {"Location", "a\nb"},
        {"Location", "a\rb"},
        {"Location", "a\tb"},
        {"Location", "a\x7f"},
        {"Loc ation", "x"},
        {"Location:", "x"},
        {"", "x"},
        {"X\r\nY", "z"},
    };
    struct reply reply = reply_in(*state);
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_false(reply_header(&reply, bad[i][0], bad[i][1]));
    assert_int_equal(reply.headers.bytes, 0);
    assert_true(reply_header(&reply, "ETag", "\"7\""));
    assert_string_equal(buf_text(&reply.headers), "ETag: \"7\"\r\n");
}

static void headers_of_sql_are_a_flat_object_of_texts(void **state)
{
    static const char *const bad[] = {"{\"ETag\":7}",         "{\"ETag\":null}", "{\"ETag\":{}}",
                                      "{\"A\":\"a\\r\\nb\"}", "[\"ETag\"]",      "7"};
    struct json_fault fault;
    for (size_t i = 0; i < COUNT(bad); i++) {
        struct reply reply = reply_in(*state);
        assert_false(reply_headers(&reply, json_parse(*state, bad[i], strlen(bad[i]), &fault)));
    }
    struct reply reply = reply_in(*state);
    const char *good = "{\"ETag\":\"\\\"7\\\"\",\"Link\":\"</x>; rel=\\\"next\\\"\"}";
    assert_true(reply_headers(&reply, json_parse(*state, good, strlen(good), &fault)));
    assert_string_equal(buf_text(&reply.headers), "ETag: \"7\"\r\nLink: </x>; rel=\"next\"\r\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_header_cannot_begin_another),
        TEST(headers_of_sql_are_a_flat_object_of_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
