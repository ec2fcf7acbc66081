/* Twilio's status callbacks on the left, canonical events on the right; the vectors of its own validator's tests; its orders. */
#include "pbx_support.h"

#include "pbx/adapter_config.h"
#include "pbx/twilio.h"

#define P      "CA00000000000000000000000000000001" /* the parent */
#define C1     "CA000000000000000000000000000000c1"
#define C2     "CA000000000000000000000000000000c2"
#define STAMP  "Timestamp=Tue%2C+10+Mar+2026+09%3A15%3A00+%2B0000"
#define MOMENT "2026-03-10T09:15:00.000000Z"

#define PARENT     "CallSid=" P "&From=%2B34600111222&To=%2B34911223344&Direction=inbound&" STAMP
#define CHILD(sid) "CallSid=" sid "&ParentCallSid=" P "&From=%2B34600111222&Direction=outbound-dial&" STAMP
#define CLIENT_101 "&To=client%3A101"
#define CLICK      "CallSid=" P "&From=%2B34911223344&To=client%3A101&Direction=outbound-api&" STAMP
#define CLICK_CHILD \
    "CallSid=" C1 "&ParentCallSid=" P "&From=%2B34911223344&To=%2B34600111222&Direction=outbound-dial&" STAMP
#define ASKED "peticion=cc-1"

#define EVENT(tipo, sequence, direction)                                               \
    "{\"tipo\":\"" tipo "\",\"llamada\":\"" P "\",\"momento\":\"" MOMENT "\"" sequence \
    ",\"direccion\":\"" direction "\""
#define SEQ(n)          ",\"secuencia\":" #n
#define IN_(tipo, seq)  EVENT(tipo, seq, "entrante") ",\"origen\":\"+34600111222\""
#define LINE            ",\"linea\":\"+34911223344\""
#define OUT_(tipo, seq) EVENT(tipo, seq, "saliente")
#define LEG(sid)        ",\"tramo\":\"" sid "\""
#define AGENT(sid)      LEG(sid) ",\"rol\":\"agente\",\"extension\":\"101\""
#define PATIENT         ",\"destino\":\"+34600111222\"" LINE LEG(C1) ",\"rol\":\"externo\""

