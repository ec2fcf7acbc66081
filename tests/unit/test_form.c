/* Forms, times and what else several adapters lean on. */
#include "pbx_support.h"

#include "pbx/evento.h"
#include "pbx/firma.h"
#include "pbx/form.h"
#include "pbx/momento.h"

static const struct form *read(void **state, const char *text)
{
    const char *why = NULL;
    return form_read(text, strlen(text), *state, &why);
}

static void fields_are_decoded_as_browsers_do(void **state)
{
    static const char *const rows[][3] = {
        {"a=1&b=2", "b", "2"},
        {"a=1+2%2B3", "a", "1 2+3"},
        {"a=%c3%A1", "a", "á"},
        {"a=100%&b=1", "a", "100%"},
        {"a=%zz%4", "a", "%zz%4"},
        {"a", "a", ""},
        {"=x", "", "x"},
        {"a=b=c", "a", "b=c"},
        {"&&a=1&&", "a", "1"},
        {"a=1&a=2", "a", "1"},
        {"user%5B%5D=x", "user[]", "x"},
        {"", "a", ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_string_equal(form_text(read(state, rows[i][0]), rows[i][1]), rows[i][2]);
    const struct form *form = read(state, "a=1&b=x&a=2");
    const struct form_field *second = form_next(form, "a", form_next(form, "a", NULL));
    assert_string_equal(second->value, "2");
    assert_null(form_next(form, "a", second));
}

static void what_cannot_be_text_and_what_is_too_much_is_refused(void **state)
{
    struct buf many = buf_in(*state);
    assert_null(read(state, "a=%00"));
    assert_null(read(state, "%C0%80=1"));
    assert_null(read(state, "a=%ED%A0%80"));
    for (int i = 0; i < FORM_FIELDS_MAX; i++)
        form_add(&many, "a", "1");
    assert_non_null(read(state, buf_text(&many)));
    form_add(&many, "a", "1");
    assert_null(read(state, buf_text(&many)));
}

static void flat_json_is_read_as_fields(void **state)
{
    const char *why = NULL;
    const struct json *body = pbx_parsed(
        state,
        "{\"a\":\"x\",\"n\":7,\"si\":true,\"no\":null,\"user\":[\"u\",2,{}],\"w[]\":[\"z\"],\"o\":{\"p\":1}}");
    const struct form *form = form_of_json(body, *state, &why);
    assert_string_equal(form_text(form, "n"), "7");
    assert_string_equal(form_text(form, "si"), "true");
    assert_string_equal(form_text(form, "no"), "");
    assert_string_equal(form_text(form, "o"), "");
    assert_string_equal(form_text(form, "w[]"), "z");
    assert_string_equal(form_next(form, "user[]", form_next(form, "user[]", NULL))->value, "2");
    assert_int_equal(form->count, 6);
    assert_null(form_of_json(pbx_parsed(state, "[]"), *state, &why));
    assert_string_equal(why, "no es un objeto");
}

static void what_is_written_is_read_again(void **state)
{
    static const char text[] = "á+b &=%/?\"~<José>";
    struct buf out = buf_in(*state);
    form_add(&out, "x", "1");
    form_add(&out, text, text);
    assert_string_equal(form_text(read(state, buf_text(&out)), text), text);
    assert_memory_equal(buf_text(&out), "x=1&%C3%A1%2Bb+%26%3D%25%2F%3F%22%7E", 36);
}

static void seconds_are_added_over_the_end_of_a_day_and_keep_what_follows(void **state)
{
    static const struct {
        const char *moment;
        int64_t seconds;
        const char *later;
    } rows[] = {
        {"2026-03-10T23:59:50", 15, "2026-03-11T00:00:05"},
        {"2026-12-31T23:59:59.5Z", 1, "2027-01-01T00:00:00.5Z"},
        {"2024-02-28T12:00:00+01:00", 86400, "2024-02-29T12:00:00+01:00"},
        {"2026-03-10T10:15:00Z", -1, "2026-03-10T10:14:59Z"},
        {"2026-03-10T10:15:00Z", 0, "2026-03-10T10:15:00Z"},
        {"ayer", 5, "ayer"},
        {"", 5, ""},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char moment[MOMENTO_BYTES];
        snprintf(moment, sizeof moment, "%s", rows[i].moment);
        momento_add(moment, rows[i].seconds);
        assert_string_equal(moment, rows[i].later);
    }
}

static void a_sip_answer_is_a_cause_where_it_says_one(void **state)
{
    static const int rows[][2] = {
        {486, 17}, {600, 17}, {404, 1},  {484, 28}, {480, 19}, {408, 18}, {603, 21},  {403, 21},
        {410, 22}, {487, -1}, {200, -1}, {180, -1}, {500, 38}, {599, 42}, {499, 127}, {700, -1},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_int_equal(evento_cause_of_sip(rows[i][0]), rows[i][1]);
}

static void an_extension_is_a_short_name_without_blanks(void **state)
{
    (void)state;
    assert_string_equal(evento_extension("101"), "101");
    assert_string_equal(evento_extension("recepcion-1.b_2"), "recepcion-1.b_2");
    assert_string_equal(evento_extension("Ana López"), "");
    assert_string_equal(evento_extension("+34600111222"), "");
    assert_string_equal(evento_extension("123456789012345678901234567890123"), "");
}

/* RFC 2202 and RFC 4231, test case 2. */
static void macs_are_those_of_the_standards(void **state)
{
    static const char key[] = "Jefe", data[] = "what do ya want for nothing?";
    static const unsigned char sha1[] = {0xef, 0xfc, 0xdf, 0x6a, 0xe5},
                               sha256[] = {0x5b, 0xdc, 0xc1, 0x46, 0xbf},
                               sha512[] = {0x16, 0x4b, 0x7a, 0x7b, 0xfc};
    unsigned char mac[FIRMA_MAC_BYTES_MAX];
    char md5[FIRMA_MD5_HEX_BYTES];
    (void)state;
    assert_int_equal(firma_hmac(FIRMA_SHA1, key, data, strlen(data), mac), 20);
    assert_memory_equal(mac, sha1, sizeof sha1);
    assert_int_equal(firma_hmac(FIRMA_SHA256, key, data, strlen(data), mac), 32);
    assert_memory_equal(mac, sha256, sizeof sha256);
    assert_int_equal(firma_hmac(FIRMA_SHA512, key, data, strlen(data), mac), 64);
    assert_memory_equal(mac, sha512, sizeof sha512);
    firma_md5_hex("abc", 3, md5);
    assert_string_equal(md5, "900150983cd24fb0d6963f7d28e17f72");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(fields_are_decoded_as_browsers_do),
        TEST(what_cannot_be_text_and_what_is_too_much_is_refused),
        TEST(flat_json_is_read_as_fields),
        TEST(what_is_written_is_read_again),
        TEST(seconds_are_added_over_the_end_of_a_day_and_keep_what_follows),
        TEST(a_sip_answer_is_a_cause_where_it_says_one),
        TEST(an_extension_is_a_short_name_without_blanks),
        TEST(macs_are_those_of_the_standards),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
