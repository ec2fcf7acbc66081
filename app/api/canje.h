/* canje: single sign-on for the ERP: its backend gets a code for one of its users, the user's browser changes the code for a
 * session. The code is made here, shown once and kept as its SHA-256. */
#ifndef CC_API_CANJE_H
#define CC_API_CANJE_H

struct exchange;

/* POST /sesion/erp. The code is for pages of one origin: `origen`, which must be CC_URL's or one of CC_ORIGENES; CC_URL's where
 * none is named. */
void canje_codigo(struct exchange *x);

/* POST /sesion/canje. Nobody but a page of that origin may: another site that knows a code must not be able to log a browser in
 * as somebody else (login CSRF). */
void canje_sesion(struct exchange *x);

#endif
