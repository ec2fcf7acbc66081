/* What Zadarma posts on the left, canonical events on the right; its signature, its echo, its callback. */
#include "pbx_support.h"

#include "pbx/zadarma.h"

#define IN  "pbx_call_id=in_a1&caller_id=34600111222&called_did=34911223344&call_start=2026-03-10+10%3A15%3A00"
#define OUT "pbx_call_id=out_b2&internal=101&destination=34600111222&call_start=2026-03-10+10%3A15%3A00"
#define C(tipo, id, moment, direction) \
    "{\"tipo\":\"" tipo "\",\"llamada\":\"" id "\",\"momento\":\"" moment "\",\"direccion\":\"" direction "\""
#define IN_(tipo)   C(tipo, "in_a1", PBX_RECEIVED, "entrante") IN_PARTIES
#define IN_PARTIES  ",\"origen\":\"34600111222\",\"linea\":\"34911223344\""
#define OUT_(tipo)  C(tipo, "out_b2", PBX_RECEIVED, "saliente") OUT_PARTIES
#define OUT_PARTIES ",\"origen\":\"101\",\"destino\":\"34600111222\""
#define LOCAL_START "2026-03-10T10:15:00"
#define AT_101      ",\"extension\":\"101\",\"rol\":\"agente\"}"