/* Query, body, events. */
static const char *const callbacks[][3] = {
    /* A call that comes in: the parent's "in-progress" is the TwiML that began, nobody's answer. */
    {"", "CallStatus=ringing&" PARENT, "[" IN_("llamada.ofrecida", "") LINE LEG(P) "}]"},
    {"", "CallStatus=in-progress&" PARENT, "[" IN_("llamada.ofrecida", "") LINE LEG(P) "}]"},
    {"", "CallStatus=completed&CallDuration=60&" PARENT, "[" IN_("llamada.fin", "") LINE ",\"causa\":16}]"},
    {"", "CallStatus=no-answer&" PARENT, "[" IN_("llamada.fin", "") LINE ",\"causa\":19}]"},
    /* Its children are the telephones that ring; the installer's TwiML says which line it is. */
    {"linea=%2B34911223344", "CallStatus=initiated&SequenceNumber=0&" CHILD(C1) CLIENT_101,
     "[" IN_("llamada.ofrecida", SEQ(0)) LINE LEG(P) "}]"},
    {"linea=%2B34911223344", "CallStatus=ringing&SequenceNumber=1&" CHILD(C1) CLIENT_101,
     "[" IN_("tramo.suena", SEQ(1)) LINE AGENT(C1) "}]"},
    {"", "CallStatus=in-progress&SequenceNumber=2&" CHILD(C1) CLIENT_101,
     "[" IN_("tramo.contesta", SEQ(2)) AGENT(C1) "}]"},
    {"", "CallStatus=completed&SequenceNumber=3&" CHILD(C1) CLIENT_101,
     "[" IN_("tramo.cuelga", SEQ(3)) AGENT(C1) ",\"causa\":16}]"},
    /* The other telephone of the group is cancelled: no cause, the fold sees who answered. */
    {"",
     "CallStatus=canceled&SequenceNumber=2&SipResponseCode=487&" CHILD(
         C2) "&To=sip%3A101%40clinica.sip.twilio.com%3A5060",
     "[" IN_("tramo.cuelga", SEQ(2)) AGENT(C2) "}]"},
    {"", "CallStatus=busy&" CHILD(C2) CLIENT_101, "[" IN_("tramo.cuelga", "") AGENT(C2) ",\"causa\":17}]"},
    {"", "CallStatus=failed&SipResponseCode=404&" CHILD(C2) CLIENT_101,
     "[" IN_("tramo.cuelga", "") AGENT(C2) ",\"causa\":1}]"},
    {"", "CallStatus=failed&" CHILD(C2) CLIENT_101, "[" IN_("tramo.cuelga", "") AGENT(C2) ",\"causa\":41}]"},
    /* A mobile that `extensiones` knows is a telephone of the house; another is outside. */
    {"", "CallStatus=ringing&" CHILD(C1) "&To=%2B34655000001", "[" IN_("tramo.suena", "") AGENT(C1) "}]"},
    {"direccion=entrante", "CallStatus=ringing&" CHILD(C1) "&To=%2B34655000000",
     "[" IN_("tramo.suena", "") LEG(C1) ",\"rol\":\"externo\",\"destino\":\"+34655000000\"}]"},

    /* Click-to-call: the root rings the agent, its child the patient; our id comes back in the address. */
    {ASKED, "CallStatus=initiated&SequenceNumber=0&" CLICK,
     "[" OUT_("llamada.ofrecida", SEQ(0)) LINE ",\"peticion\":\"cc-1\"}]"},
    {ASKED, "CallStatus=ringing&" CLICK, "[" OUT_("tramo.suena", "") LINE AGENT(P) "}]"},
    {ASKED, "CallStatus=in-progress&" CLICK, "[" OUT_("tramo.contesta", "") LINE AGENT(P) "}]"},
    {ASKED, "CallStatus=no-answer&SequenceNumber=2&" CLICK,
     "[" OUT_("tramo.cuelga", SEQ(2)) LINE AGENT(P) ",\"causa\":19}," OUT_("llamada.fin", SEQ(1002)) LINE
     "}]"},
    {ASKED, "CallStatus=initiated&" CLICK_CHILD,
     "[" OUT_("llamada.ofrecida", "") ",\"destino\":\"+34600111222\"" LINE ",\"peticion\":\"cc-1\"}]"},
    {ASKED, "CallStatus=ringing&" CLICK_CHILD, "[" OUT_("tramo.suena", "") PATIENT "}]"},
    {ASKED, "CallStatus=in-progress&" CLICK_CHILD, "[" OUT_("tramo.contesta", "") PATIENT "}]"},
    {ASKED, "CallStatus=busy&" CLICK_CHILD, "[" OUT_("tramo.cuelga", "") PATIENT ",\"causa\":17}]"},
    /* Cancelled: the agent hung up while it rang. */
    {ASKED, "CallStatus=canceled&SequenceNumber=2&" CLICK_CHILD,
     "[" OUT_("tramo.cuelga", SEQ(2)) PATIENT
     "}," OUT_("llamada.fin", SEQ(1002)) ",\"destino\":\"+34600111222\"" LINE ",\"colgo\":\"agente\"}]"},

    /* Dialled in the browser: Twilio calls it inbound, from a client. */
    {"", "CallStatus=in-progress&CallSid=" P "&From=client%3A101&To=&Direction=inbound&" STAMP,
     "[" OUT_("llamada.ofrecida", "") ",\"origen\":\"101\"}," OUT_("tramo.contesta",
                                                                   "") ",\"origen\":\"101\"" AGENT(P) "}]"},

    /* A transfer of ours keeps the root, and the caller their number. */
    {"direccion=entrante&llamada=" P "&transferencia=1", "CallStatus=initiated&" CHILD(C2) CLIENT_101,
     "[" EVENT("transferencia.ciega", "", "entrante") ",\"destino\":\"101\"}]"},

    {"",
     "RecordingSid=RE1&RecordingStatus=completed&RecordingUrl=https%3A%2F%2Fapi.twilio.com%2FR&RecordingDuration=42&" PARENT,
     "[" IN_("grabacion.lista", "") LINE ",\"url\":\"https://api.twilio.com/R\",\"duracion_s\":42}]"},
    {"", "RecordingSid=RE1&RecordingStatus=in-progress&" PARENT, "[" IN_("grabacion.inicia", "") LINE "}]"},
    {"", "RecordingSid=RE1&RecordingStatus=absent&" PARENT, "[" IN_("twilio.recording", "") LINE "}]"},
    /* What <Record> records is a message, whether its source or the address says so. */
    {"",
     "RecordingSid=RE1&RecordingSource=RecordVerb&RecordingStatus=completed&RecordingUrl=https%3A%2F%2Fapi.twilio.com%2FR&"
     "RecordingDuration=9&" PARENT,
     "[" IN_("buzon.mensaje", "")
         LINE LEG("buzon") ",\"rol\":\"buzon\",\"url\":\"https://api.twilio.com/R\",\"duracion_s\":9}]"},
    {"buzon=recepcion", "RecordingSid=RE1&RecordingStatus=in-progress&" PARENT,
     "[" IN_("buzon.empieza", "") LINE LEG("recepcion") ",\"rol\":\"buzon\"}]"},
    {"", "CallStatus=dancing&" PARENT, "[" IN_("twilio.dancing", "") LINE "}]"},
    {"", "CallStatus=ringing&CallSid=" P "&From=%2B34600111222&Direction=inbound",
     "[{\"tipo\":\"llamada.ofrecida\",\"llamada\":\"" P "\",\"momento\":\"" PBX_RECEIVED
     "\",\"direccion\":\"entrante\",\"origen\":\"+34600111222\"" LEG(P) "}]"},
    {"", "CallStatus=ringing", "! faltan CallSid, y CallStatus o RecordingSid"},
    {"", "CallSid=" P, "! faltan CallSid, y CallStatus o RecordingSid"},
    {"%FF=1", "CallStatus=ringing&" PARENT, "! caracteres que no son UTF-8"},
};

