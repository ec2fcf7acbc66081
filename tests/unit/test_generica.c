#include "pbx_support.h"

#include "lib/cripto.h"
#include "lib/json.h"
#include "lib/texto.h"
#include "pbx/generica.h"

/* The example of the Standard Webhooks specification. */
static const char secret[] = "whsec_plJ3nmyCDGBKInavdOK15jsl";
static const char body[] = "{\"event_type\":\"ping\",\"data\":{\"success\":true}}";
static const char signature[] = "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=";
enum { SENT_S = 1731705121 };

static struct adapter_request delivery(void)
{
    return (struct adapter_request){
        .body = body,
        .body_bytes = sizeof body - 1,
        .authorization = "",
        .webhook_id = "msg_loFOjxBNrRLzqYUf",
        .webhook_timestamp = "1731705121",
        .webhook_signature = signature,
    };
}

static struct adapter_config config_with(const char *one, const char *two)
{
    struct adapter_config config = {.secrets_count = two ? 2 : 1};
    snprintf(config.secrets[0], sizeof config.secrets[0], "%s", one);
    snprintf(config.secrets[1], sizeof config.secrets[1], "%s", two ? two : "");
    return config;
}

static enum adapter_verdict verdict(struct adapter_request request, int64_t now_s)
{
    struct adapter_config config = config_with(secret, NULL);
    return generica_adapter.verify(&request, &config, now_s, NULL);
}

static void the_example_of_the_specification_is_authentic(void **state)
{
    (void)state;
    assert_int_equal(verdict(delivery(), SENT_S), ADAPTER_AUTHENTIC);
}

static void either_of_two_live_secrets_will_do(void **state)
{
    struct adapter_request request = delivery();
    struct adapter_config first = config_with(secret, "whsec_AAAA"),
                          second = config_with("whsec_AAAA", secret),
                          neither = config_with("whsec_AAAA", "whsec_AAAB"), none = {.secrets_count = 0};
    (void)state;
    assert_int_equal(generica_adapter.verify(&request, &first, SENT_S, NULL), ADAPTER_AUTHENTIC);
    assert_int_equal(generica_adapter.verify(&request, &second, SENT_S, NULL), ADAPTER_AUTHENTIC);
    assert_int_equal(generica_adapter.verify(&request, &neither, SENT_S, NULL), ADAPTER_FORGED);
    assert_int_equal(generica_adapter.verify(&request, &none, SENT_S, NULL), ADAPTER_FORGED);
}

static void any_of_several_signatures_will_do(void **state)
{
    static const char another[] = "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktDE=";
    struct adapter_request request = delivery();
    request.webhook_signature = arena_format(*state, "v1,AAAA v2,xyz %s %s %s", another, signature, another);
    assert_int_equal(verdict(request, SENT_S), ADAPTER_AUTHENTIC);
    request.webhook_signature = arena_format(*state, "%s %s", another, another);
    assert_int_equal(verdict(request, SENT_S), ADAPTER_FORGED);
}

static void five_minutes_either_way_and_no_more(void **state)
{
    (void)state;
    assert_int_equal(verdict(delivery(), SENT_S + 300), ADAPTER_AUTHENTIC);
    assert_int_equal(verdict(delivery(), SENT_S - 300), ADAPTER_AUTHENTIC);
    assert_int_equal(verdict(delivery(), SENT_S + 301), ADAPTER_OUT_OF_TIME);
    assert_int_equal(verdict(delivery(), SENT_S - 301), ADAPTER_OUT_OF_TIME);
}

static void every_flipped_bit_of_body_id_and_time_is_noticed(void **state)
{
    static const size_t offsets[] = {offsetof(struct adapter_request, body),
                                     offsetof(struct adapter_request, webhook_id),
                                     offsetof(struct adapter_request, webhook_timestamp)};
    for (size_t field = 0; field < COUNT(offsets); field++) {
        struct adapter_request request = delivery();
        const char **member = (const char **)(void *)((char *)&request + offsets[field]);
        char *copy = arena_text(*state, *member);
        *member = copy;
        for (size_t bit = 0; bit < 8 * strlen(copy); bit++) {
            char before = copy[bit / 8];
            copy[bit / 8] = (char)(before ^ (1 << bit % 8));
            assert_int_not_equal(verdict(request, SENT_S), ADAPTER_AUTHENTIC);
            copy[bit / 8] = before;
        }
        assert_int_equal(verdict(request, SENT_S), ADAPTER_AUTHENTIC);
    }
}

static void every_flipped_bit_of_the_signature_is_noticed(void **state)
{
    struct adapter_request request = delivery();
    unsigned char mac[CRIPTO_SHA256_BYTES];
    char text[TEXTO_BASE64_BYTES(sizeof mac)];
    size_t bytes;
    assert_true(texto_from_base64(signature + 3, strlen(signature + 3), mac, sizeof mac, &bytes));
    for (size_t bit = 0; bit < 8 * sizeof mac; bit++) {
        mac[bit / 8] ^= (unsigned char)(1 << bit % 8);
        texto_base64(mac, sizeof mac, text);
        request.webhook_signature = arena_format(*state, "v1,%s", text);
        assert_int_equal(verdict(request, SENT_S), ADAPTER_FORGED);
        mac[bit / 8] ^= (unsigned char)(1 << bit % 8);
    }
}

