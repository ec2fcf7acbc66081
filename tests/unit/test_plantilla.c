/* What an administrator's mapping makes of deliveries: the two that are shipped, and each thing that a mapping can say. */
#include "pbx_support.h"

#include "pbx/adapter_config.h"
#include "pbx/plantilla.h"
#include "pbx/plantilla_ruta.h"
#include "pbx/plantilla_tipos.h"

/* A mapping as it is shipped, from where `make` runs the tests. */
static const char *shipped(void **state, const char *name)
{
    char *text = arena_zero(*state, 8192);
    FILE *file = fopen(arena_format(*state, "app/pbx/plantilla/%s.json", name), "r");
    assert_non_null(file);
    assert_in_range(fread(text, 1, 8191, file), 1, 8190);
    fclose(file);
    return text;
}

static const char *fault(void **state, const char *ajustes)
{
    struct buf errors = buf_in(*state);
    buf_json_begin(&errors, '[');
    bool good = adapter_config_check(&plantilla_adapter, pbx_parsed(state, ajustes), "", *state, &errors);
    buf_json_end(&errors, ']');
    return good ? "" : json_member_text(pbx_parsed(state, buf_text(&errors))->first, "pointer");
}

static const char *translated(void **state, const char *ajustes, struct adapter_request request)
{
    struct adapter_config config = {.ajustes = pbx_parsed(state, ajustes)};
    assert_string_equal(fault(state, ajustes), "");
    return pbx_translated(state, &plantilla_adapter, &request, &config);
}

/* The body of IvozProvider is its administrator's own template. */
#define IVOZ(event, direction)                                              \
    "{\"event\":\"" event "\",\"callId\":\"i1\",\"direction\":\"" direction \
    "\",\"owner\":\"101\",\"party\":"                                       \
    "\"34600111222\",\"time\":\"1773134100\"}"
#define IVOZ_IN(tipo)                                                                                        \
    "{\"tipo\":\"" tipo "\",\"llamada\":\"i1\",\"momento\":\"" PBX_RECEIVED "\",\"direccion\":\"entrante\"," \
    "\"origen\":\"34600111222\""
#define IVOZ_OUT(tipo)                                                                                       \
    "{\"tipo\":\"" tipo "\",\"llamada\":\"i1\",\"momento\":\"" PBX_RECEIVED "\",\"direccion\":\"saliente\"," \
    "\"origen\":\"101\",\"destino\":\"34600111222\""
#define AT_101 ",\"rol\":\"agente\",\"extension\":\"101\"}"

static void the_mapping_of_ivozprovider_makes_calls_of_its_events(void **state)
{
    static const char *const rows[][2] = {
        {IVOZ("start", "inbound"), "[" IVOZ_IN("llamada.ofrecida") "}]"},
        {IVOZ("ring", "inbound"), "[" IVOZ_IN("tramo.suena") AT_101 "]"},
        {IVOZ("answer", "inbound"), "[" IVOZ_IN("tramo.contesta") AT_101 "]"},
        {IVOZ("end", "inbound"), "[" IVOZ_IN("llamada.fin") "}]"},
        {IVOZ("updateClid", "inbound"), "[]"},
        {IVOZ("start", "outbound"),
         "[" IVOZ_OUT("llamada.ofrecida") "}," IVOZ_OUT("tramo.contesta") AT_101 "]"},
        {IVOZ("ring", "outbound"), "[" IVOZ_OUT("tramo.suena") ",\"rol\":\"externo\"}]"},
        {IVOZ("answer", "outbound"), "[" IVOZ_OUT("tramo.contesta") ",\"rol\":\"externo\"}]"},
        {IVOZ("end", "outbound"), "[" IVOZ_OUT("llamada.fin") "}]"},
        {IVOZ("dance", "inbound"), "[" IVOZ_IN("plantilla.dance") "}]"},
        /* A placeholder that was not filled in is no value. */
        {"{\"event\":\"end\",\"callId\":\"{{callId}}\"}",
         "[{\"_error\":\"llamada: falta\",\"_crudo\":{\"event\":\"end\",\"callId\":\"{{callId}}\"}}]"},
    };
    const char *ajustes = shipped(state, "ivozprovider");
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_string_equal(translated(state, ajustes, pbx_json(rows[i][0])), rows[i][1]);
}

