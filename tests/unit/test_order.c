#include "support.h"

#include "lib/json.h"
#include "pbx/adapter_config.h"
#include "pbx/order.h"

static const struct json *parsed(void **state, const char *text)
{
    struct json_fault fault;
    const struct json *json = json_parse(*state, text, strlen(text), &fault);
    assert_non_null(json);
    return json;
}

static void an_order_is_read_with_nothing_null_and_a_bounded_patience(void **state)
{
    struct order order;
    assert_true(
        order_read(parsed(state, "{\"clase\":\"originar\",\"peticion\":\"cc-1\",\"extension\":\"101\","
                                 "\"numero\":null,\"plazo_s\":900,\"enviada_s\":1773133200}"),
                   &order));
    assert_string_equal(order.extension, "101");
    assert_string_equal(order.numero, "");
    assert_string_equal(order.destino, "");
    assert_int_equal(order.plazo_s, 120);
    assert_int_equal(order.enviada_s, 1773133200);
    assert_true(order_read(parsed(state, "{\"clase\":\"colgar\",\"peticion\":\"cc-1\"}"), &order));
    assert_int_equal(order.plazo_s, 30);
    assert_int_equal(order.enviada_s, 0);
    assert_false(order_read(parsed(state, "{\"clase\":\"colgar\"}"), &order));
    assert_false(order_read(parsed(state, "{\"clase\":\"colgar\",\"peticion\":\"cc-1\\r\\nX: y\"}"), &order));
    assert_false(order_read(parsed(state, "[]"), &order));
    assert_false(order_read(NULL, &order));
}

