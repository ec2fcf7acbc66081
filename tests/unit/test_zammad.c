/* The generic CTI contract of Zammad and sipgate.io on the left, canonical events on the right. */
#include "pbx_support.h"

#include "pbx/zammad.h"

#define IN  "from=34600111222&to=34911223344&direction=in&callId=c1"
#define OUT "from=34911223344&to=34600111222&direction=out&callId=c2"
#define IN_(tipo)                                                                                            \
    "{\"tipo\":\"" tipo "\",\"llamada\":\"c1\",\"momento\":\"" PBX_RECEIVED "\",\"direccion\":\"entrante\"," \
    "\"origen\":\"34600111222\",\"linea\":\"34911223344\""
#define OUT_(tipo)                                                                                           \
    "{\"tipo\":\"" tipo "\",\"llamada\":\"c2\",\"momento\":\"" PBX_RECEIVED "\",\"direccion\":\"saliente\"," \
    "\"origen\":\"34911223344\",\"destino\":\"34600111222\""
#define AT(extension) ",\"extension\":\"" extension "\",\"rol\":\"agente\"}"

static const char *const deliveries[][2] = {
    {"event=newCall&" IN, "[" IN_("llamada.ofrecida") "}]"},
    {"event=newCall&" IN "&user%5B%5D=Ana+L%C3%B3pez&user[]=102&user[]=Desconocida+X",
     "[" IN_("llamada.ofrecida") "}," IN_("tramo.suena") AT("101") "," IN_("tramo.suena") AT("102") "]"},
    {"event=newCall&queue=recepcion&" IN "&user[]=101",
     "[" IN_("llamada.ofrecida") "}," IN_("cola.entra") ",\"cola\":\"recepcion\"}," IN_("tramo.suena")
         AT("101") "]"},
    {"event=answer&" IN "&user[]=101&user[]=102&answeringNumber=102",
     "[" IN_("tramo.contesta") AT("102") "]"},
    {"event=answer&" IN "&user[]=Ana+L%C3%B3pez&answeringNumber=34911223344",
     "[" IN_("tramo.contesta") AT("101") "]"},
    /* Which of two it was is not said: somebody. */
    {"event=answer&" IN "&user[]=101&user[]=102", "[" IN_("tramo.contesta") ",\"rol\":\"agente\"}]"},
    {"event=hangup&cause=normalClearing&" IN, "[" IN_("llamada.fin") ",\"causa\":16}]"},
    {"event=hangup&cause=cancel&" IN, "[" IN_("llamada.fin") ",\"colgo\":\"paciente\"}]"},
    {"event=hangup&cause=busy&" IN, "[" IN_("llamada.fin") ",\"causa\":17}]"},
    {"event=hangup&cause=noAnswer&" IN, "[" IN_("llamada.fin") ",\"causa\":19}]"},
    {"event=hangup&cause=congestion&" IN, "[" IN_("llamada.fin") ",\"causa\":42}]"},
    {"event=hangup&cause=notFound&" IN, "[" IN_("llamada.fin") ",\"causa\":1}]"},
    {"event=hangup&cause=forwarded&" IN, "[" IN_("llamada.fin") ",\"causa\":23}]"},
    {"event=hangup&cause=otra&" IN, "[" IN_("llamada.fin") "}]"},
    {"event=newCall&" OUT "&user[]=101",
     "[" OUT_("llamada.ofrecida") "}," OUT_("tramo.contesta") AT("101") "]"},
    {"event=answer&" OUT "&user[]=101", "[" OUT_("tramo.contesta") ",\"rol\":\"externo\"}]"},
    {"event=hangup&cause=cancel&" OUT, "[" OUT_("llamada.fin") ",\"colgo\":\"agente\"}]"},
    {"event=dtmf&" IN, "[" IN_("zammad.dtmf") "}]"},
    {"event=newCall&from=1", "! faltan event o callId"},
    {"callId=1", "! faltan event o callId"},
    {"", "! faltan event o callId"},
};

