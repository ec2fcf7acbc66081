#include "api/auth.h"

#include <string.h>
#include <strings.h>

#include "api/config.h"
#include "api/exchange.h"
#include "api/problem.h"
#include "api/route.h"

/* The value of a cookie (RFC 6265 §5.4: pairs separated by "; "); its length, 0 when it is not there. */
static size_t find_cookie(const char *header, const char *name, const char **value_r)
{
    size_t name_bytes = strlen(name);
    while (*header) {
        header += strspn(header, "; ");
        size_t bytes = strcspn(header, ";");
        if (bytes > name_bytes && strncmp(header, name, name_bytes) == 0 && header[name_bytes] == '=') {
            *value_r = header + name_bytes + 1;
            return bytes - name_bytes - 1;
        }
        header += bytes;
    }
    return 0;
}

static bool is_token(const char *text, size_t bytes, const char *prefix)
{
    static const char base64url[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    return bytes == CRIPTO_TOKEN_TEXT_BYTES && strncmp(text, prefix, 4) == 0 &&
           strspn(text + 4, base64url) >= bytes - 4;
}

static bool take(struct exchange *x, int kind, const char *prefix, const char *token, size_t bytes)
{
    if (!is_token(token, bytes, prefix))
        return false;
    x->credential[0] = (unsigned char)kind;
    cripto_sha256(token, bytes, x->credential + 1);
    return true;
}

static bool read_cookie(struct exchange *x)
{
    const char *cookie = NULL;
    size_t bytes = find_cookie(x->request.cookie, "__Host-cc", &cookie);
    return bytes == 0 || take(x, CREDENTIAL_SESSION, "ccs_", cookie, bytes);
}

void auth_read_cookie(struct exchange *x)
{
    read_cookie(x);
}

/* False for a credential that cannot be one; absent is no fault. */
static bool read_credential(struct exchange *x)
{
    const char *authorization = x->request.authorization;
    if (*authorization)
        return strncasecmp(authorization, "Bearer ", 7) == 0 &&
               take(x, CREDENTIAL_KEY, "cck_", authorization + 7, strlen(authorization + 7));
    return read_cookie(x);
}

/* Whether `origin` is an entry of the list, to the letter: browsers write origins in one way. */
static bool list_has(const char *list, const char *origin)
{
    size_t wanted = strlen(origin);
    while (*list) {
        list += strspn(list, ", ");
        size_t bytes = strcspn(list, ", ");
        if (bytes == wanted && bytes > 0 && strncmp(list, origin, bytes) == 0)
            return true;
        list += bytes;
    }
    return false;
}

bool auth_is_listed_origin(const struct exchange *x, const char *origin)
{
    return list_has(x->config->origenes, origin);
}

bool auth_is_own_origin(const struct exchange *x, const char *origin)
{
    return list_has(x->config->url, origin) || auth_is_listed_origin(x, origin);
}

/* Browsers that know Sec-Fetch-Site always send it; the others send Origin with whatever is not GET. */
static bool comes_from_us(const struct exchange *x)
{
    return strcmp(x->request.sec_fetch_site, "same-origin") == 0 || auth_is_own_origin(x, x->request.origin);
}

bool auth_same_site(struct exchange *x)
{
    bool has_body = x->request.body_bytes > 0;
    if (strcmp(x->request.x_contact_center, "1") != 0 || !comes_from_us(x)) {
        problem_reply(x, "CC403", "La petición no viene de esta aplicación.", NULL);
        return false;
    }
    if (has_body && !request_has_type(&x->request, "application/json")) {
        problem_reply(x, "CC415", NULL, NULL);
        return false;
    }
    return true;
}

bool auth_check(struct exchange *x)
{
    if (!x->route->role)
        return true;
    if (!read_credential(x) || x->credential[0] == CREDENTIAL_NONE) {
        problem_reply(x, "CC401", NULL, NULL);
        return false;
    }
    bool by_cookie = x->credential[0] == CREDENTIAL_SESSION;
    return !by_cookie || strcmp(x->route->method, "GET") == 0 || auth_same_site(x);
}
