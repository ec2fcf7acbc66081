/* params: a request's parameters against its row of the table. After params_check a handler sees valid values or none:
 * never raw ones. */
#ifndef CC_API_PARAMS_H
#define CC_API_PARAMS_H

#include <stdbool.h>

#include "api/route.h"

struct exchange;
struct json;

/* Fills x->values and x->body, or makes the reply (404 for a path that cannot exist, 400 for a body that is not JSON,
 * 415 for another media type, 422 with a pointer to every member at fault, unknown ones by name) and is false. */
bool params_check(struct exchange *x);

/* What is wrong with one value, in Spanish; NULL when nothing is. For texts of path and query, and for JSON. */
const char *params_fault_of_text(const struct param *param, const char *text);
const char *params_fault_of_json(const struct param *param, const struct json *value);

/* The SQL type that a path or query parameter is cast to. */
const char *params_sql_type(enum param_type type);

#endif