static const char *const deliveries[][2] = {
    /* The start is the account's own time, without a zone: SQL reads it in centralita.zona. */
    {"event=NOTIFY_START&" IN, "[" C("llamada.ofrecida", "in_a1", LOCAL_START, "entrante") IN_PARTIES "}]"},
    {"event=NOTIFY_INTERNAL&internal=101&" IN, "[" IN_("tramo.suena") AT_101 "]"},
    {"event=NOTIFY_INTERNAL&" IN, "[]"},
    {"event=NOTIFY_ANSWER&pbx_call_id=in_a1&caller_id=34600111222&destination=34911223344&internal=101&"
     "call_start=2026-03-10+10%3A15%3A00",
     "[" C("tramo.contesta", "in_a1", PBX_RECEIVED, "entrante") ",\"origen\":\"34600111222\"" AT_101 "]"},
    /* Answered by no extension: by the mobile that the call was sent to. */
    {"event=NOTIFY_ANSWER&pbx_call_id=in_a1&caller_id=34600111222&destination=34655000000&call_start=x",
     "[" C("tramo.contesta", "in_a1", PBX_RECEIVED,
           "entrante") ",\"origen\":\"34600111222\",\"tramo\":\"desvio\",\"rol\":\"externo\",\"destino\":"
                       "\"34655000000\"}]"},
    {"event=NOTIFY_END&" IN "&internal=101&duration=65&disposition=answered&status_code=16&is_recorded=0",
     "[" IN_("llamada.fin") ",\"causa\":16}," IN_(
         "llamada.resumen") ",\"duracion_s\":65,\"extension\":\"101\"}]"},
    {"event=NOTIFY_END&" IN "&duration=0&disposition=cancel&status_code=16",
     "[" IN_("llamada.fin") ",\"colgo\":\"paciente\"}," IN_("llamada.resumen") ",\"duracion_s\":0}]"},
    {"event=NOTIFY_END&" IN "&duration=12&disposition=no+answer&status_code=0",
     "[" IN_("llamada.fin") ",\"causa\":19}," IN_("llamada.resumen") ",\"duracion_s\":0}]"},
    {"event=NOTIFY_OUT_START&" OUT, "[" C("llamada.ofrecida", "out_b2", LOCAL_START, "saliente") OUT_PARTIES
     "}," OUT_("tramo.contesta") AT_101 "]"},
    {"event=NOTIFY_ANSWER&caller_id=34911223344&" OUT,
     "[" C("tramo.contesta", "out_b2", PBX_RECEIVED, "saliente") OUT_PARTIES
     ",\"linea\":\"34911223344\",\"rol\":\"externo\"}]"},
    {"event=NOTIFY_OUT_END&caller_id=34911223344&" OUT "&duration=30&disposition=answered&status_code=16",
     "[" OUT_("llamada.fin") ",\"linea\":\"34911223344\",\"causa\":16}," OUT_(
         "llamada.resumen") ",\"linea\":\"34911223344\",\"duracion_s\":30,\"extension\":\"101\"}]"},
    {"event=NOTIFY_OUT_END&" OUT "&duration=0&disposition=busy&status_code=0",
     "[" OUT_("llamada.fin") ",\"causa\":17}," OUT_("llamada.resumen") ",\"duracion_s\":0}]"},
    {"event=NOTIFY_OUT_END&" OUT "&duration=0&disposition=cancel",
     "[" OUT_("llamada.fin") ",\"colgo\":\"agente\"}," OUT_("llamada.resumen") ",\"duracion_s\":0}]"},
    {"event=NOTIFY_OUT_END&" OUT "&disposition=failed&status_code=28",
     "[" OUT_("llamada.fin") ",\"causa\":28}," OUT_("llamada.resumen") ",\"duracion_s\":0}]"},
    {"event=NOTIFY_OUT_END&" OUT "&disposition=no+money%2C+no+limit&status_code=",
     "[" OUT_("llamada.fin") ",\"causa\":52}," OUT_("llamada.resumen") ",\"duracion_s\":0}]"},
    {"event=NOTIFY_OUT_END&" OUT "&disposition=unallocated+number&status_code=127",
     "[" OUT_("llamada.fin") ",\"causa\":1}," OUT_("llamada.resumen") ",\"duracion_s\":0}]"},
    {"event=NOTIFY_RECORD&pbx_call_id=in_a1&call_id_with_rec=1773134100.42",
     "[" C("grabacion.lista", "in_a1", PBX_RECEIVED, "entrante") ",\"archivo\":\"1773134100.42\"}]"},
    {"event=NOTIFY_RECORD&pbx_call_id=c9&call_id_with_rec=7",
     "[{\"tipo\":\"grabacion.lista\",\"llamada\":\"c9\",\"momento\":\"" PBX_RECEIVED
     "\",\"archivo\":\"7\"}]"},
    {"event=NOTIFY_IVR&" IN "&wait_dtmf%5Bname%5D=menu&wait_dtmf%5Bdigits%5D=2",
     "[" IN_("ivr.opcion") ",\"opcion\":\"2\"}]"},
    {"event=NOTIFY_DANCE&" IN, "[" IN_("zadarma.NOTIFY_DANCE") "}]"},
    {"event=NOTIFY_START&pbx_call_id=in_a1&call_start=ayer",
     "[" C("llamada.ofrecida", "in_a1", PBX_RECEIVED, "entrante") "}]"},
    {"event=NOTIFY_START&caller_id=1", "! faltan event o pbx_call_id"},
    {"pbx_call_id=in_a1", "! faltan event o pbx_call_id"},
    {"", "! faltan event o pbx_call_id"},
    {"event=NOTIFY_START&pbx_call_id=%FF", "! caracteres que no son UTF-8"},
    {"event=NOTIFY_START&pbx_call_id=a%00b", "! caracteres que no son UTF-8"},
};

static void each_notification_becomes_its_canonical_events(void **state)
{
    const struct adapter_config config = {.secrets_count = 0};
    for (size_t i = 0; i < COUNT(deliveries); i++) {
        struct adapter_request request = pbx_form(deliveries[i][0]);
        assert_string_equal(pbx_translated(state, &zadarma_adapter, &request, &config), deliveries[i][1]);
    }
}

