#include "admin/simular.h"
#include "lib/arena.h"
#include "lib/cripto.h"
#include "lib/texto.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SECRETO_MAX_BYTES = 64, RED_ESPERA_S = 10 };

/* The call being played. */
struct simulacion {
    struct ejecucion *e;
    CURL *curl;
    const char *url;
    unsigned char key[SECRETO_MAX_BYTES];
    size_t key_bytes;
    char llamada[32];      /* the PBX's id of the call */
    struct timespec antes; /* the moment of the last event */
    long espera_ms;
    struct buf informe; /* what is printed */
};

enum valor { CENTRALITA, SECRETO, DE, A, EXTENSION, CONTESTA, CUELGA, ESPERA }; /* in the row's order */

static bool read_secret(struct simulacion *s, const char *path)
{
    char line[128] = "";
    FILE *file = fopen(path, "re");
    if (file) {
        if (!fgets(line, sizeof line, file))
            line[0] = '\0';
        fclose(file);
    }
    line[strcspn(line, "\r\n")] = '\0';
    const char *base64 = strncmp(line, "whsec_", 6) ? line : line + 6;
    if (*base64 && texto_from_base64(base64, strlen(base64), s->key, sizeof s->key, &s->key_bytes))
        return true;
    fprintf(stderr, "cc-admin: %s no contiene un secreto whsec_… en su primera línea\n", path);
    return false;
}

/* Events of one call never share a moment: a microsecond apart at least. */
static const char *moment(struct simulacion *s)
{
    struct timespec now;
    struct tm utc;
    clock_gettime(CLOCK_REALTIME, &now);
    if (now.tv_sec == s->antes.tv_sec && now.tv_nsec / 1000 <= s->antes.tv_nsec / 1000)
        now.tv_nsec = s->antes.tv_nsec + 1000;
    s->antes = now;
    gmtime_r(&now.tv_sec, &utc);
    return arena_format(s->e->arena, "%04d-%02d-%02dT%02d:%02d:%02d.%06ldZ", utc.tm_year + 1900,
                        utc.tm_mon + 1, utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec, now.tv_nsec / 1000);
}

static struct curl_slist *signed_headers(struct simulacion *s, const char *body)
{
    struct arena *arena = s->e->arena;
    unsigned char random[12], mac[CRIPTO_SHA256_BYTES];
    char suffix[TEXTO_BASE64_BYTES(sizeof random)], signature[TEXTO_BASE64_BYTES(sizeof mac)];
    cripto_random(random, sizeof random);
    texto_base64url(random, sizeof random, suffix);
    const char *id = arena_format(arena, "sim_%s", suffix);
    const char *timestamp = arena_format(arena, "%ld", (long)time(NULL));
    const struct cripto_piece pieces[] = {{id, strlen(id)},
                                          {".", 1},
                                          {timestamp, strlen(timestamp)},
                                          {".", 1},
                                          {body, strlen(body)},
                                          {NULL, 0}};
    cripto_hmac_sha256(s->key, s->key_bytes, pieces, mac);
    texto_base64(mac, sizeof mac, signature);
    struct curl_slist *list = curl_slist_append(NULL, "Content-Type: application/json");
    list = curl_slist_append(list, arena_format(arena, "webhook-id: %s", id));
    list = curl_slist_append(list, arena_format(arena, "webhook-timestamp: %s", timestamp));
    return curl_slist_append(list, arena_format(arena, "webhook-signature: v1,%s", signature));
}

static size_t discard(char *data, size_t size, size_t count, void *user)
{
    (void)data, (void)user;
    return size * count;
}