static void a_status_says_what_it_can_and_no_more(void **state)
{
    static const struct {
        long status;
        const char *outcome, *motivo;
    } rows[] = {
        {200, "aceptada", ""},
        {201, "aceptada", ""},
        {204, "aceptada", ""},
        {302, "incierta", "respuesta_ilegible"},
        {400, "rechazada", "numero_erroneo"},
        {401, "rechazada", "credencial_rechazada"},
        {403, "rechazada", "credencial_rechazada"},
        {404, "rechazada", "no_soportado"},
        {429, "reintentar", "centralita_ocupada"},
        {500, "incierta", "respuesta_ilegible"},
        {503, "reintentar", "centralita_caida"},
        {504, "incierta", "respuesta_ilegible"},
        {0, "incierta", "respuesta_ilegible"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct order_answer answer = order_judge_status(rows[i].status);
        assert_string_equal(order_outcome_name(answer.outcome), rows[i].outcome);
        assert_string_equal(answer.motivo, rows[i].motivo);
        assert_string_equal(answer.call_id, "");
    }
}

static const char *sealed(void **state, const unsigned char *master, const char *text)
{
    size_t bytes = strlen(text) + CRIPTO_SEAL_EXTRA_BYTES;
    unsigned char *box = arena_take(*state, bytes);
    char *hex = arena_take(*state, 2 * bytes + 1);
    cripto_seal(master, text, strlen(text), box);
    for (size_t i = 0; i < bytes; i++)
        snprintf(hex + 2 * i, 3, "%02x", box[i]);
    return hex;
}

static void a_configuration_is_opened_with_the_key_that_sealed_it_and_tells_what_it_could_not(void **state)
{
    unsigned char ours[CRIPTO_MASTER_BYTES] = {1}, theirs[CRIPTO_MASTER_BYTES] = {2};
    struct adapter_config config;
    struct adapter_row row = {
        .secretos = arena_format(*state, "%s %s", sealed(state, ours, "uno"), sealed(state, ours, "dos")),
        .credencial = sealed(state, ours, "AC1:token"),
        .ajustes = "{\"url\":\"https://x.example\",\"si\":true,\"n\":7}",
        .publico = "abc",
    };
    assert_true(adapter_config_open(&row, ours, "https://cc.example", *state, &config));
    assert_int_equal(config.secrets_count, 2);
    assert_string_equal(config.secrets[0], "uno");
    assert_string_equal(config.secrets[1], "dos");
    assert_string_equal(config.credential, "AC1:token");
    assert_string_equal(config.zona, "Europe/Madrid");
    assert_string_equal(config.url, "https://cc.example/api/contact-center/webhooks/abc");
    assert_string_equal(adapter_config_text(&config, "url", "-"), "https://x.example");
    assert_string_equal(adapter_config_text(&config, "n", "-"), "-");
    assert_true(adapter_config_bool(&config, "si", false));
    assert_int_equal(adapter_config_int(&config, "n", 0), 7);

    row.credencial = sealed(state, theirs, "AC1:token");
    assert_false(adapter_config_open(&row, ours, "https://cc.example", *state, &config));
    assert_string_equal(config.credential, "");
    assert_int_equal(config.secrets_count, 2);

    const struct adapter_row bare = {.publico = "abc"};
    assert_true(adapter_config_open(&bare, ours, "", *state, &config));
    assert_int_equal(config.secrets_count, 0);
    assert_string_equal(config.credential, "");
}

static void what_is_sealed_may_not_be_longer_than_its_room(void **state)
{
    unsigned char ours[CRIPTO_MASTER_BYTES] = {1};
    char text[ADAPTER_CREDENTIAL_BYTES + 2];
    struct adapter_config config;
    memset(text, 'a', sizeof text);
    text[ADAPTER_CREDENTIAL_BYTES] = '\0';
    struct adapter_row row = {.credencial = sealed(state, ours, text)};
    assert_true(adapter_config_open(&row, ours, "", *state, &config));
    row = (struct adapter_row){.secretos = sealed(state, ours, text)};
    assert_false(adapter_config_open(&row, ours, "", *state, &config));
    text[ADAPTER_SECRET_BYTES] = '\0';
    row = (struct adapter_row){.secretos = sealed(state, ours, text)};
    assert_true(adapter_config_open(&row, ours, "", *state, &config));
    row = (struct adapter_row){.credencial = "00", .secretos = "zz 00"};
    assert_false(adapter_config_open(&row, ours, "", *state, &config));
}

static const char *refuse_five(const struct json *ajustes, struct arena *arena, const char **pointer_r)
{
    int64_t number = 0;
    (void)arena;
    *pointer_r = "/numero/0";
    return json_integer(json_member(ajustes, "numero"), &number) && number == 5 ? "no puede ser 5" : NULL;
}

static void settings_are_refused_by_name_and_with_what_is_wrong(void **state)
{
    static const struct adapter_setting settings[] = {
        {.name = "cuenta", .type = ADAPTER_SETTING_TEXT, .required = true, .min = 2, .max = 4, .help = "h"},
        {.name = "numero", .type = ADAPTER_SETTING_INT, .min = 1, .max = 9},
        {.name = "si", .type = ADAPTER_SETTING_BOOL},
        {.name = "forma", .type = ADAPTER_SETTING_WORD, .words = "form|json"},
        {.name = "url", .type = ADAPTER_SETTING_URL},
        {.name = "mapa", .type = ADAPTER_SETTING_MAP, .max = 1},
        {.name = "campos", .type = ADAPTER_SETTING_OBJECT},
        {.type = ADAPTER_SETTING_NONE},
    };
    static const struct adapter adapter = {.settings = settings, .check = refuse_five};
    static const char *const rows[][2] = {
        {"{\"cuenta\":\"ab\"}", ""},
        {"{\"cuenta\":\"áéíó\",\"numero\":9,\"si\":false,\"forma\":\"json\",\"url\":\"https://a.example:8443/x?y=1\","
         "\"mapa\":{\"a\":\"b\"},\"campos\":{\"z\":1}}",
         ""},
        {"{\"cuenta\":\"ab\",\"si\":null}", ""},
        {"{}", "/a/cuenta falta"},
        {"{\"cuenta\":null}", "/a/cuenta falta"},
        {"{\"cuenta\":\"a\"}", "/a/cuenta es demasiado corto"},
        {"{\"cuenta\":\"abcde\"}", "/a/cuenta es demasiado largo"},
        {"{\"cuenta\":7}", "/a/cuenta no es un texto"},
        {"{\"cuenta\":\"ab\",\"otro\":1}", "/a/otro no es un ajuste de este adaptador"},
        {"{\"cuenta\":\"ab\",\"numero\":0}", "/a/numero no es un número entero entre sus límites"},
        {"{\"cuenta\":\"ab\",\"numero\":1.5}", "/a/numero no es un número entero entre sus límites"},
        {"{\"cuenta\":\"ab\",\"numero\":5}", "/a/numero/0 no puede ser 5"},
        {"{\"cuenta\":\"ab\",\"si\":1}", "/a/si no es true o false"},
        {"{\"cuenta\":\"ab\",\"forma\":\"xml\"}", "/a/forma no es una de las palabras que puede ser"},
        {"{\"cuenta\":\"ab\",\"url\":\"ftp://a\"}",
         "/a/url no es una dirección https completa, sin usuario ni #"},
        {"{\"cuenta\":\"ab\",\"url\":\"https://u:p@a/\"}",
         "/a/url no es una dirección https completa, sin usuario ni #"},
        {"{\"cuenta\":\"ab\",\"url\":\"https:///x\"}",
         "/a/url no es una dirección https completa, sin usuario ni #"},
        {"{\"cuenta\":\"ab\",\"mapa\":{\"a\":\"b\",\"c\":\"d\"}}", "/a/mapa tiene demasiados miembros"},
        {"{\"cuenta\":\"ab\",\"mapa\":{\"a\":1}}", "/a/mapa un miembro no es un texto"},
        {"{\"cuenta\":\"ab\",\"campos\":[]}", "/a/campos no es un objeto"},
        {"[]", "/a no es un objeto"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buf errors = buf_in(*state);
        buf_json_begin(&errors, '[');
        bool good = adapter_config_check(&adapter, parsed(state, rows[i][0]), "/a", *state, &errors);
        buf_json_end(&errors, ']');
        const struct json *first = parsed(state, buf_text(&errors))->first;
        const char *said = first ? arena_format(*state, "%s %s", json_member_text(first, "pointer"),
                                                json_member_text(first, "detail"))
                                 : "";
        assert_string_equal(said, rows[i][1]);
        assert_int_equal(good, *rows[i][1] == '\0');
    }
    struct buf described = buf_in(*state);
    adapter_config_describe(&adapter, &described);
    assert_int_equal(parsed(state, buf_text(&described))->count, 7);
    assert_non_null(strstr(buf_text(&described),
                           "{\"nombre\":\"cuenta\",\"tipo\":\"texto\",\"obligatorio\":true,"
                           "\"min\":2,\"max\":4,\"ayuda\":\"h\"}"));
    assert_non_null(strstr(buf_text(&described), "\"palabras\":[\"form\",\"json\"]"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_order_is_read_with_nothing_null_and_a_bounded_patience),
        TEST(a_status_says_what_it_can_and_no_more),
        TEST(a_configuration_is_opened_with_the_key_that_sealed_it_and_tells_what_it_could_not),
        TEST(what_is_sealed_may_not_be_longer_than_its_room),
        TEST(settings_are_refused_by_name_and_with_what_is_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
