#include "support.h"

#include "lib/json.h"
#include "pbx/ari.h"
#include "pbx/ari_vivo.h"

/* ARI events on the left, canonical ones on the right, ' for ". A channel: its id, the device of its name, its state, its
 * linkedid, and channelvars that say something. */
#define VARS(id, device, state, linked, vars)                                                                      \
    "{'id':'" id "','name':'PJSIP/" device "-0000001f','state':'" state                                            \
    "','caller':{'number':'612345678','name':'Jean'},'dialplan':{'exten':'911'},'creationtime':'C','channelvars':" \
    "{'CHANNEL(linkedid)':'" linked "'" vars "}}"
#define CH(id, device, state, linked) VARS(id, device, state, linked, "")
#define EVENT(type, rest)             "{'type':'" type "','timestamp':'T'," rest "}"
#define CREATED(channel)              EVENT("ChannelCreated", "'channel':" channel)
#define DIAL(status, string, caller, peer) \
    EVENT("Dial", "'dialstatus':'" status "','dialstring':'" string "','caller':" caller ",'peer':" peer)
#define DESTROYED(cause, channel) EVENT("ChannelDestroyed", "'cause':" cause ",'channel':" channel)
#define ON(type, channel)         EVENT(type, "'channel':" channel)

#define SAYS(tipo, call) "{'tipo':'" tipo "','llamada':'" call "','momento':'T'"
#define STEP(tipo, call, leg, extension) \
    SAYS(tipo, call) ",'tramo':'" leg "','rol':'agente','extension':'" extension "'"
#define OUTSIDE(tipo, call, leg) SAYS(tipo, call) ",'tramo':'" leg "','rol':'externo'"

#define TRUNK    CH("1", "trunk", "Ring", "1")
#define TRUNK_UP CH("1", "trunk", "Up", "1")
#define PHONE    CH("2", "101", "Ringing", "1")
#define OFFERED                                                                                                  \
    "{'tipo':'llamada.ofrecida','llamada':'1','momento':'C','tramo':'1','rol':'externo','direccion':'entrante'," \
    "'origen':'612345678','nombre':'Jean','destino':'911','linea':'911'}"

struct line {
    const char *ari, *canonical;
};

static char *quoted(struct arena *arena, const char *text)
{
    char *copy = arena_text(arena, text);
    for (char *c = copy; *c; c++)
        if (*c == '\'')
            *c = '"';
    return copy;
}

static void says(struct ari *ari, struct arena *arena, const struct line *line)
{
    struct buf events = buf_in(arena);
    struct json_fault fault;
    const char *text = quoted(arena, line->ari);
    const struct json *event = json_parse(arena, text, strlen(text), &fault);
    assert_non_null(event);
    ari_translate(ari, event, &events);
    assert_string_equal(buf_text(&events), quoted(arena, line->canonical));
}

static void told(struct arena *arena, const struct line *lines, size_t count)
{
    struct ari *ari = ari_new();
    for (size_t i = 0; i < count; i++)
        says(ari, arena, &lines[i]);
    ari_free(&ari);
    assert_null(ari);
}

#define TELLS(...)                                        \
    do {                                                  \
        static const struct line lines[] = {__VA_ARGS__}; \
        told(*state, lines, COUNT(lines));                \
    } while (0)