static struct adapter_config config_with(void **state, const char *ajustes)
{
    return (struct adapter_config){
        .secrets = {"12345"},
        .secrets_count = 1,
        .ajustes = pbx_parsed(state, ajustes),
        .credential = "",
        .url = "https://cc.example/api/contact-center/webhooks/abc",
    };
}

#define ACCOUNT "AC0123456789abcdef0123456789abcdef"

static void parents_and_children_become_one_call_with_legs(void **state)
{
    const struct adapter_config config = config_with(state, "{\"extensiones\":{\"+34655000001\":\"101\"}}");
    for (size_t i = 0; i < COUNT(callbacks); i++) {
        struct adapter_request request = pbx_form(callbacks[i][1]);
        request.query = callbacks[i][0];
        assert_string_equal(pbx_translated(state, &twilio_adapter, &request, &config), callbacks[i][2]);
    }
}

static enum adapter_verdict judged(void **state, const char *url, const char *query, const char *body,
                                   const char *signature)
{
    struct adapter_config config = config_with(state, "{}");
    struct adapter_request request = pbx_form(body);
    const struct adapter_header headers[] = {{"x-twilio-signature", signature}, {NULL, NULL}};
    config.url = url;
    request.query = query;
    request.headers = headers;
    if (*body == '{')
        request.content_type = "application/json";
    return twilio_adapter.verify(&request, &config, 0, *state);
}

/* The vendor's own examples. */
#define VENDOR_BODY \
    "CallSid=CA1234567890ABCDE&Digits=1234&To=%2B18005551212&From=%2B14158675309&Caller=%2B14158675309"
#define VENDOR_BODY_2 \
    "CallSid=CA1234567890ABCDE&Digits=1234&To=%2B18005551212&From=%2B12349013030&Caller=%2B12349013030"

