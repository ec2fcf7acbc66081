/* invoke: a request becomes one call of its route's SQL function, and the function's answer the reply. */
#ifndef CC_API_INVOKE_H
#define CC_API_INVOKE_H

#include <stdbool.h>

#include "lib/db.h"

struct exchange;

/* Composes the statements of the whole table, once, before the workers are forked. */
void invoke_compose(void);

/* Calls the function of x->route with credential, context, parameters and body, and makes the reply. */
void invoke_route(struct exchange *x);

/* Whether Idempotency-Key and If-Match can be used, and the latter is there where the route wants it; makes the reply when
 * not. invoke_route asks by itself. */
bool invoke_headers_are_good(struct exchange *x);

/* The context that every api.* function takes (INTERFACES.md §1), as JSON. */
const char *invoke_context(struct exchange *x);

/* The credential as a parameter, NULL when none came. */
struct db_param invoke_credential(const struct exchange *x);

/* Makes the reply from what a call returned: the row (estado, cabeceras, cuerpo), or what went wrong. */
void invoke_reply(struct exchange *x, enum db_outcome outcome);

#endif