static void an_incoming_call_rings_is_answered_and_ended_by_the_patient(void **state)
{
    TELLS({CREATED(TRUNK), "[" OFFERED "]"}, {CREATED(CH("2", "101", "Down", "1")), "[]"},
          {DIAL("", "101", TRUNK, PHONE), "[]"},
          {DIAL("RINGING", "", TRUNK, PHONE), "[" STEP("tramo.suena", "1", "2", "101") "}]"},
          {DIAL("ANSWER", "", TRUNK, PHONE), "[" STEP("tramo.contesta", "1", "2", "101") "}]"},
          {ON("ChannelHangupRequest", TRUNK_UP), "[]"},
          {EVENT("ChannelHangupRequest", "'soft':true,'channel':" CH("2", "101", "Up", "1")), "[]"},
          {DESTROYED("16", TRUNK_UP), "[" OUTSIDE("tramo.cuelga", "1", "1") ",'causa':16}]"},
          {DESTROYED("16", CH("2", "101", "Up", "1")),
           "[" STEP("tramo.cuelga", "1", "2",
                    "101") ",'causa':16}," SAYS("llamada.fin", "1") ",'causa':16,'colgo':'paciente'}]"});
}

static void dialstatus_goes_before_the_cause(void **state)
{
    TELLS({CREATED(TRUNK), "[" OFFERED "]"}, {DIAL("BUSY", "", TRUNK, PHONE), "[]"},
          {DESTROYED("16", PHONE), "[" STEP("tramo.cuelga", "1", "2", "101") ",'causa':17}]"},
          {DIAL("NOANSWER", "", TRUNK, PHONE), "[]"},
          {DESTROYED("0", PHONE), "[" STEP("tramo.cuelga", "1", "2", "101") ",'causa':19}]"},
          {DIAL("CANCEL", "", TRUNK, PHONE), "[]"},
          {DESTROYED("127", PHONE), "[" STEP("tramo.cuelga", "1", "2", "101") "}]"},
          {DIAL("CANCEL", "", TRUNK, PHONE), "[]"},
          {DESTROYED("26", PHONE), "[" STEP("tramo.cuelga", "1", "2", "101") ",'causa':26}]"},
          {DIAL("CHANUNAVAIL", "", TRUNK, PHONE), "[]"},
          {DESTROYED("20", PHONE), "[" STEP("tramo.cuelga", "1", "2", "101") ",'causa':20}]"},
          {DESTROYED("0", VARS("1", "trunk", "Up", "1", ",'DIALSTATUS':'NOANSWER'")),
           "[" OUTSIDE("tramo.cuelga", "1", "1") "}," SAYS("llamada.fin",
                                                           "1") ",'causa':19,'colgo':'centralita'}]"});
}

static void a_phone_that_declines_does_not_end_the_call(void **state)
{
    TELLS({CREATED(TRUNK), "[" OFFERED "]"},
          {DIAL("RINGING", "", TRUNK, PHONE), "[" STEP("tramo.suena", "1", "2", "101") "}]"},
          {ON("ChannelHangupRequest", PHONE), "[]"},
          {DESTROYED("21", PHONE), "[" STEP("tramo.cuelga", "1", "2", "101") ",'causa':21}]"},
          {DESTROYED("21", TRUNK),
           "[" OUTSIDE("tramo.cuelga", "1",
                       "1") ",'causa':21}," SAYS("llamada.fin", "1") ",'causa':21,'colgo':'centralita'}]"});
}

static void a_phone_that_calls_out_is_told_when_it_dials(void **state)
{
    TELLS(
        {CREATED(CH("5", "101", "Ring", "5")), "[]"},
        {DIAL("", "600111222@trunk", CH("5", "101", "Ring", "5"), CH("6", "trunk", "Down", "5")),
         "[{'tipo':'llamada.ofrecida','llamada':'5','momento':'C','direccion':'saliente','origen':'101','destino':"
         "'600111222'},{'tipo':'tramo.contesta','llamada':'5','momento':'C','tramo':'5','rol':'agente','extension':'101'}]"},
        {DIAL("PROGRESS", "", CH("5", "101", "Ring", "5"), CH("6", "trunk", "Down", "5")),
         "[" OUTSIDE("tramo.suena", "5", "6") ",'destino':'600111222'}]"});
}

