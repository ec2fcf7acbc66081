#include "api/cors.h"

#include "api/auth.h"
#include "api/config.h"
#include "api/exchange.h"

void cors_headers(struct exchange *x)
{
    if (!*x->config->origenes)
        return;
    reply_header(&x->reply, "Vary", "Origin");
    if (!auth_is_listed_origin(x, x->request.origin))
        return;
    reply_header(&x->reply, "Access-Control-Allow-Origin", x->request.origin);
    reply_header(&x->reply, "Access-Control-Allow-Credentials", "true");
    reply_header(&x->reply, "Access-Control-Expose-Headers",
                 "Content-Disposition, ETag, Link, Location, Retry-After");
}

void cors_preflight(struct exchange *x, const char *methods)
{
    reply_json(&x->reply, 204, NULL);
    if (!auth_is_listed_origin(x, x->request.origin))
        return;
    reply_header(&x->reply, "Access-Control-Allow-Methods", methods);
    reply_header(&x->reply, "Access-Control-Allow-Headers",
                 "Content-Type, If-Match, Idempotency-Key, X-Contact-Center");
    reply_header(&x->reply, "Access-Control-Max-Age", "600");
}