#define CDR(from, to, call, talk, status, type, more)                                                                 \
    "{\"action\":\"NewCdr\",\"callid\":\"1505352445.265\",\"timestart\":\"2026-03-10 10:15:00\",\"callfrom\":\"" from \
    "\",\"callto\":\"" to "\",\"callduraction\":\"" call "\",\"talkduraction\":\"" talk                               \
    "\",\"status\":\"" status "\",\"type\":\"" type "\"" more ",\"sn\":\"369392534749\"}"
#define CDR_(tipo, moment, direction, parties)                                                     \
    "{\"tipo\":\"" tipo "\",\"llamada\":\"1505352445.265\",\"momento\":\"2026-03-10T" moment "\"," \
    "\"direccion\":\"" direction "\"" parties
#define CDR_IN  ",\"origen\":\"600111222\",\"linea\":\"911223344\""
#define CDR_OUT ",\"origen\":\"101\",\"destino\":\"600111222\""

static void the_mapping_of_yeastar_makes_a_whole_call_of_one_record(void **state)
{
    static const char *const rows[][2] = {
        {CDR("600111222", "101", "38", "29", "ANSWERED", "Inbound", ",\"didnumber\":\"911223344\""),
         "[" CDR_("llamada.ofrecida", "10:15:00", "entrante", CDR_IN) "}," CDR_(
             "llamada.fin", "10:15:38", "entrante",
             CDR_IN) ",\"causa\":16}," CDR_("llamada.resumen", "10:15:38", "entrante",
                                            CDR_IN) ",\"extension\":\"101\",\"causa\":16,\"duracion_s\":29}]"},
        {CDR("600111222", "101", "20", "0", "NO ANSWER", "Inbound", ",\"didnumber\":\"911223344\""),
         "[" CDR_("llamada.ofrecida", "10:15:00", "entrante", CDR_IN) "}," CDR_("tramo.suena", "10:15:00",
                                                                                "entrante", CDR_IN) AT_101
         "," CDR_("llamada.fin", "10:15:20", "entrante", CDR_IN) ",\"causa\":19}]"},
        {CDR("101", "600111222", "61", "55", "ANSWERED", "Outbound", ""),
         "[" CDR_("llamada.ofrecida", "10:15:00", "saliente", CDR_OUT) "}," CDR_(
             "llamada.fin", "10:16:01", "saliente",
             CDR_OUT) ",\"causa\":16}," CDR_("llamada.resumen", "10:16:01", "saliente",
                                             CDR_OUT) ",\"extension\":\"101\",\"causa\":16,\"duracion_s\":55}]"},
        {CDR("600111222", "101", "40", "20", "VOICEMAIL", "Inbound", ",\"agentringtime\":\"15\""),
         "[" CDR_("llamada.ofrecida", "10:15:00", "entrante", ",\"origen\":\"600111222\"") "}," CDR_(
             "buzon.empieza", "10:15:15", "entrante",
             ",\"origen\":\"600111222\"") "}," CDR_("llamada.fin", "10:15:40", "entrante",
                                                    ",\"origen\":\"600111222\"") "}]"},
    };
    const char *ajustes = shipped(state, "yeastar");
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_string_equal(translated(state, ajustes, pbx_json(rows[i][0])), rows[i][1]);
}

#define SMALL(more) "{\"campos\":{\"evento\":\"e\",\"llamada\":\"id\"" more "}"

static void a_form_is_mapped_by_the_names_of_its_fields(void **state)
{
    assert_string_equal(
        translated(
            state,
            "{\"campos\":{\"evento\":\"ev[tipo]\",\"llamada\":\"id\",\"extension\":\"a.b|quien\"},"
            "\"eventos\":{\"suena\":\"tramo.suena\"},\"extensiones\":{\"Ana López\":\"101\"},\"momento\":\"recibido\"}",
            pbx_form("ev%5Btipo%5D=suena&id=7&quien=Ana+L%C3%B3pez")),
        "[{\"tipo\":\"tramo.suena\",\"llamada\":\"7\",\"momento\":\"" PBX_RECEIVED
        "\",\"rol\":\"agente\",\"extension\":\"101\"}]");
}