static void a_phone_that_dials_another_calls_within_the_house(void **state)
{
    TELLS(
        {CREATED(CH("5", "101", "Ring", "5")), "[]"},
        {DIAL("", "102", CH("5", "101", "Ring", "5"), CH("6", "102", "Down", "5")),
         "[{'tipo':'llamada.ofrecida','llamada':'5','momento':'C','direccion':'interna','origen':'101','destino':'911'},"
         "{'tipo':'tramo.contesta','llamada':'5','momento':'C','tramo':'5','rol':'agente','extension':'101'}]"});
}

static void a_phone_that_dials_nobody_is_no_call(void **state)
{
    TELLS({CREATED(CH("5", "101", "Ring", "5")), "[]"}, {ON("ChannelHold", CH("5", "101", "Up", "5")), "[]"},
          {ON("ChannelHangupRequest", CH("5", "101", "Up", "5")), "[]"},
          {DESTROYED("16", CH("5", "101", "Up", "5")), "[]"});
}

static void what_could_not_be_dialled_is_told_in_its_end(void **state)
{
    TELLS(
        {CREATED(CH("5", "101", "Ring", "5")), "[]"},
        {DESTROYED("20", VARS("5", "101", "Ring", "5", ",'DIALSTATUS':'CHANUNAVAIL'")),
         "[{'tipo':'llamada.ofrecida','llamada':'5','momento':'C','direccion':'saliente','origen':'101','destino':'911'}," STEP(
             "tramo.cuelga", "5", "5",
             "101") ",'causa':20}," SAYS("llamada.fin", "5") ",'causa':20,'colgo':'centralita'}]"});
}

static void click_to_call_rings_the_agent_for_the_number_it_shows(void **state)
{
    TELLS(
        {CREATED(CH("c2c", "101", "Down", "c2c")), "[]"},
        {EVENT("Dial", "'dialstatus':'','dialstring':'101','peer':" VARS("c2c", "101", "Down", "c2c",
                                                                         ",'CTI_ID':'77'")),
         "[{'tipo':'llamada.ofrecida','llamada':'c2c','momento':'C','direccion':'saliente','origen':'101','destino':"
         "'612345678','peticion':'77'}]"},
        {EVENT("Dial", "'dialstatus':'RINGING','peer':" CH("c2c", "101", "Ringing", "c2c")),
         "[" STEP("tramo.suena", "c2c", "c2c", "101") "}]"},
        {EVENT("Dial", "'dialstatus':'NOANSWER','peer':" CH("c2c", "101", "Ringing", "c2c")), "[]"},
        {DESTROYED("21", CH("c2c", "101", "Ringing", "c2c")),
         "[" STEP("tramo.cuelga", "c2c", "c2c",
                  "101") ",'causa':21}," SAYS("llamada.fin", "c2c") ",'causa':21,'colgo':'centralita'}]"});
}

static void the_mailbox_is_seen_by_the_application_and_its_message_at_the_end(void **state)
{
    static const char *const box =
        "{'type':'ChannelStateChange','timestamp':'T','channel':{'id':'1','name':'SIP/trunk-1',"
        "'dialplan':{'app_name':'VoiceMail','app_data':'101@default,u'},'channelvars':"
        "{'CHANNEL(linkedid)':'1'}}}";
    const struct line lines[] = {
        {CREATED(TRUNK), "[" OFFERED "]"},
        {box, "[" SAYS("buzon.empieza", "1") ",'tramo':'101@default','rol':'buzon'}]"},
        {box, "[]"},
        {DESTROYED("0", VARS("1", "trunk", "Up", "1", ",'VM_MESSAGEFILE':'/v/msg0'")),
         "[" OUTSIDE("tramo.cuelga", "1",
                     "1") "}," SAYS("buzon.mensaje", "1") ",'tramo':'101@default','rol':'buzon','archivo':"
                                                          "'/v/msg0'}," SAYS("llamada.fin",
                                                                             "1") ",'colgo':'centralita'}]"},
    };
    told(*state, lines, COUNT(lines));
}