static void the_vendors_vectors_are_authentic_with_and_without_a_port(void **state)
{
    static const char signature[] = "RSOYDt4T1cUTdK1PDd93/VVr8B8=",
                      signature_2[] = "0/KCTR6DLpKmkAf8muzZqo1nDgQ=";
    static const char url[] = "https://mycompany.com/myapp.php", query[] = "foo=1&bar=2";
    assert_int_equal(judged(state, url, query, VENDOR_BODY, signature), ADAPTER_AUTHENTIC);
    assert_int_equal(judged(state, url, query, VENDOR_BODY_2, signature_2), ADAPTER_AUTHENTIC);
    assert_int_equal(judged(state, "https://mycompany.com:8443/myapp.php", query, VENDOR_BODY, signature),
                     ADAPTER_AUTHENTIC);
    /* Signed with ":443", which our own address does not say. */
    assert_int_equal(judged(state, url, query, VENDOR_BODY, "kvajT1Ptam85bY51eRf/AJRuM3w="),
                     ADAPTER_AUTHENTIC);
    assert_int_equal(judged(state, url, query, VENDOR_BODY, signature_2), ADAPTER_FORGED);
    assert_int_equal(judged(state, url, "foo=1&bar=3", VENDOR_BODY, signature), ADAPTER_FORGED);
    assert_int_equal(judged(state, "https://otro.example/myapp.php", query, VENDOR_BODY, signature),
                     ADAPTER_FORGED);
    assert_int_equal(judged(state, "http://mycompany.com/myapp.php", query, VENDOR_BODY, signature),
                     ADAPTER_FORGED);
    assert_int_equal(judged(state, url, query, VENDOR_BODY "&x=1", signature), ADAPTER_FORGED);
    assert_int_equal(judged(state, url, query, VENDOR_BODY, ""), ADAPTER_UNSIGNED);
    /* The same pair twice is signed once. */
    assert_int_equal(judged(state, url, query, VENDOR_BODY "&Digits=1234", signature), ADAPTER_AUTHENTIC);
    assert_int_equal(judged(state, url, query, VENDOR_BODY "&Digits=123", signature), ADAPTER_FORGED);
}

static const char *setting_fault(void **state, const char *ajustes)
{
    struct buf errors = buf_in(*state);
    buf_json_begin(&errors, '[');
    bool good = adapter_config_check(&twilio_adapter, pbx_parsed(state, ajustes), "", *state, &errors);
    buf_json_end(&errors, ']');
    return good ? "" : json_member_text(pbx_parsed(state, buf_text(&errors))->first, "pointer");
}

static void its_settings_are_judged_before_anything_is_made(void **state)
{
    assert_string_equal(setting_fault(state, "{\"cuenta\":\"" ACCOUNT "\"}"), "");
    assert_string_equal(setting_fault(state, "{\"cuenta\":\"" ACCOUNT
                                             "\",\"telefono\":\"sip:{extension}@x.example\"}"),
                        "");
    assert_string_equal(setting_fault(state,
                                      "{\"cuenta\":\"" ACCOUNT "\",\"telefono\":\"sip:fija@x.example\"}"),
                        "/telefono");
    assert_string_equal(setting_fault(state, "{\"cuenta\":\"SK0123456789abcdef0123456789abcdef\"}"),
                        "/cuenta");
    assert_string_equal(setting_fault(state, "{\"cuenta\":\"" ACCOUNT "\",\"numero\":\"+34911223344\"}"), "");
    assert_string_equal(setting_fault(state, "{\"cuenta\":\"" ACCOUNT "\",\"numero\":\"911 223 344\"}"),
                        "/numero");
    assert_string_equal(setting_fault(state, "{}"), "/cuenta");
}