static void paths_lead_through_objects_lists_alternatives_and_constants(void **state)
{
    static const char *const rows[][2] = {
        {"a", "1"},
        {"o.p.q", "hondo"},
        {"o[p].q", "hondo"},
        {"l[1].x", "dos"},
        {"l[0]", "uno"},
        {"m[1][0]", "z"},
        {"nada|vacio|a", "1"},
        {"nada|=fijo", "fijo"},
        {"si", "true"},
        {"n", "-1.50"},
        {"o", ""},
        {"l", ""},
        {"l[9].x", ""},
        {"o.p.q.r", ""},
        {"nulo", ""},
        {"marca", ""},
        {"^a", "1"},
    };
    const struct json *body =
        pbx_parsed(state,
                   "{\"a\":1,\"o\":{\"p\":{\"q\":\"hondo\"}},\"l\":[\"uno\",{\"x\":\"dos\"}],\"m\":[[],"
                   "[\"z\"]],\"vacio\":\"\",\"si\":true,\"n\":-1.50,\"nulo\":null,\"marca\":\"{{x}}\"}");
    const struct plantilla_fuente source = {.element = body, .body = body};
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_true(plantilla_ruta_is_good(rows[i][0]));
        assert_string_equal(plantilla_ruta_text(rows[i][0], &source, *state), rows[i][1]);
    }
}

