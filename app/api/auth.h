/* auth: who sends this, as far as C can tell: the credential's form, and whether a browser was made to send it by
 * somebody else's page. Whether the credential is good, only the database knows. */
#ifndef CC_API_AUTH_H
#define CC_API_AUTH_H

#include <stdbool.h>

struct exchange;

/*
 * Takes "Authorization: Bearer cck_…", else the cookie "__Host-cc=ccs_…", into x->credential. With the cookie, whatever
 * is not GET must come from our own pages (auth_same_site). False: the reply is made (401, 403).
 * A route with a role refuses at once a request without a credential.
 */
bool auth_check(struct exchange *x);

/* Takes the cookie of a route that needs none but looks at it; one that cannot be a cookie of ours is none. */
void auth_read_cookie(struct exchange *x);

/*
 * Cross-site request forgery (OWASP ASVS 3.5): X-Contact-Center: 1, which no other origin can send without being asked
 * first; Content-Type application/json exactly where there is a body; Sec-Fetch-Site same-origin or an Origin of ours
 * (CC_URL, CC_ORIGENES). False: the reply is made (403, 415).
 */
bool auth_same_site(struct exchange *x);

/* Whether this Origin is CC_URL's, or one of CC_ORIGENES. */
bool auth_is_own_origin(const struct exchange *x, const char *origin);
bool auth_is_listed_origin(const struct exchange *x, const char *origin);

#endif
