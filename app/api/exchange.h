/* exchange: one request and its reply, and what the worker lends to those who make the one from the other. */
#ifndef CC_API_EXCHANGE_H
#define CC_API_EXCHANGE_H

#include "api/reply.h"
#include "api/request.h"
#include "lib/cripto.h"

struct arena;
struct board;
struct board_slot;
struct config;
struct csv;
struct db;
struct json;
struct route;
struct webhook_cache;

enum { EXCHANGE_PARAMS = 24, EXCHANGE_CREDENTIAL_BYTES = 1 + CRIPTO_SHA256_BYTES };

/* The first byte of a credential. */
enum { CREDENTIAL_NONE = 0, CREDENTIAL_SESSION = 1, CREDENTIAL_KEY = 2, CREDENTIAL_TICKET = 3 };

struct exchange {
    /* Of the worker, for as long as it lives. */
    struct arena *arena; /* reset after each exchange */
    struct db *db;
    struct board *board;
    struct board_slot *slot; /* the worker's; NULL in tests */
    const struct config *config;
    struct webhook_cache *webhook_cache;
    int argon_fd; /* file whose locks limit concurrent password checks */

    /* Of this request. */
    struct request request;
    FCGX_Stream *in;       /* the rest of its body */
    bool csv;              /* it asks for text/csv, and the route has it */
    struct csv *csv_state; /* where the file has come to */
    const struct route *route;
    const char *segments[8]; /* what stood for each :name of the path */
    const char
        *values[EXCHANGE_PARAMS]; /* valid path and query parameters in the route's order, NULL when absent */
    const struct json *body;      /* valid JSON body, NULL when the route takes none */
    unsigned char credential[EXCHANGE_CREDENTIAL_BYTES]; /* kind and SHA-256 of the token */
    struct reply reply;
};

#endif