static void a_path_that_is_none_is_refused(void **state)
{
    static const char *const rows[] = {
        "",    "a..b", ".a", "a.", "a[",   "a[[",       "a[b[c]]",           "a[1",
        "a[[", "a]",   "|a", "a|", "a||b", "a|b|c|d|e", "a.b.c.d.e.f.g.h.i", "^",
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        if (plantilla_ruta_is_good(rows[i]))
            fail_msg("%s is taken for a path", rows[i]);
    char *long_one = arena_take(*state, PLANTILLA_RUTA_BYTES + 2);
    memset(long_one, 'a', PLANTILLA_RUTA_BYTES + 1);
    long_one[PLANTILLA_RUTA_BYTES + 1] = '\0';
    assert_false(plantilla_ruta_is_good(long_one));
    long_one[PLANTILLA_RUTA_BYTES] = '\0';
    assert_true(plantilla_ruta_is_good(long_one));
}

static void a_list_holds_several_events_and_a_bad_one_is_set_aside_alone(void **state)
{
    static const char ajustes[] =
        SMALL(",\"momento\":\"t\",\"linea\":\"^did\"") ",\"eventos\":{\"fin\":\"llamada.fin\"},\"lista\":"
                                                       "\"datos.sucesos\"}";
    assert_string_equal(
        translated(
            state, ajustes,
            pbx_json(
                "{\"did\":\"911\",\"datos\":{\"sucesos\":[{\"e\":\"fin\",\"id\":\"1\",\"t\":\"2026-03-10T09:15:00Z\"},"
                "{\"e\":\"fin\"},{\"e\":\"fin\",\"id\":\"2\"}]}}")),
        "[{\"tipo\":\"llamada.fin\",\"llamada\":\"1\",\"momento\":\"2026-03-10T09:15:00Z\",\"linea\":\"911\"},"
        "{\"_error\":\"llamada: falta\",\"_crudo\":{\"e\":\"fin\"}},"
        "{\"tipo\":\"llamada.fin\",\"llamada\":\"2\",\"momento\":\"" PBX_RECEIVED "\",\"linea\":\"911\"}]");
    assert_string_equal(translated(state, ajustes, pbx_json("{\"datos\":{}}")),
                        "! lista: no está, o no es una lista");
    assert_string_equal(translated(state, ajustes, pbx_json("{\"datos\":{\"sucesos\":[]}}")), "[]");
}

static void a_time_may_be_written_in_seven_ways(void **state)
{
    static const char *const rows[][3] = {
        {"rfc3339", "2026-03-10T10:15:00+01:00", "2026-03-10T10:15:00+01:00"},
        {"epoch_s", "1773134100", "2026-03-10T09:15:00.000000Z"},
        {"epoch_s", "1773134100.25", "2026-03-10T09:15:00.250000Z"},
        {"epoch_ms", "1773134100250", "2026-03-10T09:15:00.250000Z"},
        {"rfc2822", "Tue, 10 Mar 2026 10:15:00 +0100", "2026-03-10T09:15:00.000000Z"},
        {"rfc2822", "10 Mar 2026 09:15:00 GMT", "2026-03-10T09:15:00.000000Z"},
        {"local", "2026-03-10 10:15:00", "2026-03-10T10:15:00"},
        {"local", "2026/03/10 10:15:00.5", "2026-03-10T10:15:00.5"},
        {"local", "2026-03-10 10:15", "2026-03-10T10:15:00"},
        {"local_dia", "10/03/2026 10:15:00", "2026-03-10T10:15:00"},
        {"recibido", "ayer", PBX_RECEIVED},
        {"epoch_s", "ayer", NULL},
        {"epoch_s", "-5", NULL},
        {"epoch_s", "99999999999", NULL},
        {"rfc2822", "Tue, 30 Feb 2026 10:15:00 +0100", NULL},
        {"local", "2026-02-29 10:15:00", NULL},
        {"local", "2026-03-10 25:15:00", NULL},
        {"local_dia", "2026-03-10 10:15:00", NULL},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *ajustes =
            arena_format(*state,
                         "{\"campos\":{\"evento\":\"e\",\"llamada\":\"id\",\"momento\":\"t\"},\"eventos\":"
                         "{\"x\":\"llamada.fin\"},\"momento\":\"%s\"}",
                         rows[i][0]);
        const char *body = arena_format(*state, "{\"e\":\"x\",\"id\":\"1\",\"t\":\"%s\"}", rows[i][1]);
        const char *wanted =
            rows[i][2]
                ? arena_format(*state, "[{\"tipo\":\"llamada.fin\",\"llamada\":\"1\",\"momento\":\"%s\"}]",
                               rows[i][2])
                : arena_format(*state,
                               "[{\"_error\":\"momento: no tiene el formato que se dijo\",\"_crudo\":%s}]",
                               body);
        assert_string_equal(translated(state, ajustes, pbx_json(body)), wanted);
    }
}

static void each_type_takes_its_own_members(void **state)
{
    static const char campos[] =
        "{\"campos\":{\"evento\":\"e\",\"llamada\":\"id\",\"tramo\":\"leg\",\"extension\":\"ext\",\"causa\":\"cause\",\"cola\":\"q\","
        "\"posicion\":\"pos\",\"opcion\":\"o\",\"url\":\"u\",\"duracion_s\":\"d\",\"peticion\":\"p\",\"alias\":\"al\",\"secuencia\":"
        "\"s\",\"nombre\":\"n\"},\"causas\":{\"BUSY\":17},\"momento\":\"recibido\",\"eventos\":{\"x\":%s}}";
    static const char *const rows[][2] = {
        {"\"llamada.ofrecida\"", ",\"peticion\":\"cc-1\""},
        {"\"llamada.alias\"", ",\"alias\":\"otra\""},
        {"\"tramo.suena\"", ",\"tramo\":\"t1\",\"rol\":\"agente\",\"extension\":\"101\""},
        {"{\"tipo\":\"tramo.cuelga\",\"rol\":\"externo\"}",
         ",\"tramo\":\"t1\",\"rol\":\"externo\",\"causa\":17"},
        {"\"cola.entra\"", ",\"cola\":\"citas\",\"posicion\":2"},
        {"\"ivr.opcion\"", ",\"opcion\":\"3\""},
        {"\"buzon.mensaje\"", ",\"tramo\":\"t1\",\"url\":\"https://x\",\"duracion_s\":12"},
        {"\"grabacion.lista\"", ",\"url\":\"https://x\",\"duracion_s\":12"},
        {"{\"tipo\":\"llamada.fin\",\"colgo\":\"paciente\"}", ",\"causa\":17,\"colgo\":\"paciente\""},
        {"\"llamada.resumen\"", ",\"extension\":\"101\",\"causa\":17,\"duracion_s\":12"},
    };
    static const char body[] =
        "{\"e\":\"x\",\"id\":\"1\",\"leg\":\"t1\",\"ext\":\"101\",\"cause\":\"BUSY\",\"q\":\"citas\",\"pos\":2,"
        "\"o\":3,\"u\":\"https://x\",\"d\":12.7,\"p\":\"cc-1\",\"al\":\"otra\",\"s\":\"9\",\"n\":\"Ana\"}";
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *tipo = json_member_text(pbx_parsed(state, rows[i][0]), "tipo");
        const char *name = tipo ? tipo : pbx_parsed(state, rows[i][0])->text;
        const char *wanted = arena_format(*state,
                                          "[{\"tipo\":\"%s\",\"llamada\":\"1\",\"momento\":\"" PBX_RECEIVED
                                          "\",\"secuencia\":9,\"nombre\":\"Ana\"%s}]",
                                          name, rows[i][1]);
        assert_string_equal(translated(state, arena_format(*state, campos, rows[i][0]), pbx_json(body)),
                            wanted);
    }
}