static void only_what_was_held_is_taken_back_and_only_by_an_agent(void **state)
{
    TELLS({CREATED(TRUNK), "[" OFFERED "]"}, {ON("ChannelHold", TRUNK_UP), "[]"},
          {ON("ChannelUnhold", TRUNK_UP), "[]"}, {ON("ChannelUnhold", PHONE), "[]"},
          {ON("ChannelHold", PHONE), "[" STEP("tramo.retiene", "1", "2", "101") "}]"},
          {ON("ChannelHold", PHONE), "[]"},
          {ON("ChannelUnhold", PHONE), "[" STEP("tramo.reanuda", "1", "2", "101") "}]"});
}

#define ATTENDED(result)                                                                                   \
    EVENT("BridgeAttendedTransfer",                                                                        \
          "'result':'" result "','transferer_first_leg':" PHONE                                            \
          ",'transferer_second_leg':" CH("5", "101", "Up", "5") ",'transfer_target':" CH("6", "102", "Up", \
                                                                                         "5"))
#define CONSULTED                                                                                                            \
    {CREATED(TRUNK), "[" OFFERED "]"},                                                                                       \
        {DIAL("ANSWER", "", TRUNK, PHONE), "[" STEP("tramo.contesta", "1", "2", "101") "}]"},                                \
        {CREATED(CH("5", "101", "Ring", "5")), "[]"},                                                                        \
    {                                                                                                                        \
        DIAL("", "102", CH("5", "101", "Ring", "5"), CH("6", "102", "Down", "5")),                                           \
            "[{'tipo':'llamada.ofrecida','llamada':'5','momento':'C','direccion':'interna','origen':'101','destino':'911'}," \
            "{'tipo':'tramo.contesta','llamada':'5','momento':'C','tramo':'5','rol':'agente','extension':'101'}]"            \
    }

static void an_attended_transfer_makes_two_calls_one_which_ends_once(void **state)
{
    TELLS(CONSULTED,
          {ATTENDED("Success"),
           "[" SAYS("llamada.alias", "1") ",'alias':'5'}," STEP("transferencia.completa", "1", "2",
                                                                "101") ",'destino':'102'}]"},
          {DESTROYED("16", PHONE), "[" STEP("tramo.cuelga", "1", "2", "101") ",'causa':16}]"},
          {DESTROYED("16", CH("5", "101", "Up", "5")),
           "[" STEP("tramo.cuelga", "1", "5", "101") ",'causa':16}]"},
          {DESTROYED("16", CH("6", "102", "Up", "1")),
           "[" STEP("tramo.cuelga", "1", "6", "102") ",'causa':16}]"},
          {DESTROYED("16", TRUNK_UP),
           "[" OUTSIDE("tramo.cuelga", "1",
                       "1") ",'causa':16}," SAYS("llamada.fin", "1") ",'causa':16,'colgo':'centralita'}]"});
}

static void a_transfer_that_fails_leaves_two_calls(void **state)
{
    TELLS(CONSULTED,
          {ATTENDED("Fail"), "[" STEP("transferencia.falla", "1", "2", "101") ",'destino':'102'}]"},
          {EVENT("BridgeBlindTransfer", "'result':'Invalid','exten':'999','channel':" PHONE),
           "[" STEP("transferencia.falla", "1", "2", "101") ",'destino':'999'}]"},
          {DESTROYED("16", CH("5", "101", "Up", "5")),
           "[" STEP("tramo.cuelga", "5", "5", "101") ",'causa':16}]"},
          {DESTROYED("16", CH("6", "102", "Up", "5")),
           "[" STEP("tramo.cuelga", "5", "6",
                    "102") ",'causa':16}," SAYS("llamada.fin", "5") ",'causa':16,'colgo':'centralita'}]"});
}