/* The vendor's own classes sign these fields, in this order, with PHP's hash_hmac, which prints hexadecimal. */
static void the_signature_is_base64_of_hexadecimal_over_three_fields(void **state)
{
    static const char body[] = "event=NOTIFY_START&call_start=2026-03-10+10%3A15%3A00&pbx_call_id=in_a1&"
                               "caller_id=34600111222&called_did=34911223344";
    static const struct {
        const char *signature;
        enum adapter_verdict verdict;
    } rows[] = {
        {"MDY3YTlkYmEyNTk4MDY1OTMyOGVlMDc0MWFlMWVkMjkwODhlNzhiNg==", ADAPTER_AUTHENTIC},
        {"MDY3YTlkYmEyNTk4MDY1OTMyOGVlMDc0MWFlMWVkMjkwODhlNzhiNw==", ADAPTER_FORGED},
        {"BnqduiWYBlkyjuB0GuHtKQiOeLY=", ADAPTER_FORGED}, /* of the raw bytes: the trap */
        {"067a9dba25980659328ee0741ae1ed29088e78b6", ADAPTER_FORGED},
        {"MDY3YTlkYmEyNTk4MDY1OTMyOGVlMDc0MWFlMWVkMjkwODhlNzhiNg==x", ADAPTER_FORGED},
        {"", ADAPTER_UNSIGNED},
    };
    const struct adapter_config config = {.secrets = {"otro", "testsecret"}, .secrets_count = 2};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct adapter_request request = pbx_form(body);
        const struct adapter_header headers[] = {{"signature", rows[i].signature}, {NULL, NULL}};
        request.headers = *rows[i].signature ? headers : NULL;
        assert_int_equal(zadarma_adapter.verify(&request, &config, 0, *state), rows[i].verdict);
    }
}

/* Computed with PHP's formula by another program (openssl). */
static void each_event_signs_fields_of_its_own(void **state)
{
    static const char *const rows[][2] = {
        {"event=NOTIFY_ANSWER&caller_id=1&destination=2&call_start=3&called_did=9&internal=8",
         "OTNkYzA5ZjFhYmNhZjBhN2NmZDhmMmVjNGM2NzhiN2NhYTBjZmVlZA=="},
        {"event=NOTIFY_OUT_END&internal=1&destination=2&call_start=3&caller_id=9",
         "OTNkYzA5ZjFhYmNhZjBhN2NmZDhmMmVjNGM2NzhiN2NhYTBjZmVlZA=="},
        {"event=NOTIFY_RECORD&pbx_call_id=12&call_id_with_rec=3&call_start=9",
         "OTNkYzA5ZjFhYmNhZjBhN2NmZDhmMmVjNGM2NzhiN2NhYTBjZmVlZA=="},
    };
    const struct adapter_config config = {.secrets = {"testsecret"}, .secrets_count = 1};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct adapter_request request = pbx_form(rows[i][0]);
        const struct adapter_header headers[] = {{"signature", rows[i][1]}, {NULL, NULL}};
        request.headers = headers;
        assert_int_equal(zadarma_adapter.verify(&request, &config, 0, *state), ADAPTER_AUTHENTIC);
    }
    struct adapter_request unknown = pbx_form("event=NOTIFY_DANCE&pbx_call_id=1");
    const struct adapter_header headers[] = {{"signature", rows[0][1]}, {NULL, NULL}};
    unknown.headers = headers;
    assert_int_equal(zadarma_adapter.verify(&unknown, &config, 0, *state), ADAPTER_FORGED);
}