static void a_call_is_asked_for_agent_first_with_our_id_in_the_callbacks(void **state)
{
    struct adapter_config config = config_with(state, "{\"cuenta\":\"" ACCOUNT "\"}");
    struct order order = PBX_ORDER;
    struct order_http http;
    const char *motivo = NULL;
    assert_true(twilio_adapter.order(&order, &config, 0, *state, &http, &motivo));
    assert_string_equal(http.method, "POST");
    assert_string_equal(http.url, "https://api.twilio.com/2010-04-01/Accounts/" ACCOUNT "/Calls.json");
    assert_string_equal(http.user, ACCOUNT);
    assert_string_equal(http.password, "12345");
    assert_string_equal(
        http.body,
        "To=client%3A101&From=%2B34911223344&Timeout=30&StatusCallback=https%3A%2F%2Fcc.example%2Fapi%2Fcontact-center%2F"
        "webhooks%2Fabc%3Fpeticion%3Dcc-AAAAAAAAAAAAAAAAAAAAAA&StatusCallbackEvent=initiated&StatusCallbackEvent=ringing&"
        "StatusCallbackEvent=answered&StatusCallbackEvent=completed&Twiml=%3CResponse%3E%3CDial+answerOnBridge%3D%22true%22+"
        "timeout%3D%2230%22+callerId%3D%22%2B34911223344%22%3E%3CNumber+statusCallbackEvent%3D%22initiated+ringing+answered+"
        "completed%22+statusCallback%3D%22https%3A%2F%2Fcc.example%2Fapi%2Fcontact-center%2Fwebhooks%2Fabc%3Fpeticion%3D"
        "cc-AAAAAAAAAAAAAAAAAAAAAA%22%3E%2B34600111222%3C%2FNumber%3E%3C%2FDial%3E%3C%2FResponse%3E");
    assert_int_equal(http.body_bytes, strlen(http.body));

    config.ajustes =
        pbx_parsed(state,
                   "{\"cuenta\":\"" ACCOUNT "\",\"telefono\":\"sip:{extension}@c.sip.twilio.com\","
                   "\"extensiones\":{\"+34655000001\":\"105\"},\"url_api\":\"https://api.ie1.twilio.com\","
                   "\"url_publica\":\"https://fuera.example/x\"}");
    config.credential = "SK1:secreto";
    assert_true(twilio_adapter.order(&order, &config, 0, *state, &http, &motivo));
    assert_string_equal(http.user, "SK1");
    assert_string_equal(http.password, "secreto");
    assert_memory_equal(http.body, "To=sip%3A101%40c.sip.twilio.com&", 32);
    assert_non_null(strstr(http.body, "StatusCallback=https%3A%2F%2Ffuera.example%2Fx%3Fpeticion"));
    assert_memory_equal(http.url, "https://api.ie1.twilio.com/", 27);
    order.extension = "105";
    assert_true(twilio_adapter.order(&order, &config, 0, *state, &http, &motivo));
    assert_memory_equal(http.body, "To=%2B34655000001&", 18);
}

static void hanging_up_and_transferring_name_the_call_and_nothing_else(void **state)
{
    struct adapter_config config = config_with(state, "{\"cuenta\":\"" ACCOUNT "\"}");
    struct order order = PBX_ORDER;
    struct order_http http;
    const char *motivo = NULL;
    order.clase = "colgar", order.llamada = P;
    assert_true(twilio_adapter.order(&order, &config, 0, *state, &http, &motivo));
    assert_string_equal(http.url, "https://api.twilio.com/2010-04-01/Accounts/" ACCOUNT "/Calls/" P ".json");
    assert_string_equal(http.body, "Status=completed");
    order.llamada = "../../Recordings/RE1";
    assert_false(twilio_adapter.order(&order, &config, 0, *state, &http, &motivo));
    assert_string_equal(motivo, "no_soportado");

    order.clase = "transferir", order.llamada = P, order.tramo = C1, order.destino = "102";
    assert_true(twilio_adapter.order(&order, &config, 0, *state, &http, &motivo));
    assert_non_null(strstr(http.body, "%3CClient+"));
    assert_non_null(strstr(http.body, "%3E102%3C%2FClient%3E"));
    /* In the TwiML, inside a form: "&amp;" is the address's own "&". */
    assert_non_null(
        strstr(http.body, "direccion%3Dentrante%26amp%3Bllamada%3D" P "%26amp%3Btransferencia%3D1%22"));
    order.destino = "+34655000000";
    assert_true(twilio_adapter.order(&order, &config, 0, *state, &http, &motivo));
    assert_non_null(strstr(http.body, "%3E%2B34655000000%3C%2FNumber%3E"));
    order.tramo = P; /* of a call of ours the root is the agent */
    assert_false(twilio_adapter.order(&order, &config, 0, *state, &http, &motivo));
    assert_string_equal(motivo, "no_soportado");
}

