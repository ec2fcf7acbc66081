/* cors: pages of CC_ORIGENES may call with their user's cookie, nobody else's (fetch.spec.whatwg.org, "CORS protocol").
 * Best is to need none of this: to serve our paths on the ERP's own origin. */
#ifndef CC_API_CORS_H
#define CC_API_CORS_H

struct exchange;

/* Names the origin in the reply when it is listed. */
void cors_headers(struct exchange *x);

/* Answers a preflight: 204, with permission only for listed origins. `methods` is "GET, PATCH". */
void cors_preflight(struct exchange *x, const char *methods);

#endif
