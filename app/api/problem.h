/*
 * problem: every error as application/problem+json (RFC 9457), by one table SQLSTATE → status, type and title.
 *
 * `type` is the page that explains it (x-problemas of openapi.yaml, served at /docs/problemas), `detail` says it in Spanish
 * for a person, `errors` points at the members at fault, `instance` is the request's id.
 */
#ifndef CC_API_PROBLEM_H
#define CC_API_PROBLEM_H

struct exchange;
struct db_error;
struct json;

struct problem {
    const char *sqlstate; /* or the beginning of one; ours begin with CC */
    int status;
    const char *name;   /* in x-problemas */
    const char *title;  /* the phrase of RFC 9110 */
    const char *detail; /* when nobody says it better */
};

/* The first row that fits; the last row fits everything: a 500. */
const struct problem *problem_find(const char *sqlstate);

/* Makes the reply. `detail` NULL takes the table's; `errors` is a JSON array, NULL or "" for none. */
void problem_reply(struct exchange *x, const char *sqlstate, const char *detail, const char *errors);

/* Makes the reply to what the database refused. Its texts are shown for our own codes only: others may hold anything. */
void problem_reply_db(struct exchange *x, const struct db_error *error);

/* Makes the reply for a status that a function returned, of what it said (a problem, or NULL): its own `type` if it has one of
 * ours, its detail, and whatever else it says beside the members that are made here. */
void problem_reply_status(struct exchange *x, int status, const struct json *said);

#endif
