#include "pbx/twilio_firma.h"

#include <stdlib.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/cripto.h"
#include "lib/texto.h"
#include "pbx/firma.h"
#include "pbx/form.h"

static int compare(const void *a, const void *b)
{
    const struct form_field *left = a, *right = b;
    int names = strcmp(left->name, right->name);
    return names ? names : strcmp(left->value, right->value);
}

/* Name and value of each, by name and value, the same pair once. */
static const char *sorted_fields(const struct form *form, struct arena *arena)
{
    struct form_field *list = arena_take(arena, (form->count + 1) * sizeof(struct form_field));
    struct buf text = buf_in(arena);
    size_t count = 0;
    for (const struct form_field *field = form->first; field; field = field->next)
        list[count++] = *field;
    qsort(list, count, sizeof(struct form_field), compare);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || compare(&list[i - 1], &list[i]) != 0) {
            buf_add(&text, list[i].name);
            buf_add(&text, list[i].value);
        }
    return buf_text(&text);
}

/* A JSON body is covered by its hash in the query, which is signed with the address. */
static bool body_is_covered(const struct adapter_request *request, struct arena *arena)
{
    unsigned char digest[CRIPTO_SHA256_BYTES];
    char hex[2 * CRIPTO_SHA256_BYTES + 1];
    const char *why;
    const struct form *query = form_read(request->query, strlen(request->query), arena, &why);
    const char *said = query ? form_text(query, "bodySHA256") : "";
    cripto_sha256(request->body, request->body_bytes, digest);
    texto_hex(digest, sizeof digest, hex);
    return cripto_equal_text(said, strlen(said), hex, strlen(hex));
}

/* What is signed behind the address; NULL when the body is not covered at all. */
static const char *fields_of(const struct adapter_request *request, struct arena *arena)
{
    const char *why;
    if (strcmp(request->method, "GET") == 0 || request->body_bytes == 0)
        return "";
    if (adapter_is_json(request))
        return body_is_covered(request, arena) ? "" : NULL;
    const struct form *form = form_read(request->body, request->body_bytes, arena, &why);
    return form ? sorted_fields(form, arena) : NULL;
}

/* The address with its scheme's own port, and without any. */
static void variants_of(const char *url, struct arena *arena, const char *variants[3])
{
    bool tls = strncmp(url, "https://", 8) == 0;
    size_t scheme = tls ? 8 : strncmp(url, "http://", 7) == 0 ? 7 : 0;
    size_t host = scheme + strcspn(url + scheme, "/?");
    const char *colon = memchr(url + scheme, ':', host - scheme);
    size_t bare = colon ? (size_t)(colon - url) : host;
    variants[0] = url;
    variants[1] = arena_format(arena, "%.*s%s", (int)bare, url, url + host);
    variants[2] = arena_format(arena, "%.*s:%d%s", (int)bare, url, tls ? 443 : 80, url + host);
}

static bool is_signed_with(const char *secret, const char *url, const char *fields, const char *signature,
                           struct arena *arena)
{
    unsigned char mac[FIRMA_MAC_BYTES_MAX];
    char expected[TEXTO_BASE64_BYTES(FIRMA_SHA1_BYTES)];
    const char *text = arena_format(arena, "%s%s", url, fields);
    texto_base64(mac, firma_hmac(FIRMA_SHA1, secret, text, strlen(text), mac), expected);
    return cripto_equal_text(signature, strlen(signature), expected, strlen(expected));
}

enum adapter_verdict twilio_firma_judge(const struct adapter_request *request,
                                        const struct adapter_config *config, const char *url,
                                        struct arena *arena)
{
    const char *variants[3], *signature = adapter_header(request, "x-twilio-signature");
    const char *fields = *signature ? fields_of(request, arena) : NULL;
    bool ours = false;
    if (!*signature)
        return ADAPTER_UNSIGNED;
    if (*request->query)
        url = arena_format(arena, "%s?%s", url, request->query);
    variants_of(url, arena, variants);
    for (int secret = 0; fields && secret < config->secrets_count; secret++)
        for (int i = 0; i < 3; i++)
            ours |= is_signed_with(config->secrets[secret], variants[i], fields, signature, arena);
    return ours ? ADAPTER_AUTHENTIC : ADAPTER_FORGED;
}