static void a_channel_that_changes_its_linkedid_joins_two_calls(void **state)
{
    TELLS(CONSULTED,
          {ON("ChannelStateChange", CH("6", "102", "Up", "1")),
           "[" SAYS("llamada.alias", "1") ",'alias':'5'}]"},
          {ON("ChannelStateChange", CH("5", "101", "Up", "5")), "[]"});
}

static void a_blind_transfer_by_whoever_called_does_not_end_the_call(void **state)
{
    TELLS(
        {CREATED(CH("5", "101", "Ring", "5")), "[]"},
        {DIAL("", "600111222@trunk", CH("5", "101", "Ring", "5"), CH("6", "trunk", "Down", "5")),
         "[{'tipo':'llamada.ofrecida','llamada':'5','momento':'C','direccion':'saliente','origen':'101','destino':"
         "'600111222'},{'tipo':'tramo.contesta','llamada':'5','momento':'C','tramo':'5','rol':'agente','extension':'101'}]"},
        {EVENT("BridgeBlindTransfer",
               "'result':'Success','exten':'102','channel':" CH("5", "101", "Up", "5")),
         "[" STEP("transferencia.ciega", "5", "5", "101") ",'destino':'102'}]"},
        {DESTROYED("16", CH("5", "101", "Up", "5")),
         "[" STEP("tramo.cuelga", "5", "5", "101") ",'causa':16}]"},
        {DIAL("RINGING", "102", CH("6", "trunk", "Up", "5"), CH("7", "102", "Ringing", "5")),
         "[" STEP("tramo.suena", "5", "7", "102") "}]"});
}

static void a_call_met_in_its_end_is_not_ended_while_others_may_live(void **state)
{
    TELLS({DESTROYED("16", PHONE), "[" STEP("tramo.cuelga", "1", "2", "101") ",'causa':16}]"},
          {DESTROYED("16", TRUNK_UP),
           "[" OUTSIDE("tramo.cuelga", "1",
                       "1") ",'causa':16}," SAYS("llamada.fin", "1") ",'causa':16,'colgo':'centralita'}]"});
}

static void plumbing_and_what_cannot_be_read_say_nothing(void **state)
{
    TELLS(
        {"{}", "[]"}, {"7", "[]"}, {ON("ChannelVarset", TRUNK), "[]"}, {EVENT("Dial", "'peer':7"), "[]"},
        {"{'type':'ChannelCreated','channel':" TRUNK "}", "[]"},
        {"{'type':'ChannelCreated','timestamp':'T','channel':{'id':'1','name':'Local/101@x-1;1','state':'Ring','channelvars':"
         "{'CHANNEL(linkedid)':'1'}}}",
         "[]"},
        {"{'type':'ChannelCreated','timestamp':'T','channel':{'id':'1','name':'PJSIP/trunk-1','state':'Ring'}}",
         "[]"},
        {"{'type':'ChannelDestroyed','timestamp':'T','channel':{'id':'1','name':'PJSIP/','channelvars':"
         "{'CHANNEL(linkedid)':'1'}}}",
         "[]"});
}

static void a_moment_gets_the_colon_of_rfc_3339(void **state)
{
    TELLS(
        {"{'type':'ChannelHold','timestamp':'2026-11-22T10:12:12.552+0000','channel':" PHONE "}",
         "[{'tipo':'tramo.retiene','llamada':'1','momento':'2026-11-22T10:12:12.552+00:00','tramo':'2','rol':'agente',"
         "'extension':'101'}]"},
        {"{'type':'ChannelUnhold','timestamp':'2026-11-22T10:12:12.552-0330','channel':" PHONE "}",
         "[{'tipo':'tramo.reanuda','llamada':'1','momento':'2026-11-22T10:12:12.552-03:30','tramo':'2','rol':'agente',"
         "'extension':'101'}]"});
}