static void a_mapping_that_cannot_be_is_refused_where_it_is_wrong(void **state)
{
    static const char *const rows[][2] = {
        {"{\"eventos\":{}}", "/campos"},
        {"{\"campos\":{\"evento\":\"e\",\"llamada\":\"id\"}}", "/eventos"},
        {"{\"campos\":{\"evento\":\"e\"},\"eventos\":{}}", "/campos/llamada"},
        {"{\"campos\":{\"llamada\":\"e\"},\"eventos\":{}}", "/campos/evento"},
        {SMALL(",\"otro\":\"x\"") ",\"eventos\":{}}", "/campos/otro"},
        {SMALL(",\"origen\":\"a..b\"") ",\"eventos\":{}}", "/campos/origen"},
        {SMALL(",\"origen\":7") ",\"eventos\":{}}", "/campos/origen"},
        {"{\"campos\":{\"evento\":[\"a\",\"b\",\"c\",\"d\"],\"llamada\":\"id\"},\"eventos\":{}}",
         "/campos/evento"},
        {"{\"campos\":{\"evento\":[],\"llamada\":\"id\"},\"eventos\":{}}", "/campos/evento"},
        {SMALL("") ",\"eventos\":{\"x\":\"llamada.baila\"}}", "/eventos/x"},
        {SMALL("") ",\"eventos\":{\"a/b~c\":7}}", "/eventos/a~1b~0c"},
        {SMALL("") ",\"eventos\":{\"x\":{\"tipo\":\"llamada.fin\",\"rol\":\"jefe\"}}}", "/eventos/x"},
        {SMALL("") ",\"eventos\":{\"x\":{\"tipo\":\"llamada.fin\",\"otro\":\"1\"}}}", "/eventos/x"},
        {SMALL(
             "") ",\"eventos\":{\"x\":[\"llamada.fin\",\"llamada.fin\",\"llamada.fin\",\"llamada.fin\",\"llamada.fin\",\"llamada.fin\","
                 "\"llamada.fin\"]}}",
         "/eventos/x"},
        {SMALL("") ",\"eventos\":{},\"direcciones\":{\"in\":\"dentro\"}}", "/direcciones/in"},
        {SMALL("") ",\"eventos\":{},\"causas\":{\"BUSY\":\"17\"}}", "/causas/BUSY"},
        {SMALL("") ",\"eventos\":{},\"causas\":{\"BUSY\":-1}}", "/causas/BUSY"},
        {SMALL("") ",\"eventos\":{},\"lista\":\"a[\"}", "/lista"},
        {SMALL("") ",\"eventos\":{},\"momento\":\"luna\"}", "/momento"},
        {SMALL("") ",\"eventos\":{},\"autenticacion\":{\"tipo\":\"fe\"}}", "/autenticacion/tipo"},
        {SMALL("") ",\"eventos\":{},\"autenticacion\":{\"tipo\":\"hmac\"}}", "/autenticacion/cabecera"},
        {SMALL("") ",\"eventos\":{},\"autenticacion\":{\"tipo\":\"hmac\",\"cabecera\":\"cookie\"}}",
         "/autenticacion/cabecera"},
        {SMALL(
             "") ",\"eventos\":{},\"autenticacion\":{\"tipo\":\"hmac\",\"cabecera\":\"signature\",\"algoritmo\":\"md5\"}}",
         "/autenticacion/algoritmo"},
        {SMALL("") ",\"eventos\":{},\"autenticacion\":{\"sal\":\"x\"}}", "/autenticacion/sal"},
        {SMALL(
             "") ",\"eventos\":{},\"autenticacion\":{\"tipo\":\"hmac\",\"cabecera\":\"x-signature\",\"prefijo\":\"sha256=\"}}",
         ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_string_equal(fault(state, rows[i][0]), rows[i][1]);
}

/* The MACs were made by another program (openssl dgst -hmac). */
static void it_is_authentic_by_the_secret_a_header_or_an_hmac_of_the_body(void **state)
{
    static const struct {
        const char *auth, *name, *value;
        enum adapter_verdict verdict;
    } rows[] = {
        {"{\"tipo\":\"secreto\"}", "x-api-key", "clave-de-prueba", ADAPTER_UNSIGNED},
        {"{\"tipo\":\"cabecera\",\"cabecera\":\"x-api-key\"}", "x-api-key", "clave-de-prueba",
         ADAPTER_AUTHENTIC},
        {"{\"tipo\":\"cabecera\",\"cabecera\":\"x-api-key\"}", "x-api-key", "clave-de-pruebA",
         ADAPTER_FORGED},
        {"{\"tipo\":\"cabecera\",\"cabecera\":\"x-api-key\"}", "x-auth-token", "clave-de-prueba",
         ADAPTER_UNSIGNED},
        {"{\"tipo\":\"hmac\",\"cabecera\":\"x-hub-signature-256\",\"prefijo\":\"sha256=\"}",
         "x-hub-signature-256", "sha256=4d9f57f4a1aa36286e9e7572e0baefd1e18910d179f5695562fd099f9f905ef7",
         ADAPTER_AUTHENTIC},
        {"{\"tipo\":\"hmac\",\"cabecera\":\"x-hub-signature-256\",\"prefijo\":\"sha256=\"}",
         "x-hub-signature-256", "4d9f57f4a1aa36286e9e7572e0baefd1e18910d179f5695562fd099f9f905ef7",
         ADAPTER_UNSIGNED},
        {"{\"tipo\":\"hmac\",\"cabecera\":\"x-signature\",\"codificacion\":\"base64\"}", "x-signature",
         "TZ9X9KGqNihunnVy4Lrv0eGJENF59WlVYv0Jn5+QXvc=", ADAPTER_AUTHENTIC},
        {"{\"tipo\":\"hmac\",\"cabecera\":\"x-signature\",\"algoritmo\":\"sha1\"}", "x-signature",
         "ccddeb5498a26bf411b8e6c9b12899fe2bb6d582", ADAPTER_AUTHENTIC},
        {"{\"tipo\":\"hmac\",\"cabecera\":\"x-signature\",\"algoritmo\":\"sha512\"}", "x-signature",
         "f5e35634282efbb503e17b97abb4e5a27db5130593eb2097d3b97ec70a43d891156d26eda03f43ab64605189f54c9c806829d9d070486e0eb998acc12cd81c7c",
         ADAPTER_AUTHENTIC},
        {"{\"tipo\":\"hmac\",\"cabecera\":\"x-signature\"}", "x-signature",
         "ccddeb5498a26bf411b8e6c9b12899fe2bb6d582", ADAPTER_FORGED},
        {"{\"tipo\":\"hmac\",\"cabecera\":\"x-signature\"}", "x-signature", "no es hexadecimal",
         ADAPTER_FORGED},
        {"{\"tipo\":\"hmac\",\"cabecera\":\"x-signature\"}", "x-signature", "", ADAPTER_UNSIGNED},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct adapter_header headers[] = {{rows[i].name, rows[i].value}, {NULL, NULL}};
        struct adapter_request request = pbx_json("{\"e\":\"fin\"}");
        struct adapter_config config = {
            .secrets = {"otra", "clave-de-prueba"},
            .secrets_count = 2,
            .ajustes =
                pbx_parsed(state, arena_format(*state, SMALL("") ",\"eventos\":{},\"autenticacion\":%s}",
                                               rows[i].auth)),
        };
        request.headers = headers;
        assert_int_equal(plantilla_adapter.verify(&request, &config, 0, *state), rows[i].verdict);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_mapping_of_ivozprovider_makes_calls_of_its_events),
        TEST(the_mapping_of_yeastar_makes_a_whole_call_of_one_record),
        TEST(a_form_is_mapped_by_the_names_of_its_fields),
        TEST(paths_lead_through_objects_lists_alternatives_and_constants),
        TEST(a_path_that_is_none_is_refused),
        TEST(a_list_holds_several_events_and_a_bad_one_is_set_aside_alone),
        TEST(a_time_may_be_written_in_seven_ways),
        TEST(each_type_takes_its_own_members),
        TEST(a_mapping_that_cannot_be_is_refused_where_it_is_wrong),
        TEST(it_is_authentic_by_the_secret_a_header_or_an_hmac_of_the_body),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
