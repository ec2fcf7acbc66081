#include "pbx/audio.h"

#include <string.h>
#include <strings.h>

#include "lib/arena.h"
#include "pbx/adapter_config.h"

/* No step up, be it spelled as it may; no fragment, no blank, nothing but printable ASCII. */
static bool is_plain(const char *rest)
{
    for (const char *c = rest; *c; c++)
        if (*c <= ' ' || *c > '~' || *c == '\\' || *c == '#')
            return false;
    size_t path = strcspn(rest, "?");
    for (const char *c = rest; c < rest + path; c++) {
        bool hidden =
            strncasecmp(c, "%2e", 3) == 0 || strncasecmp(c, "%2f", 3) == 0 || strncasecmp(c, "%5c", 3) == 0;
        if (hidden || strncmp(c, "/.", 2) == 0)
            return false;
    }
    return true;
}

bool audio_is_below(const char *url, const char *base)
{
    const char *host = strstr(base, "://");
    if (!host)
        return false;
    size_t bytes = strlen(base);
    size_t origin = (size_t)(host - base) + 3;
    origin += strcspn(base + origin, "/");
    while (bytes > origin && base[bytes - 1] == '/')
        bytes--;
    return strncasecmp(url, base, origin) == 0 && strncmp(url + origin, base + origin, bytes - origin) == 0 &&
           url[bytes] == '/' && url[bytes + 1] && is_plain(url + bytes);
}

bool audio_fetch(const char *url, const struct adapter_config *config, struct arena *arena,
                 struct order_http *http_r, const char **motivo_r)
{
    const char *base = adapter_config_text(config, "url_audio", ""), *credential = config->credential;
    *motivo_r = !*base ? "no_soportado" : !audio_is_below(url, base) ? "url_ajena" : NULL;
    if (*motivo_r)
        return false;
    *http_r = (struct order_http){.method = "GET", .url = url};
    const char *colon = credential ? strchr(credential, ':') : NULL;
    if (colon) {
        http_r->user = arena_text_n(arena, credential, (size_t)(colon - credential));
        http_r->password = colon + 1;
    } else if (credential && *credential) {
        http_r->headers[0] =
            (struct order_header){"Authorization", arena_format(arena, "Bearer %s", credential)};
    }
    return true;
}