static void what_is_no_signature_is_told_apart(void **state)
{
    static const struct {
        const char *id, *timestamp, *signature;
    } rows[] = {
        {"", "1731705121", signature},
        {"msg", "", signature},
        {"msg", "1731705121", ""},
        {"msg", "1731705121", "v1,"},
        {"msg", "1731705121", "v1,AAAA"},
        {"msg", "1731705121", "v2,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0="},
        {"msg", "x", signature},
        {"msg", "1731705121x", signature},
        {"msg", "-1731705121", signature},
        {"msg", " 1731705121", signature},
        {"msg", "99999999999999999999999", signature},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct adapter_request request = delivery();
        request.webhook_id = rows[i].id;
        request.webhook_timestamp = rows[i].timestamp;
        request.webhook_signature = rows[i].signature;
        assert_int_equal(verdict(request, SENT_S), ADAPTER_UNSIGNED);
    }
}

static void a_secret_without_its_prefix_signs_nothing(void **state)
{
    struct adapter_request request = delivery();
    struct adapter_config config = config_with("plJ3nmyCDGBKInavdOK15jsl", "whsec_no!base64");
    (void)state;
    assert_int_equal(generica_adapter.verify(&request, &config, SENT_S, NULL), ADAPTER_FORGED);
}

/* Body → events, or why not. */
static const char *translated(void **state, const char *text)
{
    struct adapter_request request = {.body = text, .body_bytes = strlen(text)};
    struct buf events = buf_in(*state);
    const char *why = NULL;
    if (generica_adapter.translate(&request, &(struct adapter_config){.secrets_count = 0}, *state, &events,
                                   &why))
        return buf_text(&events);
    assert_non_null(why);
    return arena_format(*state, "! %s", why);
}

#define EVENT "\"tipo\":\"tramo.suena\",\"llamada\":\"c1\",\"momento\":\"2026-03-10T09:15:00Z\""

static void one_event_or_a_batch_passes_as_a_list(void **state)
{
    assert_string_equal(translated(state, "{" EVENT "}"), "[{" EVENT "}]");
    assert_string_equal(translated(state,
                                   "{\"eventos\":[{" EVENT "},{" EVENT ",\"causa\":17,\"tramo\":null}]}"),
                        "[{" EVENT "},{" EVENT ",\"causa\":17,\"tramo\":null}]");
    assert_string_equal(translated(state, "{\"eventos\":[]}"), "[]");
}

static void an_unknown_type_and_unknown_members_travel_along(void **state)
{
    const char *text =
        "{\"tipo\":\"llamada.bailada\",\"llamada\":\"c1\",\"momento\":\"x\",\"pareja\":{\"a\":[1]}}";
    assert_string_equal(translated(state, text), arena_format(*state, "[%s]", text));
}