/* What lives, as a list of channels, and the census of it. */
static void counts(struct ari *ari, struct arena *arena, const char *channels, const char *census)
{
    struct buf out = buf_in(arena);
    struct json_fault fault;
    const char *text = quoted(arena, channels);
    ari_census(ari, json_parse(arena, text, strlen(text), &fault), "T", &out);
    assert_string_equal(buf_text(&out), quoted(arena, census));
}

static void a_census_tells_of_calls_that_nobody_told_of(void **state)
{
    struct ari *ari = ari_new();
    counts(ari, *state, "[" TRUNK "," PHONE "]",
           "{'momento':'T','eventos':[" OFFERED
           "," STEP("tramo.suena", "1", "2", "101") "}],'tramos':[{'llamada':'1','tramo':'2'},"
                                                    "{'llamada':'1','tramo':'1'}]}");
    counts(ari, *state, "[]", "{'momento':'T','eventos':[],'tramos':[]}");
    ari_free(&ari);
}

static void a_telephone_that_has_called_nobody_is_in_the_census_and_no_call(void **state)
{
    struct ari *ari = ari_new();
    counts(ari, *state, "[" CH("5", "101", "Up", "5") "]",
           "{'momento':'T','eventos':[],'tramos':[{'llamada':'5','tramo':'5'}]}");
    says(
        ari, *state,
        &(struct line){
            DIAL("", "102", CH("5", "101", "Up", "5"), CH("6", "102", "Down", "5")),
            "[{'tipo':'llamada.ofrecida','llamada':'5','momento':'C','direccion':'interna','origen':'101','destino':'911'},"
            "{'tipo':'tramo.contesta','llamada':'5','momento':'C','tramo':'5','rol':'agente','extension':'101'}]"});
    ari_free(&ari);
}

static void what_a_census_does_not_list_is_forgotten(void **state)
{
    struct ari *ari = ari_new();
    says(ari, *state, &(struct line){CREATED(TRUNK), "[" OFFERED "]"});
    assert_non_null(ari_living(ari)->legs);
    counts(ari, *state, "[]", "{'momento':'T','eventos':[],'tramos':[]}");
    assert_null(ari_living(ari)->legs);
    assert_null(ari_living(ari)->calls);
    ari_free(&ari);
}

static void the_types_are_listed_for_the_filter(void **state)
{
    size_t i = 0;
    (void)state;
    while (ari_type(i))
        i++;
    assert_string_equal(ari_type(0), "ChannelCreated");
    assert_int_equal(i, 9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_incoming_call_rings_is_answered_and_ended_by_the_patient),
        TEST(dialstatus_goes_before_the_cause),
        TEST(a_phone_that_declines_does_not_end_the_call),
        TEST(a_phone_that_calls_out_is_told_when_it_dials),
        TEST(a_phone_that_dials_another_calls_within_the_house),
        TEST(a_phone_that_dials_nobody_is_no_call),
        TEST(what_could_not_be_dialled_is_told_in_its_end),
        TEST(click_to_call_rings_the_agent_for_the_number_it_shows),
        TEST(the_mailbox_is_seen_by_the_application_and_its_message_at_the_end),
        TEST(only_what_was_held_is_taken_back_and_only_by_an_agent),
        TEST(an_attended_transfer_makes_two_calls_one_which_ends_once),
        TEST(a_transfer_that_fails_leaves_two_calls),
        TEST(a_channel_that_changes_its_linkedid_joins_two_calls),
        TEST(a_blind_transfer_by_whoever_called_does_not_end_the_call),
        TEST(a_call_met_in_its_end_is_not_ended_while_others_may_live),
        TEST(plumbing_and_what_cannot_be_read_say_nothing),
        TEST(a_moment_gets_the_colon_of_rfc_3339),
        TEST(a_census_tells_of_calls_that_nobody_told_of),
        TEST(a_telephone_that_has_called_nobody_is_in_the_census_and_no_call),
        TEST(what_a_census_does_not_list_is_forgotten),
        TEST(the_types_are_listed_for_the_filter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