static void the_address_echoes_harmless_letters_and_nothing_else(void **state)
{
    static const char *const rows[][2] = {
        {"zd_echo=5d2a9b", "5d2a9b"},
        {"a=1&zd_echo=Abc-1_2.3", "Abc-1_2.3"},
        {"zd_echo=", NULL},
        {"zd_echo=%3Cscript%3E", NULL},
        {"zd_echo=a%0D%0AX-Accel-Redirect:+/x", NULL},
        {"otro=1", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct adapter_request request = pbx_form("");
        request.method = "GET";
        request.query = rows[i][0];
        const char *answer = zadarma_adapter.handshake(&request, *state);
        if (rows[i][1])
            assert_string_equal(answer, rows[i][1]);
        else
            assert_null(answer);
    }
    struct adapter_request request = pbx_form("");
    char *query = arena_take(*state, 200);
    memset(query, 'a', 199);
    memcpy(query, "zd_echo=", 8);
    query[8 + 128] = '\0';
    request.query = query;
    assert_non_null(zadarma_adapter.handshake(&request, *state));
    query[8 + 128] = 'a', query[8 + 129] = '\0';
    assert_null(zadarma_adapter.handshake(&request, *state));
}

static void a_callback_is_asked_for_with_the_vendors_authorization(void **state)
{
    struct order order = PBX_ORDER;
    struct adapter_config config = {.credential = "testkey:testsecret"};
    struct order_http http;
    const char *motivo = NULL;
    order.extension = "102";
    assert_true(zadarma_adapter.order(&order, &config, 0, *state, &http, &motivo));
    assert_string_equal(http.method, "GET");
    assert_string_equal(http.url, "https://api.zadarma.com/v1/request/callback/?from=102&to=34600111222");
    assert_string_equal(http.headers[0].name, "Authorization");
    assert_string_equal(http.headers[0].value,
                        "testkey:NWQzYzk5YTg3YTU1MTNjODQ1MjRkOTY1Mzg4YjU0YTA5NTg2MDcxZQ==");
    assert_null(http.headers[1].name);
    assert_null(http.body);
    config.ajustes = pbx_parsed(state, "{\"url_api\":\"https://api.revendedor.example\"}");
    assert_true(zadarma_adapter.order(&order, &config, 0, *state, &http, &motivo));
    assert_string_equal(http.url,
                        "https://api.revendedor.example/v1/request/callback/?from=102&to=34600111222");
}

static void what_cannot_be_asked_for_is_refused_with_its_reason(void **state)
{
    const struct adapter_config config = {.credential = "testkey:testsecret"}, none = {.credential = ""};
    struct order order = PBX_ORDER;
    struct order_http http;
    const char *motivo = NULL;
    assert_false(zadarma_adapter.order(&order, &none, 0, *state, &http, &motivo));
    assert_string_equal(motivo, "credencial_rechazada");
    order.clase = "colgar";
    assert_false(zadarma_adapter.order(&order, &config, 0, *state, &http, &motivo));
    assert_string_equal(motivo, "no_soportado");
    order.clase = "originar", order.numero = "+";
    assert_false(zadarma_adapter.order(&order, &config, 0, *state, &http, &motivo));
    assert_string_equal(motivo, "numero_erroneo");
    order.numero = "112", order.extension = "";
    assert_false(zadarma_adapter.order(&order, &config, 0, *state, &http, &motivo));
    assert_string_equal(motivo, "extension_no_registrada");
    assert_null(zadarma_adapter.inquire); /* a callback has no id to ask for */
}

static void what_it_answers_says_whether_it_took_the_order(void **state)
{
    static const struct {
        long status;
        const char *body, *judged;
    } rows[] = {
        {200, "{\"status\":\"success\",\"from\":\"102\",\"to\":\"34600111222\",\"time\":1773134100}",
         "aceptada  "},
        {200, "{\"status\":\"error\",\"message\":\"Wrong number\"}", "rechazada numero_erroneo "},
        {200, "<html>", "incierta respuesta_ilegible "},
        {401, "{\"status\":\"error\",\"message\":\"Not authorized\"}", "rechazada credencial_rechazada "},
        {429, "", "reintentar centralita_ocupada "},
        {500, "", "incierta respuesta_ilegible "},
    };
    const struct order order = PBX_ORDER;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_string_equal(pbx_judged(state, zadarma_adapter.answer, &order, rows[i].status, rows[i].body),
                            rows[i].judged);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(each_notification_becomes_its_canonical_events),
        TEST(the_signature_is_base64_of_hexadecimal_over_three_fields),
        TEST(each_event_signs_fields_of_its_own),
        TEST(the_address_echoes_harmless_letters_and_nothing_else),
        TEST(a_callback_is_asked_for_with_the_vendors_authorization),
        TEST(what_cannot_be_asked_for_is_refused_with_its_reason),
        TEST(what_it_answers_says_whether_it_took_the_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