static void a_bad_element_is_quarantined_alone(void **state)
{
    static const char *const rows[][2] = {
        {"7", "no es un objeto"},
        {"{\"llamada\":\"c1\",\"momento\":\"x\"}", "tipo: falta"},
        {"{\"tipo\":\"t\",\"llamada\":\"\",\"momento\":\"x\"}", "llamada: está vacío"},
        {"{\"tipo\":\"t\",\"llamada\":5,\"momento\":\"x\"}", "llamada: no es un texto"},
        {"{" EVENT ",\"causa\":\"17\"}", "causa: no es un número entero"},
        {"{" EVENT ",\"secuencia\":1.5}", "secuencia: no es un número entero"},
        {"{" EVENT ",\"rol\":\"un rol demasiado largo\"}", "rol: es demasiado largo"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *expected =
            arena_format(*state, "[{" EVENT "},{\"_error\":\"%s\",\"_crudo\":%s}]", rows[i][1], rows[i][0]);
        assert_string_equal(translated(state,
                                       arena_format(*state, "{\"eventos\":[{" EVENT "},%s]}", rows[i][0])),
                            expected);
    }
}

static void what_cannot_be_read_says_why_without_its_contents(void **state)
{
    assert_string_equal(translated(state, "{\"numero\":\"+34600111222\""), "! no es JSON (byte 24)");
    assert_string_equal(translated(state, ""), "! no es JSON (byte 0)");
    assert_string_equal(translated(state, "{\"tipo\":\"a\",\"tipo\":\"b\"}"),
                        "! una clave repetida (byte 18)");
    assert_string_equal(translated(state, "[]"), "! no es un objeto");
    assert_string_equal(translated(state, "{\"eventos\":{}}"), "! eventos: no es una lista");
}

static void a_batch_has_at_most_100_events(void **state)
{
    for (int count = 100; count <= 101; count++) {
        struct buf text = buf_in(*state);
        buf_add(&text, "{\"eventos\":[");
        for (int i = 0; i < count; i++)
            buf_add(&text, i ? ",{" EVENT "}" : "{" EVENT "}");
        buf_add(&text, "]}");
        assert_int_equal(translated(state, buf_text(&text))[0], count == 100 ? '[' : '!');
    }
}

static void the_delivery_is_known_by_its_webhook_id(void **state)
{
    struct adapter_request request = delivery();
    (void)state;
    assert_string_equal(generica_adapter.delivery(&request), "msg_loFOjxBNrRLzqYUf");
    assert_ptr_equal(adapter_find("generica"), &generica_adapter);
    assert_null(adapter_find("otra"));
}

/* ------------------------------------------------------------------------------------------------- orders */

static struct adapter_config bridged(void **state, const char *ajustes)
{
    struct adapter_config config = config_with(secret, NULL);
    config.ajustes = pbx_parsed(state, ajustes);
    return config;
}

static void an_order_is_posted_signed_with_our_id_as_the_webhooks(void **state)
{
    struct order order = PBX_ORDER;
    struct adapter_config config = bridged(state, "{\"url_ordenes\": \"https://pbx.example/ordenes\"}");
    struct order_http http;
    const char *motivo = NULL;
    order.marcar = "0600111222";
    assert_true(generica_adapter.order(&order, &config, SENT_S, *state, &http, &motivo));
    assert_string_equal(http.method, "POST");
    assert_string_equal(http.url, "https://pbx.example/ordenes");
    assert_string_equal(http.body,
                        "{\"tipo\":\"orden.originar\",\"peticion\":\"cc-AAAAAAAAAAAAAAAAAAAAAA\","
                        "\"extension\":\"101\",\"numero\":\"+34600111222\",\"marcar\":\"0600111222\","
                        "\"linea\":\"+34911223344\",\"plazo_s\":30}");
    /* Judged as we judge a delivery: the bridge may use the same code. */
    struct adapter_request said = {
        .body = http.body,
        .body_bytes = http.body_bytes,
        .webhook_id = http.headers[0].value,
        .webhook_timestamp = http.headers[1].value,
        .webhook_signature = http.headers[2].value,
    };
    assert_string_equal(http.headers[0].name, "webhook-id");
    assert_string_equal(said.webhook_id, order.peticion);
    assert_int_equal(generica_adapter.verify(&said, &config, SENT_S, NULL), ADAPTER_AUTHENTIC);
}

static void without_an_address_or_a_secret_nothing_is_ordered(void **state)
{
    struct order order = PBX_ORDER;
    struct order_http http;
    const char *motivo = NULL;
    struct adapter_config none = bridged(state, "{}");
    assert_false(generica_adapter.order(&order, &none, SENT_S, *state, &http, &motivo));
    assert_string_equal(motivo, "no_soportado");
    struct adapter_config mute = bridged(state, "{\"url_ordenes\": \"https://pbx.example/ordenes\"}");
    mute.secrets_count = 0;
    assert_false(generica_adapter.order(&order, &mute, SENT_S, *state, &http, &motivo));
    assert_string_equal(motivo, "credencial_rechazada");
}

static void what_a_bridge_answers_says_whether_it_took_the_order(void **state)
{
    static const struct {
        long status;
        const char *body, *judged;
    } rows[] = {
        {200, "{\"llamada\":\"P-1\"}", "aceptada  P-1"},
        {204, "", "aceptada  "},
        {202, "ok", "aceptada  "},
        {409, "{\"llamada\":\"P-1\"}", "aceptada  P-1"},
        {422, "{\"motivo\":\"extension_no_registrada\"}", "rechazada extension_no_registrada "},
        {422, "{\"motivo\":\"porque si\"}", "rechazada numero_erroneo "},
        {404, "", "rechazada no_soportado "},
        {401, "", "rechazada credencial_rechazada "},
        {503, "", "reintentar centralita_caida "},
        {500, "{\"llamada\":\"P-1\"}", "incierta respuesta_ilegible "},
    };
    const struct order order = PBX_ORDER;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(pbx_judged(state, generica_adapter.answer, &order, rows[i].status, rows[i].body),
                            rows[i].judged);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_example_of_the_specification_is_authentic),
        TEST(either_of_two_live_secrets_will_do),
        TEST(any_of_several_signatures_will_do),
        TEST(five_minutes_either_way_and_no_more),
        TEST(every_flipped_bit_of_body_id_and_time_is_noticed),
        TEST(every_flipped_bit_of_the_signature_is_noticed),
        TEST(what_is_no_signature_is_told_apart),
        TEST(a_secret_without_its_prefix_signs_nothing),
        TEST(one_event_or_a_batch_passes_as_a_list),
        TEST(an_unknown_type_and_unknown_members_travel_along),
        TEST(a_bad_element_is_quarantined_alone),
        TEST(what_cannot_be_read_says_why_without_its_contents),
        TEST(a_batch_has_at_most_100_events),
        TEST(the_delivery_is_known_by_its_webhook_id),
        TEST(an_order_is_posted_signed_with_our_id_as_the_webhooks),
        TEST(without_an_address_or_a_secret_nothing_is_ordered),
        TEST(what_a_bridge_answers_says_whether_it_took_the_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
