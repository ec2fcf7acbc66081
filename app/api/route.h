/*
 * route: the shape of a row of the table of routes (routes.c), and the finding of the row for a request.
 *
 * A row says everything about a route: who may call it is documented here and enforced in SQL (cc.autenticar), its
 * parameters are checked here before anything else sees them, its answer comes from one SQL function or, rarely, from
 * a handler. Parameters reach SQL in this order: path, query, then the whole body as jsonb if the row has any body
 * parameter. A list that can be had as text/csv has a second function for it (csv.h).
 */
#ifndef CC_API_ROUTE_H
#define CC_API_ROUTE_H

#include <stdbool.h>
#include <stddef.h>

#include "api/pool.h"

struct exchange;

enum { ROUTE_PARAMS = 24, ROUTE_SEGMENTS = 8, ROUTE_ALLOW_BYTES = 128 };

enum param_type {
    PARAM_NONE,   /* ends the list of a row */
    PARAM_ID,     /* bigint from 1 */
    PARAM_INT,    /* integer from min to max */
    PARAM_TEXT,   /* min to max characters */
    PARAM_WORD,   /* one of `words` */
    PARAM_BOOL,   /* true or false */
    PARAM_DATE,   /* 2026-03-10, of the calendar */
    PARAM_MOMENT, /* RFC 3339 with offset or Z */
    PARAM_WHEN,   /* a date or a moment; SQL knows the clinic whose day it is */
    PARAM_PHONE,  /* text; a "+" that came as a space is a "+" again */
    PARAM_IDS,    /* body only: array of ids, min to max of them */
    PARAM_OBJECT, /* body only: checked in SQL */
    PARAM_LIST,   /* body only: array of min to max elements, checked in SQL */
};

enum param_place { PARAM_QUERY, PARAM_PATH, PARAM_BODY };

/* In which form of the answer a query parameter has a meaning. */
enum param_form { PARAM_FORM_ANY, PARAM_FORM_JSON, PARAM_FORM_CSV };

struct param {
    const char *name;
    enum param_place in;
    enum param_type type;
    enum param_form form;
    bool required;
    bool nullable;     /* of a required body member: null is a value (an optional one may always be null) */
    long min, max;     /* of type */
    const char *words; /* "viva|hoy" */
};

struct route {
    const char *method;
    const char *path; /* below /api/contact-center: "/llamadas/:id" */
    enum pool pool;
    const char *role;  /* the least role of a person; "cualquiera": SQL says who; NULL: no credential asked */
    const char *scope; /* what a key needs; NULL: no key may */
    const char *function; /* "api.llamada_ver" */
    const char *csv;      /* of a list: the function that gives it as text/csv; NULL: as JSON only */
    bool if_match;        /* refused with 428 without If-Match */
    bool raw_body;        /* the handler reads the bytes */
    bool streamed_body;   /* the handler reads them piece by piece, from exchange.in */
    struct param params[ROUTE_PARAMS];
    void (*handler)(struct exchange *x); /* NULL: invoke_route */
};

/* The prefix of every path. */
#define ROUTE_PREFIX "/api/contact-center"

enum route_found { ROUTE_FOUND, ROUTE_NO_PATH, ROUTE_NO_METHOD };

/* Finds the row; the first one that fits wins, so literal paths stand before patterns. `segments` gets what stood for
 * each :name, in `room`, which needs as many bytes as the path and its NUL. With ROUTE_NO_METHOD, `allow`
 * gets the methods that there are: "GET, PATCH". Allocates nothing. */
enum route_found route_find(const char *method, const char *path, const struct route **route_r,
                            const char *segments[ROUTE_SEGMENTS], char *room, char allow[ROUTE_ALLOW_BYTES]);

#endif
