#include "support.h"

#include "pbx/asterisk.h"

/* What the dialplan posts for a call that two phones ring for, one answers, and the caller ends; then the other steps.
 * Left: the members that say something in each; right: the canonical events. */
#define CALL                                                                                              \
    "\"call\":\"p.60\",\"direction\":\"entrante\",\"from\":\"612345678\",\"to\":\"911\",\"did\":\"911\"," \
    "\"name\":\"Jean\",\"time\":\"2026-03-10T09:15:00.5Z\""
#define COMMON(tipo)                                                                             \
    "\"tipo\":\"" tipo                                                                           \
    "\",\"llamada\":\"p.60\",\"momento\":\"2026-03-10T09:15:00.5Z\",\"direccion\":\"entrante\"," \
    "\"origen\":\"612345678\",\"destino\":\"911\",\"linea\":\"911\",\"nombre\":\"Jean\""
#define OUT                                                                                           \
    "\"call\":\"p.7\",\"direction\":\"saliente\",\"from\":\"101\",\"to\":\"600111222\",\"did\":\"\"," \
    "\"time\":\"T\""
#define OUT_COMMON(tipo)                                                                      \
    "\"tipo\":\"" tipo                                                                        \
    "\",\"llamada\":\"p.7\",\"momento\":\"T\",\"direccion\":\"saliente\",\"origen\":\"101\"," \
    "\"destino\":\"600111222\""

