/*
 * order: what a PBX may be asked to do about one call, as an adapter puts it over HTTP and reads its answer.
 *
 * An adapter composes, it sends nothing: cc-jobs has the network, its deadlines and its rules about addresses. Whatever is
 * made here lives in the arena. Texts are never NULL, "" when absent.
 *
 * An order is sent once. Somebody may die between the send and the note of its result: then nobody knows, and it is not
 * sent again but asked about (adapter.inquire), where the PBX can say; else it is `incierta`.
 */
#ifndef CC_PBX_ORDER_H
#define CC_PBX_ORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct json;

/* Column `orden` of api.orden_preparar. */
struct order {
    const char *clase; /* originar, colgar, transferir */
    const char
        *peticion; /* our id, "cc-" and 22 letters of base64url: the PBX gets it wherever it takes one */
    const char *extension; /* the telephone that rings first */
    const char *numero;    /* who is called: E.164 with "+", a short number as it is typed */
    const char *marcar;    /* the same as this centralita's dial plan wants it */
    const char *linea;     /* the caller id to show, E.164 */
    const char *nombre_mostrar;
    const char *llamada; /* colgar, transferir: the PBX's id of the call */
    const char *tramo;   /* and of the leg, where there is one */
    const char *destino; /* transferir: an extension or a number */
    int plazo_s;         /* how long the telephone rings */
    int64_t enviada_s;   /* inquire: the wall's time when it may have been sent; 0 unknown */
};

/* Reads that column. False when it is no object, or names no clase and no peticion that is an id of ours. */
bool order_read(const struct json *orden, struct order *order_r);

enum { ORDER_HEADERS_MAX = 8 };

struct order_header {
    const char *name, *value;
};

/* One HTTP request. */
struct order_http {
    const char *method; /* "GET", "POST", "DELETE" */
    const char *url;
    const char *body; /* NULL: none */
    size_t body_bytes;
    const char *body_type;                          /* of the body */
    const char *user, *password;                    /* Basic; NULL: none */
    struct order_header headers[ORDER_HEADERS_MAX]; /* a NULL name ends them, if there are fewer */
};

enum order_outcome {
    ORDER_ACCEPTED, /* taken: what comes of it is told by events */
    ORDER_REFUSED,  /* certainly not done, and would not be if it were asked again */
    ORDER_RETRY,    /* certainly not done, may be asked again in a moment (429, 503) */
    ORDER_UNKNOWN,  /* cannot be told from this answer */
};

struct order_answer {
    enum order_outcome outcome;
    const char *motivo;  /* a word of cc.orden_motivo; "" when accepted */
    const char *call_id; /* the PBX's id of the call, "" when it named none */
};

/* "aceptada", "rechazada", "reintentar", "incierta": what api.orden_resultado is told. */
const char *order_outcome_name(enum order_outcome outcome);

/* What a status means where the vendor says nothing more of its own: 2xx accepted, 401 and 403 credencial_rechazada, 404
 * no_soportado, 429 and 503 once more, other 4xx numero_erroneo, other 5xx and what is no answer unknown. */
struct order_answer order_judge_status(long status);

#endif