/* Posts one event and notes how it went. False: not accepted. */
static bool post(struct simulacion *s, const char *tipo, const char *body)
{
    long status = 0;
    curl_off_t took_us = 0;
    struct curl_slist *headers = signed_headers(s, body);
    curl_easy_setopt(s->curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(s->curl, CURLOPT_POSTFIELDS, body);
    CURLcode code = curl_easy_perform(s->curl);
    curl_easy_getinfo(s->curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(s->curl, CURLINFO_TOTAL_TIME_T, &took_us);
    curl_slist_free_all(headers);
    if (code != CURLE_OK)
        fprintf(stderr, "cc-admin: %s: %s\n", tipo, curl_easy_strerror(code));
    buf_json_begin(&s->informe, '{');
    buf_json_key(&s->informe, "tipo"), buf_json_text(&s->informe, tipo);
    buf_json_key(&s->informe, "estado"), buf_json_int(&s->informe, status);
    buf_json_key(&s->informe, "ms"), buf_json_int(&s->informe, (took_us + 500) / 1000);
    buf_json_end(&s->informe, '}');
    struct timespec pause = {s->espera_ms / 1000, s->espera_ms % 1000 * 1000000};
    nanosleep(&pause, NULL);
    return code == CURLE_OK && status / 100 == 2;
}

/* One canonical event; `extension` NULL: about the call itself. */
static bool say(struct simulacion *s, const char *tipo, const char *extension)
{
    struct buf body = buf_in(s->e->arena);
    buf_json_begin(&body, '{');
    buf_json_member_text(&body, "tipo", tipo);
    buf_json_member_text(&body, "llamada", s->llamada);
    buf_json_member_text(&body, "momento", moment(s));
    buf_json_member_text(&body, "direccion", "entrante");
    buf_json_member_text(&body, "origen", s->e->valores[DE]);
    buf_json_member_text(&body, "linea", s->e->valores[A]);
    buf_json_member_text(&body, "extension", extension);
    buf_json_end(&body, '}');
    return post(s, tipo, buf_text(&body));
}

static bool ring_all(struct simulacion *s)
{
    for (const char **extension = s->e->repetidos; *extension; extension++)
        if (!say(s, "tramo.suena", *extension))
            return false;
    return true;
}

static bool play(struct simulacion *s)
{
    const char *answers = s->e->valores[CONTESTA];
    if (!say(s, "llamada.ofrecida", NULL) || !ring_all(s))
        return false;
    if (answers && !say(s, "tramo.contesta", answers))
        return false;
    return !s->e->valores[CUELGA] || say(s, "llamada.fin", NULL);
}

static void open_session(struct simulacion *s)
{
    unsigned char random[9];
    s->url = arena_format(s->e->arena, "%s/api/contact-center/webhooks/%s", orden_ajustes.url,
                          s->e->valores[CENTRALITA]);
    cripto_random(random, sizeof random);
    memcpy(s->llamada, "sim-", 4);
    texto_base64url(random, sizeof random, s->llamada + 4);
    s->espera_ms = s->e->valores[ESPERA] ? strtol(s->e->valores[ESPERA], NULL, 10) : 0;
    s->informe = buf_in(s->e->arena);
    s->curl = curl_easy_init();
    curl_easy_setopt(s->curl, CURLOPT_URL, s->url);
    curl_easy_setopt(s->curl, CURLOPT_TIMEOUT, (long)RED_ESPERA_S);
    curl_easy_setopt(s->curl, CURLOPT_WRITEFUNCTION, discard);
    if (*orden_ajustes.ca)
        curl_easy_setopt(s->curl, CURLOPT_CAINFO, orden_ajustes.ca);
}

int simular_llamada(struct ejecucion *e)
{
    struct simulacion s = {.e = e};
    if (!read_secret(&s, e->valores[SECRETO]))
        return EXIT_USAGE;
    curl_global_init(CURL_GLOBAL_DEFAULT);
    open_session(&s);
    buf_json_begin(&s.informe, '[');
    bool accepted = play(&s);
    buf_json_end(&s.informe, ']');
    curl_easy_cleanup(s.curl);
    curl_global_cleanup();
    cripto_wipe(s.key, sizeof s.key);
    buf_json_key(&e->una_vez, "llamada"), buf_json_text(&e->una_vez, s.llamada);
    buf_json_key(&e->una_vez, "sucesos"), buf_json_raw(&e->una_vez, buf_text(&s.informe));
    return accepted ? EXIT_DONE : EXIT_REFUSED;
}