static const char *const steps[][2] = {
    {"{\"event\":\"incoming\"," CALL ",\"channel\":\"p.60\",\"role\":\"externo\",\"peer\":\"\"}",
     "[{" COMMON("llamada.ofrecida") ",\"tramo\":\"p.60\",\"rol\":\"externo\"}]"},
    {"{\"event\":\"ringing\"," CALL ",\"channel\":\"p.61\",\"role\":\"agente\",\"peer\":\"101\"}",
     "[{" COMMON("tramo.suena") ",\"tramo\":\"p.61\",\"rol\":\"agente\",\"extension\":\"101\"}]"},
    {"{\"event\":\"answered\"," CALL ",\"channel\":\"p.62\",\"role\":\"agente\",\"peer\":\"102\"}",
     "[{" COMMON("tramo.contesta") ",\"tramo\":\"p.62\",\"rol\":\"agente\",\"extension\":\"102\"}]"},
    {"{\"event\":\"leg-hangup\"," CALL
     ",\"channel\":\"p.61\",\"role\":\"agente\",\"peer\":\"101\",\"dialstatus\":\"\",\"cause\":\"26\"}",
     "[{" COMMON(
         "tramo.cuelga") ",\"tramo\":\"p.61\",\"rol\":\"agente\",\"extension\":\"101\",\"causa\":26}]"},
    {"{\"event\":\"leg-hangup\"," CALL
     ",\"channel\":\"p.61\",\"role\":\"agente\",\"peer\":\"101\",\"dialstatus\":\"\",\"cause\":\"127\"}",
     "[{" COMMON("tramo.cuelga") ",\"tramo\":\"p.61\",\"rol\":\"agente\",\"extension\":\"101\"}]"},
    {"{\"event\":\"leg-hangup\"," CALL ",\"channel\":\"p.61\",\"role\":\"agente\",\"peer\":\"101\","
     "\"dialstatus\":\"ANSWER\",\"cause\":\"127\"}",
     "[{" COMMON(
         "tramo.cuelga") ",\"tramo\":\"p.61\",\"rol\":\"agente\",\"extension\":\"101\",\"causa\":127}]"},
    {"{\"event\":\"hangup\"," CALL
     ",\"channel\":\"p.60\",\"dialstatus\":\"ANSWER\",\"cause\":\"16\",\"hung_up\":\"caller\"}",
     "[{" COMMON("llamada.fin") ",\"causa\":16,\"colgo\":\"paciente\"}]"},
    {"{\"event\":\"hangup\"," CALL
     ",\"channel\":\"p.60\",\"dialstatus\":\"CANCEL\",\"cause\":\"127\",\"hung_up\":\"callee\"}",
     "[{" COMMON("llamada.fin") ",\"colgo\":\"agente\"}]"},
    {"{\"event\":\"hangup\"," CALL ",\"dialstatus\":\"BUSY\",\"cause\":\"16\",\"hung_up\":\"pbx\"}",
     "[{" COMMON("llamada.fin") ",\"causa\":17,\"colgo\":\"centralita\"}]"},
    {"{\"event\":\"hangup\"," CALL ",\"dialstatus\":\"NOANSWER\",\"cause\":\"0\",\"hung_up\":\"\"}",
     "[{" COMMON("llamada.fin") ",\"causa\":19}]"},
    {"{\"event\":\"hangup\"," CALL ",\"dialstatus\":\"\",\"cause\":\"0\",\"hung_up\":\"\"}",
     "[{" COMMON("llamada.fin") "}]"},
    {"{\"event\":\"queue-enter\"," CALL ",\"queue\":\"recepcion\",\"position\":\"2\"}",
     "[{" COMMON("cola.entra") ",\"cola\":\"recepcion\",\"posicion\":2}]"},
    {"{\"event\":\"queue-leave\"," CALL ",\"queue\":\"recepcion\",\"position\":\"\"}",
     "[{" COMMON("cola.sale") ",\"cola\":\"recepcion\"}]"},
    {"{\"event\":\"voicemail\"," CALL ",\"mailbox\":\"101@default\"}",
     "[{" COMMON("buzon.empieza") ",\"tramo\":\"101@default\",\"rol\":\"buzon\"}]"},
    {"{\"event\":\"voicemail-message\"," CALL
     ",\"mailbox\":\"101@default\",\"file\":\"/v/msg0000\",\"duration_s\":\"12\"}",
     "[{" COMMON("buzon.mensaje") ",\"tramo\":\"101@default\",\"rol\":\"buzon\",\"archivo\":\"/v/"
                                  "msg0000\",\"duracion_s\":12}]"},
    {"{\"event\":\"outbound\"," OUT
     ",\"channel\":\"p.7\",\"peer\":\"101\",\"role\":\"agente\",\"request\":\"42\"}",
     "[{" OUT_COMMON("llamada.ofrecida") ",\"peticion\":\"42\"},{" OUT_COMMON(
         "tramo.contesta") ",\"tramo\":\"p.7\",\"rol\":\"agente\",\"extension\":\"101\"}]"},
    {"{\"event\":\"hangup\"," OUT ",\"dialstatus\":\"ANSWER\",\"cause\":\"16\",\"hung_up\":\"callee\"}",
     "[{" OUT_COMMON("llamada.fin") ",\"causa\":16,\"colgo\":\"paciente\"}]"},
    {"{\"event\":\"hangup\"," OUT ",\"dialstatus\":\"ANSWER\",\"cause\":\"16\",\"hung_up\":\"caller\"}",
     "[{" OUT_COMMON("llamada.fin") ",\"causa\":16,\"colgo\":\"agente\"}]"},
    {"{\"event\":\"hangup\",\"call\":\"p.8\",\"time\":\"T\",\"direction\":\"interna\",\"hung_up\":"
     "\"callee\"}",
     "[{\"tipo\":\"llamada.fin\",\"llamada\":\"p.8\",\"momento\":\"T\",\"direccion\":\"interna\",\"colgo\":"
     "\"agente\"}]"},
    {"{\"event\":\"incoming\",\"call\":\"p.9\",\"channel\":\"p.9\",\"name\":\"PJSIP/trunk-1\",\"from\":\"612\","
     "\"did\":\"911\",\"time\":1795342374.858,\"cli_name\":\"Jean\"}",
     "[{\"tipo\":\"llamada.ofrecida\",\"llamada\":\"p.9\",\"momento\":\"2026-11-22T10:12:54.858000Z\",\"origen\":"
     "\"612\",\"linea\":\"911\",\"nombre\":\"Jean\",\"tramo\":\"p.9\",\"rol\":\"externo\"}]"},
    {"{\"event\":\"peer-hangup\",\"call\":\"p.9\",\"channel\":\"p.10\",\"name\":\"PJSIP/101-2\",\"from\":\"101\","
     "\"peer\":\"101\",\"time\":1795342375,\"cause\":\"127\"}",
     "[{\"tipo\":\"tramo.cuelga\",\"llamada\":\"p.9\",\"momento\":\"2026-11-22T10:12:55.000000Z\",\"tramo\":"
     "\"p.10\",\"extension\":\"101\"}]"},
    {"{\"event\":\"hangup\",\"call\":\"p.9\",\"time\":1795342375,\"status\":\"BUSY\",\"cause\":\"16\"}",
     "[{\"tipo\":\"llamada.fin\",\"llamada\":\"p.9\",\"momento\":\"2026-11-22T10:12:55.000000Z\",\"causa\":17}]"},
    {"{\"event\":\"dance\",\"call\":\"p.8\",\"time\":\"T\"}",
     "[{\"tipo\":\"asterisk.dance\",\"llamada\":\"p.8\",\"momento\":\"T\"}]"},
};

