/* sesion: what logging in, logging out and socket tickets need beside their SQL functions: passwords, tokens, cookies.
 * Tokens are made here and never leave but to their owner; the database keeps their SHA-256. */
#ifndef CC_API_SESION_H
#define CC_API_SESION_H

struct exchange;

void sesion_entrar(struct exchange *x); /* POST /sesion */
void sesion_salir(struct exchange *x);  /* DELETE /sesion, DELETE /sesiones */
void sesion_clave(struct exchange *x);  /* PUT /sesion/clave */
void sesion_ticket(struct exchange *x); /* POST /sesion/ticket */

/* Gives the browser the cookie of a session that has just begun. */
void sesion_give_cookie(struct exchange *x, const char *token);

/* A number of minutes as a parameter of SQL. */
const char *sesion_lifetime(struct exchange *x, long minutes);

/* After the reply has gone: notes that the session or key was used, at most once a minute each. */
void sesion_tocar(struct exchange *x);

#endif