static void what_cannot_be_asked_for_is_refused_with_its_reason(void **state)
{
    struct adapter_config config = config_with(state, "{\"cuenta\":\"" ACCOUNT "\"}");
    struct order order = PBX_ORDER;
    struct order_http http;
    const char *motivo = NULL;
    order.linea = "";
    assert_false(twilio_adapter.order(&order, &config, 0, *state, &http, &motivo));
    assert_string_equal(motivo, "linea_no_permitida");
    struct adapter_config with_number =
        config_with(state, "{\"cuenta\":\"" ACCOUNT "\",\"numero\":\"+34900000000\"}");
    assert_true(twilio_adapter.order(&order, &with_number, 0, *state, &http, &motivo));
    assert_non_null(strstr(http.body, "From=%2B34900000000&"));
    order.linea = "+34911223344", order.extension = "";
    assert_false(twilio_adapter.order(&order, &config, 0, *state, &http, &motivo));
    assert_string_equal(motivo, "extension_no_registrada");
    order.extension = "101", order.numero = "";
    assert_false(twilio_adapter.order(&order, &config, 0, *state, &http, &motivo));
    assert_string_equal(motivo, "numero_erroneo");
    order.clase = "retener";
    assert_false(twilio_adapter.order(&order, &config, 0, *state, &http, &motivo));
    assert_string_equal(motivo, "no_soportado");
}

static void what_it_answers_says_whether_it_took_the_order(void **state)
{
    static const struct {
        const char *clase;
        long status;
        const char *body, *judged;
    } rows[] = {
        {"originar", 201, "{\"sid\":\"" P "\",\"status\":\"queued\"}", "aceptada  " P},
        {"originar", 201, "{}", "incierta respuesta_ilegible "},
        {"originar", 201, "{\"sid\":\"../x\"}", "incierta respuesta_ilegible "},
        {"originar", 400, "{\"code\":21211,\"message\":\"Invalid 'To'\"}",
         "rechazada extension_no_registrada "},
        {"originar", 400, "{\"code\":21212}", "rechazada linea_no_permitida "},
        {"originar", 400, "{\"code\":21210}", "rechazada linea_no_permitida "},
        {"originar", 400, "{\"code\":1}", "rechazada numero_erroneo "},
        {"originar", 401, "{\"code\":20003}", "rechazada credencial_rechazada "},
        {"originar", 429, "{\"code\":20429}", "reintentar centralita_ocupada "},
        {"originar", 503, "", "reintentar centralita_caida "},
        {"originar", 500, "<html>", "incierta respuesta_ilegible "},
        {"colgar", 200, "{\"sid\":\"" P "\"}", "aceptada  " P},
        {"colgar", 404, "{\"code\":20404}", "aceptada  "},
        {"colgar", 400, "{\"code\":21220}", "aceptada  "},
        {"colgar", 401, "{}", "rechazada credencial_rechazada "},
        {"transferir", 404, "{\"code\":20404}", "rechazada no_soportado "},
    };
    struct order order = PBX_ORDER;
    for (size_t i = 0; i < COUNT(rows); i++) {
        order.clase = rows[i].clase;
        assert_string_equal(pbx_judged(state, twilio_adapter.answer, &order, rows[i].status, rows[i].body),
                            rows[i].judged);
    }
}

#define MADE(sid, when, direction) \
    "{\"sid\":\"" sid "\",\"date_created\":\"" when "\",\"direction\":\"" direction "\"}"