static const char *const json_deliveries[][2] = {
    {"{\"event\":\"newCall\",\"from\":\"34600111222\",\"to\":\"34911223344\",\"direction\":\"in\",\"callId\":\"c1\","
     "\"user\":[\"Ana López\",\"102\"]}",
     "[" IN_("llamada.ofrecida") "}," IN_("tramo.suena") AT("101") "," IN_("tramo.suena") AT("102") "]"},
    {"{\"event\":\"newCall\",\"from\":34600111222,\"to\":34911223344,\"direction\":\"in\",\"callId\":\"c1\","
     "\"user[]\":[\"101\"]}",
     "[" IN_("llamada.ofrecida") "}," IN_("tramo.suena") AT("101") "]"},
    {"{\"event\":\"newCall\"", "! no es JSON (byte 18)"},
    {"[]", "! no es un objeto"},
};

static void each_event_becomes_its_canonical_events_as_a_form_or_as_json(void **state)
{
    const struct adapter_config config = {
        .ajustes = pbx_parsed(state, "{\"usuarios\":{\"Ana López\":\"101\"}}"),
    };
    for (size_t i = 0; i < COUNT(deliveries); i++) {
        struct adapter_request request = pbx_form(deliveries[i][0]);
        assert_string_equal(pbx_translated(state, &zammad_adapter, &request, &config), deliveries[i][1]);
    }
    for (size_t i = 0; i < COUNT(json_deliveries); i++) {
        struct adapter_request request = pbx_json(json_deliveries[i][0]);
        assert_string_equal(pbx_translated(state, &zammad_adapter, &request, &config), json_deliveries[i][1]);
    }
}

static void the_secret_may_be_in_the_address_a_bearer_or_a_password(void **state)
{
    static const struct {
        const char *token, *authorization;
        enum adapter_verdict verdict;
    } rows[] = {
        {"whsec_unos", "", ADAPTER_AUTHENTIC},
        {"whsec_a_b-cA", "", ADAPTER_AUTHENTIC}, /* "a/b+cA==" as an address writes it */
        {"whsec_a/b+cA==", "", ADAPTER_AUTHENTIC},
        {"whsec_a_b-cB", "", ADAPTER_FORGED},
        {"", "Bearer whsec_unos", ADAPTER_AUTHENTIC},
        {"", "Basic cGJ4Ondoc2VjX3Vub3M=", ADAPTER_AUTHENTIC}, /* pbx:whsec_unos */
        {"whsec_tres", "", ADAPTER_FORGED},
        {"whsec_tres", "Bearer whsec_unos", ADAPTER_FORGED}, /* one answer, not the best of two */
        {"", "Basic cGJ4OndoaXNr", ADAPTER_FORGED},
        {"", "Basic !!", ADAPTER_UNSIGNED},
        {"", "Basic cGJ4", ADAPTER_UNSIGNED},
        {"", "Digest x", ADAPTER_UNSIGNED},
        {"", "", ADAPTER_UNSIGNED},
    };
    const struct adapter_config config = {.secrets = {"whsec_unos", "whsec_a/b+cA=="}, .secrets_count = 2};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct adapter_request request = pbx_form("event=newCall&callId=1");
        request.token = rows[i].token;
        request.authorization = rows[i].authorization;
        assert_int_equal(zammad_adapter.verify(&request, &config, 0, *state), rows[i].verdict);
    }
}

static void it_takes_no_orders(void **state)
{
    (void)state;
    assert_null(zammad_adapter.order);
    assert_false(zammad_adapter.capabilities &
                 (ADAPTER_ORIGINATES | ADAPTER_CONTROLS | ADAPTER_ROUTES | ADAPTER_SIGNS));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(each_event_becomes_its_canonical_events_as_a_form_or_as_json),
        TEST(the_secret_may_be_in_the_address_a_bearer_or_a_password),
        TEST(it_takes_no_orders),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
