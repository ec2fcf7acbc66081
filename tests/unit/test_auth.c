#include "exchange_support.h"

#include "api/auth.h"
#include "api/cors.h"

#define TOKEN  "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA_-"
#define COOKIE "__Host-cc=ccs_" TOKEN

static int status_of(struct exchange *x)
{
    return auth_check(x) ? 0 : x->reply.status;
}

static void a_cookie_or_a_key_becomes_kind_and_hash(void **state)
{
    unsigned char digest[CRIPTO_SHA256_BYTES];
    struct exchange x = exchange_of(state, "GET", ROUTE_PREFIX "/llamadas", NULL);
    x.request.cookie = "otra=1; " COOKIE "; mas=2";
    assert_int_equal(status_of(&x), 0);
    cripto_sha256("ccs_" TOKEN, CRIPTO_TOKEN_TEXT_BYTES, digest);
    assert_int_equal(x.credential[0], CREDENTIAL_SESSION);
    assert_memory_equal(x.credential + 1, digest, sizeof digest);

    x = exchange_of(state, "GET", ROUTE_PREFIX "/llamadas", NULL);
    x.request.authorization = "Bearer cck_" TOKEN;
    x.request.cookie = COOKIE;
    assert_int_equal(status_of(&x), 0);
    assert_int_equal(x.credential[0], CREDENTIAL_KEY);
}

static void what_cannot_be_a_credential_is_401(void **state)
{
    static const char *const rows[][2] = {
        {"", ""},
        {"", "__Host-cc=ccs_corto"},
        {"", "__Host-cc=cck_" TOKEN},
        {"", "__Host-cc=ccs_" TOKEN "x"},
        {"", "x__Host-cc=ccs_" TOKEN},
        {"", "cc=ccs_" TOKEN},
        {"Basic YTpi", COOKIE},
        {"Bearer ccs_" TOKEN, ""},
        {"Bearer cct_" TOKEN, ""},
        {"Bearer cck_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA_$", ""},
        {"Bearer", ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct exchange x = exchange_of(state, "GET", ROUTE_PREFIX "/llamadas", NULL);
        x.request.authorization = rows[i][0];
        x.request.cookie = rows[i][1];
        if (status_of(&x) != 401)
            fail_msg("%s %s passed", rows[i][0], rows[i][1]);
    }
}

static void routes_without_a_role_ask_for_nothing(void **state)
{
    struct exchange x = exchange_of(state, "GET", ROUTE_PREFIX "/livez", NULL);
    x.request.authorization = "Basic YTpi";
    assert_int_equal(status_of(&x), 0);
    assert_int_equal(x.credential[0], CREDENTIAL_NONE);
}

static void with_a_cookie_a_change_must_come_from_our_own_pages(void **state)
{
    static const struct {
        const char *marker, *site, *origin, *type;
        int status;
    } rows[] = {
        {"1", "same-origin", "https://cc.example", "application/json", 0},
        {"1", "same-origin", "", "application/json; charset=utf-8", 0},
        {"1", "", "https://cc.example", "application/json", 0},
        {"1", "same-site", "https://erp.example", "application/json", 0},
        {"1", "cross-site", "https://otro.example", "application/json", 0},
        {"", "same-origin", "https://cc.example", "application/json", 403},
        {"2", "same-origin", "https://cc.example", "application/json", 403},
        {"1", "", "", "application/json", 403},
        {"1", "none", "", "application/json", 403},
        {"1", "same-site", "", "application/json", 403},
        {"1", "cross-site", "https://evil.example", "application/json", 403},
        {"1", "", "null", "application/json", 403},
        {"1", "", "https://cc.example.evil.example", "application/json", 403},
        {"1", "", "https://cc.exampl", "application/json", 403},
        {"1", "", "http://cc.example", "application/json", 403},
        {"1", "same-origin", "", "text/plain", 415},
        {"1", "same-origin", "", "application/jsonp", 415},
        {"1", "same-origin", "", "", 415},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct exchange x = exchange_of(state, "PATCH", ROUTE_PREFIX "/llamadas/1", "{}");
        x.request.cookie = COOKIE;
        x.request.x_contact_center = rows[i].marker;
        x.request.sec_fetch_site = rows[i].site;
        x.request.origin = rows[i].origin;
        x.request.content_type = rows[i].type;
        if (status_of(&x) != rows[i].status)
            fail_msg("row %zu: %d", i, x.reply.status);
    }
}

static void with_a_key_or_a_get_no_page_is_asked_for(void **state)
{
    struct exchange x = exchange_of(state, "PATCH", ROUTE_PREFIX "/llamadas/1", "{}");
    x.request.authorization = "Bearer cck_" TOKEN;
    assert_int_equal(status_of(&x), 0);
    x = exchange_of(state, "GET", ROUTE_PREFIX "/llamadas/1", NULL);
    x.request.cookie = COOKIE;
    x.request.sec_fetch_site = "cross-site";
    assert_int_equal(status_of(&x), 0);
}

static void cors_names_listed_origins_only(void **state)
{
    struct exchange x = exchange_of(state, "GET", ROUTE_PREFIX "/llamadas", NULL);
    x.request.origin = "https://erp.example";
    cors_headers(&x);
    assert_non_null(
        strstr(buf_text(&x.reply.headers), "Access-Control-Allow-Origin: https://erp.example\r\n"));
    assert_non_null(strstr(buf_text(&x.reply.headers), "Vary: Origin\r\n"));

    static const char *const others[] = {"https://evil.example", "null", "", "https://cc.example", "*"};
    for (size_t i = 0; i < COUNT(others); i++) {
        x = exchange_of(state, "GET", ROUTE_PREFIX "/llamadas", NULL);
        x.request.origin = others[i];
        cors_headers(&x);
        cors_preflight(&x, "GET");
        assert_null(strstr(buf_text(&x.reply.headers), "Access-Control"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_cookie_or_a_key_becomes_kind_and_hash),
        TEST(what_cannot_be_a_credential_is_401),
        TEST(routes_without_a_role_ask_for_nothing),
        TEST(with_a_cookie_a_change_must_come_from_our_own_pages),
        TEST(with_a_key_or_a_get_no_page_is_asked_for),
        TEST(cors_names_listed_origins_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