/* enviada_s is 2026-03-10T09:15:00Z. */
static void an_order_of_unknown_fate_is_looked_for_by_telephone_and_time_and_never_guessed(void **state)
{
    static const struct {
        const char *body, *judged;
    } rows[] = {
        {"{\"calls\":[" MADE(C1, "Tue, 10 Mar 2026 09:15:02 +0000", "outbound-api") "]}", "aceptada  " C1},
        {"{\"calls\":[" MADE(C1, "Tue, 10 Mar 2026 10:15:02 +0100", "outbound-api") "]}", "aceptada  " C1},
        {"{\"calls\":[" MADE(C1, "Tue, 10 Mar 2026 09:14:50 +0000", "outbound-api") "]}",
         "incierta sin_respuesta "},
        {"{\"calls\":[" MADE(C1, "Tue, 10 Mar 2026 09:16:02 +0000", "outbound-api") "]}",
         "incierta sin_respuesta "},
        {"{\"calls\":[" MADE(C1, "Tue, 10 Mar 2026 09:15:02 +0000", "outbound-dial") "]}",
         "incierta sin_respuesta "},
        {"{\"calls\":[" MADE(C1, "Tue, 10 Mar 2026 09:15:02 +0000",
                             "outbound-api") "," MADE(C2, "Tue, 10 Mar 2026 09:15:20 +0000",
                                                      "outbound-api") "]}",
         "incierta sin_respuesta "},
        {"{\"calls\":[]}", "incierta sin_respuesta "},
        {"{\"calls\":7}", "incierta sin_respuesta "},
        {"{", "incierta sin_respuesta "},
    };
    struct adapter_config config = config_with(state, "{\"cuenta\":\"" ACCOUNT "\"}");
    struct order order = PBX_ORDER;
    struct order_http http;
    const char *motivo = NULL;
    order.enviada_s = 1773134100;
    assert_true(twilio_adapter.inquire(&order, &config, 0, *state, &http, &motivo));
    assert_string_equal(http.method, "GET");
    assert_string_equal(http.url, "https://api.twilio.com/2010-04-01/Accounts/" ACCOUNT
                                  "/Calls.json?To=client%3A101&PageSize=20");
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_string_equal(pbx_judged(state, twilio_adapter.inquired, &order, 200, rows[i].body),
                            rows[i].judged);
    assert_string_equal(pbx_judged(state, twilio_adapter.inquired, &order, 401, rows[0].body),
                        "incierta sin_respuesta ");
    order.enviada_s = 0;
    assert_string_equal(pbx_judged(state, twilio_adapter.inquired, &order, 200, rows[0].body),
                        "incierta sin_respuesta ");
    order.clase = "colgar";
    assert_false(twilio_adapter.inquire(&order, &config, 0, *state, &http, &motivo));
}

static void a_message_is_fetched_from_its_account_and_from_nowhere_else(void **state)
{
    static const char base[] = "https://api.twilio.com/2010-04-01/Accounts/" ACCOUNT "/Recordings/";
    static const char sid[] = "RE0123456789abcdef0123456789abcdef";
    struct adapter_config config = config_with(state, "{\"cuenta\":\"" ACCOUNT "\"}");
    struct order_http http;
    const char *motivo = NULL;
    char url[512];
    snprintf(url, sizeof url, "%s%s", base, sid);
    assert_true(twilio_adapter.audio(url, &config, *state, &http, &motivo));
    assert_memory_equal(http.url, url, strlen(url));
    assert_string_equal(http.url + strlen(url), ".mp3");
    assert_string_equal(http.user, ACCOUNT);
    assert_string_equal(http.password, "12345");

    static const char *const others[] = {
        "https://evil.example/2010-04-01/Accounts/" ACCOUNT "/Recordings/RE0123456789abcdef0123456789abcdef",
        "https://api.twilio.com/2010-04-01/Accounts/ACffffffffffffffffffffffffffffffff/Recordings/RE0123456789abcdef0123456789abcdef",
        "https://api.twilio.com/2010-04-01/Accounts/" ACCOUNT
        "/Recordings/../Calls/CA0123456789abcdef01234567",
        "https://api.twilio.com/2010-04-01/Accounts/" ACCOUNT
        "/Recordings/RE0123456789abcdef0123456789abcdef.wav",
        "https://api.twilio.com/2010-04-01/Accounts/" ACCOUNT
        "/Recordings/RE0123456789abcdef0123456789abcde?",
        "https://api.twilio.com/2010-04-01/Accounts/" ACCOUNT "/Recordings/",
        "http://api.twilio.com/2010-04-01/Accounts/" ACCOUNT "/Recordings/RE0123456789abcdef0123456789abcdef",
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_false(twilio_adapter.audio(others[i], &config, *state, &http, &motivo));
        assert_string_equal(motivo, "url_ajena");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(parents_and_children_become_one_call_with_legs),
        TEST(the_vendors_vectors_are_authentic_with_and_without_a_port),
        TEST(its_settings_are_judged_before_anything_is_made),
        TEST(a_call_is_asked_for_agent_first_with_our_id_in_the_callbacks),
        TEST(hanging_up_and_transferring_name_the_call_and_nothing_else),
        TEST(what_cannot_be_asked_for_is_refused_with_its_reason),
        TEST(what_it_answers_says_whether_it_took_the_order),
        TEST(a_message_is_fetched_from_its_account_and_from_nowhere_else),
        TEST(an_order_of_unknown_fate_is_looked_for_by_telephone_and_time_and_never_guessed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
