/* db_link: what db.c and db_async.c share, and nobody else includes: the one routine that says how we connect, the
 * statements that a connection knows, and errors as we report them. */
#ifndef CC_DB_LINK_H
#define CC_DB_LINK_H

#include <libpq-fe.h>

#include "lib/db.h"

/* Keywords and values for PQconnectdbParams and PQconnectStartParams (expand_dbname = 1). */
enum { DB_LINK_KEYWORDS = 16 };
struct db_link_keywords {
    const char *names[DB_LINK_KEYWORDS];
    const char *values[DB_LINK_KEYWORDS];
    char options[160];
};
void db_link_keywords(const struct db_config *config, struct db_link_keywords *keywords);

/* After each connection is made, before anything is sent. */
void db_link_made(PGconn *link);

/* The statements prepared on the present connection; forgotten with it. */
enum { DB_LINK_STATEMENTS = 256 };
struct db_link_known {
    const struct db_statement *statements[DB_LINK_STATEMENTS];
    int count;
};
bool db_link_knows(const struct db_link_known *known, const struct db_statement *statement);
void db_link_learn(struct db_link_known *known, const struct db_statement *statement);

/* Parameters in libpq's three arrays. */
struct db_link_params {
    const char *values[DB_PARAMS_MAX];
    int lengths[DB_PARAMS_MAX];
    int formats[DB_PARAMS_MAX];
};
void db_link_params(const struct db_param *params, int count, struct db_link_params *out);

/* Fills the error from a result (its texts live in it), or, without one, as a lost connection. */
void db_link_error(const PGresult *result, struct db_error *error);

/* Whether the result has rows or is an empty success. */
bool db_link_succeeded(const PGresult *result);

/* Connection classes: 08*, 57P01 to 57P03, and 53300: the server cannot be asked. */
bool db_link_is_away(const char *sqlstate);

#endif
