#include "support.h"

#include <unistd.h>

#include "lib/json.h"
#include "lib/log.h"

static int saved_stderr;

static FILE *capture_begin(void)
{
    FILE *file = tmpfile();
    saved_stderr = dup(STDERR_FILENO);
    dup2(fileno(file), STDERR_FILENO);
    return file;
}

static char *capture_end(void **state, FILE *file)
{
    static char text[16384];
    dup2(saved_stderr, STDERR_FILENO);
    close(saved_stderr);
    rewind(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    (void)state;
    return text;
}

static const struct json *logged(void **state, const char *value)
{
    struct json_fault fault;
    FILE *file = capture_begin();
    log_error(LOG_EVENT("prueba"), LOG_TEXT("valor", value), LOG_INT("numero", -3));
    char *line = capture_end(state, file);
    size_t bytes = strlen(line);
    assert_true(bytes > 0 && bytes <= 4096 && line[bytes - 1] == '\n');
    assert_ptr_equal(strchr(line, '\n'), line + bytes - 1);
    const struct json *parsed = json_parse(*state, line, bytes, &fault);
    assert_non_null(parsed);
    return parsed;
}

static void a_line_is_one_json_object_with_its_members(void **state)
{
    const struct json *line = logged(state, "bien");
    int64_t number;
    assert_string_equal(json_member_text(line, "nivel"), "error");
    assert_string_equal(json_member_text(line, "suceso"), "prueba");
    assert_string_equal(json_member_text(line, "valor"), "bien");
    assert_true(json_integer(json_member(line, "numero"), &number) && number == -3);
    assert_int_equal(strlen(json_member_text(line, "momento")), strlen("2026-03-10T09:15:00.123456Z"));
}

static void a_value_cannot_begin_another_line(void **state)
{
    static const char *const rows[][2] = {
        {"a\nb\"}\n{\"nivel\":\"error\"", "a\nb\"}\n{\"nivel\":\"error\""},
        {"\x7f\x1b[31m", "\x7f\x1b[31m"},
        {"\xE2\x80\xA8", "\xE2\x80\xA8"},
        {"Mu\xC3\xB1oz", "Mu\xC3\xB1oz"},
        {"\xFF\xC3", "\\xFF\\xC3"},
        {"\xED\xA0\x80", "\\xED\\xA0\\x80"},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_string_equal(json_member_text(logged(state, rows[i][0]), "valor"), rows[i][1]);
}

static void a_long_value_is_cut_and_the_line_stays_json(void **state)
{
    char *value = arena_take(*state, 10001);
    memset(value, '\n', 10000);
    value[10000] = '\0';
    assert_int_equal(strlen(json_member_text(logged(state, value), "valor")) <= 1024, true);
    memset(value, 'x', 10000);
    assert_int_equal(strlen(json_member_text(logged(state, value), "valor")), 1024);
}

static void lines_of_a_lesser_level_are_not_written(void **state)
{
    log_open("cc-prueba", "aviso");
    FILE *file = capture_begin();
    log_info(LOG_EVENT("no"));
    log_aviso(LOG_EVENT("si"));
    char *text = capture_end(state, file);
    assert_null(strstr(text, "\"no\""));
    assert_non_null(strstr(text, "\"si\""));
    assert_non_null(strstr(text, "\"cc-prueba\""));
    log_open("cc", "info");
}

static void an_absent_text_is_empty(void **state)
{
    assert_string_equal(json_member_text(logged(state, NULL), "valor"), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_line_is_one_json_object_with_its_members),
        TEST(a_value_cannot_begin_another_line),
        TEST(a_long_value_is_cut_and_the_line_stays_json),
        TEST(lines_of_a_lesser_level_are_not_written),
        TEST(an_absent_text_is_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
