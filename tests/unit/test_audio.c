#include "lib/sonido.h"
#include "pbx/audio.h"
#include "pbx_support.h"

static void only_what_is_below_the_configured_address_is_there(void **state)
{
    (void)state;
    static const struct {
        const char *url, *base;
        bool below;
    } rows[] = {
        {"https://pbx.example/m/1.wav", "https://pbx.example/m", true},
        {"https://pbx.example/m/1.wav", "https://pbx.example/m/", true},
        {"https://pbx.example/m/1.wav", "https://pbx.example", true},
        {"https://pbx.example/m/1.wav", "https://pbx.example/", true},
        {"HTTPS://PBX.Example/m/1.wav?sig=a/../b%2e", "https://pbx.example/m", true},
        {"https://pbx.example:8443/m/a..b.wav", "https://pbx.example:8443/m", true},
        {"https://pbx.example/M/1.wav", "https://pbx.example/m", false},
        {"https://pbx.example/m", "https://pbx.example/m", false},
        {"https://pbx.example/m/", "https://pbx.example/m", false},
        {"https://pbx.example/m2/1.wav", "https://pbx.example/m", false},
        {"https://pbx.example/m/../1.wav", "https://pbx.example/m", false},
        {"https://pbx.example/m/./1.wav", "https://pbx.example/m", false},
        {"https://pbx.example/m/%2E./1.wav", "https://pbx.example/m", false},
        {"https://pbx.example/m/..%2f1.wav", "https://pbx.example/m", false},
        {"https://pbx.example/m/..%5c1.wav", "https://pbx.example/m", false},
        {"https://pbx.example/m/..\\1.wav", "https://pbx.example/m", false},
        {"https://pbx.example/m/1.wav#x", "https://pbx.example/m", false},
        {"https://pbx.example/m/1 .wav", "https://pbx.example/m", false},
        {"https://pbx.example/m/1\r\nX: y", "https://pbx.example/m", false},
        {"https://pbx.example/m/\xC3\xB1", "https://pbx.example/m", false},
        {"http://pbx.example/m/1.wav", "https://pbx.example/m", false},
        {"https://pbx.example:443/m/1.wav", "https://pbx.example/m", false},
        {"https://pbx.example.evil.example/m/1.wav", "https://pbx.example", false},
        {"https://pbx.example@evil.example/m/1.wav", "https://pbx.example", false},
        {"https://pbx.example\\@evil.example/m/1.wav", "https://pbx.example", false},
        {"https://evil.example/https://pbx.example/m/1.wav", "https://pbx.example/m", false},
        {"//pbx.example/m/1.wav", "https://pbx.example/m", false},
        {"", "https://pbx.example/m", false},
        {"https://pbx.example/m/1.wav", "", false},
        {"pbx/m/1.wav", "pbx/m", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (audio_is_below(rows[i].url, rows[i].base) != rows[i].below)
            fail_msg("%s below %s", rows[i].url, rows[i].base);
}

static void the_credential_goes_there_and_nowhere_else(void **state)
{
    struct adapter_config config = {.ajustes =
                                        pbx_parsed(state, "{\"url_audio\":\"https://pbx.example/m\"}")};
    struct order_http http;
    const char *motivo = NULL, *url = "https://pbx.example/m/1.wav";
    config.credential = "cc:se:creto";
    assert_true(audio_fetch(url, &config, *state, &http, &motivo));
    assert_string_equal(http.method, "GET");
    assert_string_equal(http.url, url);
    assert_string_equal(http.user, "cc");
    assert_string_equal(http.password, "se:creto");
    config.credential = "token";
    assert_true(audio_fetch(url, &config, *state, &http, &motivo));
    assert_null(http.user);
    assert_string_equal(http.headers[0].value, "Bearer token");
    config.credential = "";
    assert_true(audio_fetch(url, &config, *state, &http, &motivo));
    assert_null(http.headers[0].name);
    assert_false(audio_fetch("https://evil.example/m/1.wav", &config, *state, &http, &motivo));
    assert_string_equal(motivo, "url_ajena");
    config.ajustes = pbx_parsed(state, "{}");
    assert_false(audio_fetch(url, &config, *state, &http, &motivo));
    assert_string_equal(motivo, "no_soportado");
}

static void audio_is_known_by_its_bytes(void **state)
{
    (void)state;
    assert_string_equal(sonido_tipo("RIFF....WAVEfmt ", 16), "audio/wav");
    assert_string_equal(sonido_tipo("OggS........", 12), "audio/ogg");
    assert_string_equal(sonido_tipo("ID3.........", 12), "audio/mpeg");
    assert_string_equal(sonido_tipo("\xFF\xFB..........", 12), "audio/mpeg");
    assert_null(sonido_tipo("RIFF....AVI ....", 16));
    assert_null(sonido_tipo("<html><body>", 12));
    assert_null(sonido_tipo("OggS", 4));
    assert_null(sonido_tipo("", 0));
}

static void a_content_type_may_say_little_but_nothing_else(void **state)
{
    (void)state;
    static const char *const may[] = {"", "audio/x-wav", "AUDIO/MPEG; x=y", "application/octet-stream",
                                      "application/ogg"};
    static const char *const may_not[] = {"text/html; charset=utf-8", "application/json", "video/mp4",
                                          "audio"};
    assert_true(sonido_puede_ser(NULL));
    for (size_t i = 0; i < sizeof may / sizeof *may; i++)
        assert_true(sonido_puede_ser(may[i]));
    for (size_t i = 0; i < sizeof may_not / sizeof *may_not; i++)
        assert_false(sonido_puede_ser(may_not[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(only_what_is_below_the_configured_address_is_there),
        TEST(the_credential_goes_there_and_nowhere_else),
        TEST(audio_is_known_by_its_bytes),
        TEST(a_content_type_may_say_little_but_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