static void each_step_becomes_its_canonical_events(void **state)
{
    for (size_t i = 0; i < COUNT(steps); i++) {
        struct adapter_request request = {.body = steps[i][0], .body_bytes = strlen(steps[i][0])};
        struct buf events = buf_in(*state);
        const char *why = NULL;
        assert_true(asterisk_adapter.translate(&request, &(struct adapter_config){.secrets_count = 0}, *state,
                                               &events, &why));
        assert_string_equal(buf_text(&events), steps[i][1]);
    }
}

static void a_body_that_names_no_event_call_or_time_cannot_be_read(void **state)
{
    static const char *const rows[] = {
        "{}",
        "[]",
        "7",
        "{\"event\":\"hangup\",\"time\":\"T\"}",
        "{\"event\":\"hangup\",\"call\":\"c\"}",
        "{\"event\":7,\"call\":\"c\",\"time\":\"T\"}",
        "{\"event\":\"hangup\",\"call\":\"c\",\"time\":1e300}",
        "{\"event\":\"hangup\",\"call\":\"c\",\"time\":-1}",
        "{\"event\":\"hangup\"",
        "event=hangup",
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct adapter_request request = {.body = rows[i], .body_bytes = strlen(rows[i])};
        struct buf events = buf_in(*state);
        const char *why = NULL;
        assert_false(asterisk_adapter.translate(&request, &(struct adapter_config){.secrets_count = 0},
                                                *state, &events, &why));
        assert_non_null(why);
    }
}

static void the_bearer_must_be_one_of_the_secrets(void **state)
{
    static const struct {
        const char *authorization;
        enum adapter_verdict verdict;
    } rows[] = {
        {"Bearer whsec_uno", ADAPTER_AUTHENTIC},
        {"bearer whsec_dos", ADAPTER_AUTHENTIC},
        {"Bearer whsec_tres", ADAPTER_FORGED},
        {"Bearer whsec_un", ADAPTER_FORGED},
        {"Bearer whsec_uno ", ADAPTER_FORGED},
        {"Bearer ", ADAPTER_UNSIGNED},
        {"", ADAPTER_UNSIGNED},
        {"Basic whsec_uno", ADAPTER_UNSIGNED},
    };
    struct adapter_config config = {.secrets = {"whsec_uno", "whsec_dos"}, .secrets_count = 2};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct adapter_request request = {.authorization = rows[i].authorization};
        assert_int_equal(asterisk_adapter.verify(&request, &config, 0, *state), rows[i].verdict);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(each_step_becomes_its_canonical_events),
        TEST(a_body_that_names_no_event_call_or_time_cannot_be_read),
        TEST(the_bearer_must_be_one_of_the_secrets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
