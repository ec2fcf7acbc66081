/*
 * adapter: what differs between PBXs, and nothing else.
 *
 * An adapter answers two questions about one delivery: is it authentic, and which canonical events
 * (INTERFACES.md §1) does it hold? It reads the delivery and its centralita's configuration, touches no
 * database and no clock but the one it is given, and is listed in adapter.c.
 */
#ifndef CC_PBX_ADAPTER_H
#define CC_PBX_ADAPTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct buf;
struct form;
struct json;
struct order;
struct order_answer;
struct order_http;

/* A header that some PBX signs or authenticates with; which ones exist is said in api/request.c. */
struct adapter_header {
    const char *name; /* lower case */
    const char *value;
};

/* One delivery as it came. Texts are never NULL, "" when absent. */
struct adapter_request {
    const char *body;
    size_t body_bytes;
    const char *method;       /* "POST", or "GET" for handshakes and PBXs that put everything in the query */
    const char *query;        /* as it came, without "?" */
    const char *token;        /* the secret of an address: .../webhooks/:centralita/:token or ?token= */
    const char *content_type; /* of the body */
    int64_t received_us;      /* when it came, the wall's time: the moment of events of PBXs that tell none */
    const char *authorization;
    const char *webhook_id; /* Standard Webhooks, three headers */
    const char *webhook_timestamp;
    const char *webhook_signature;
    const struct adapter_header *headers; /* the others, ended by a NULL name; NULL: none */
};

/* What the administrator set for this PBX (adapter_config.h opens it). Two secrets live while one is being rotated. */
enum { ADAPTER_SECRETS_MAX = 2, ADAPTER_SECRET_BYTES = 128, ADAPTER_BATCH_MAX = 100 };
struct adapter_config {
    char secrets[ADAPTER_SECRETS_MAX][ADAPTER_SECRET_BYTES + 1]; /* as printed by cc-admin, NUL-terminated */
    int secrets_count;
    const struct json *ajustes; /* centralita.ajustes, an object of the adapter's `settings`; NULL: none */
    const char *credential;     /* what the PBX's own interface asks of us, "" when there is none */
    const char *zona;           /* of times that come without one: "Europe/Madrid" */
    const char *url;            /* our public address of this centralita's webhook */
};

/* A member of centralita.ajustes. */
enum adapter_setting_type {
    ADAPTER_SETTING_NONE, /* ends the list of an adapter */
    ADAPTER_SETTING_TEXT, /* min to max characters */
    ADAPTER_SETTING_INT,  /* min to max */
    ADAPTER_SETTING_BOOL,
    ADAPTER_SETTING_WORD,   /* one of `words`: "form|json" */
    ADAPTER_SETTING_URL,    /* https:// (http:// on an address of ours, tests), no user, no fragment */
    ADAPTER_SETTING_MAP,    /* object of texts, at most max members */
    ADAPTER_SETTING_OBJECT, /* looked into by the adapter's own `check` */
};
struct adapter_setting {
    const char *name;
    enum adapter_setting_type type;
    bool required;
    long min, max;
    const char *words;
    const char *help; /* what it is, in Spanish, for whoever fills it in */
};

/* For the list of an adapter that dials: how a number is written for the PBX's dial plan (read by cc.orden_marcar). */
#define ADAPTER_SETTINGS_OF_DIALLING                                                                   \
    {.name = "marcado",                                                                                \
     .type = ADAPTER_SETTING_WORD,                                                                     \
     .words = "nacional|internacional|e164",                                                           \
     .help = "Cómo se marca: nacional (612345678; fuera, 00…), internacional (0034…) o e164 (+34…)."}, \
    {                                                                                                  \
        .name = "prefijo", .type = ADAPTER_SETTING_TEXT, .max = 8,                                     \
        .help = "Lo que se marca delante de un número de fuera, como 0."                              \
    }

enum adapter_verdict {
    ADAPTER_AUTHENTIC,
    ADAPTER_UNSIGNED,    /* no credential at all, or one that cannot be read */
    ADAPTER_FORGED,      /* a credential that is not ours, or bytes that it does not cover */
    ADAPTER_OUT_OF_TIME, /* signed, but too long ago or ahead: a replay, or a clock that is wrong */
};

/* What a PBX tells or does through its adapter (matrix (c)). A screen shows no button for what its PBX cannot do. */
enum adapter_capability {
    ADAPTER_RINGS = 1 << 0,      /* which telephones ring */
    ADAPTER_ANSWERS = 1 << 1,    /* which one answered */
    ADAPTER_HOLDS = 1 << 2,      /* hold and park */
    ADAPTER_TRANSFERS = 1 << 3,  /* transfers, and how they ended */
    ADAPTER_CAUSES = 1 << 4,     /* why a leg ended, in Q.850 causes */
    ADAPTER_QUEUES = 1 << 5,     /* waiting in a queue */
    ADAPTER_MENUS = 1 << 6,      /* choices in a menu */
    ADAPTER_MAILBOX = 1 << 7,    /* voicemail and its messages */
    ADAPTER_RECORDINGS = 1 << 8, /* where a recording is */
    ADAPTER_ORIGINATES = 1 << 9, /* dials for us */
    ADAPTER_CONTROLS = 1 << 10,  /* hangs up, holds and transfers for us */
    ADAPTER_ROUTES = 1 << 11,    /* asks us where a call goes, and waits for the answer */
    ADAPTER_SIGNS = 1 << 12,     /* signs the bytes that it delivers; else it shows a shared secret */
    ADAPTER_ORDERS = 1 << 13,    /* numbers its events */
    ADAPTER_CAPABILITIES_END = 1 << 14,
};

struct adapter {
    const char *name;      /* centralita.adaptador */
    unsigned capabilities; /* of enum adapter_capability */

    /* What the administrator fills in. */
    const struct adapter_setting *settings; /* ended by ADAPTER_SETTING_NONE; NULL: none */
    const char *secret_help; /* the secret is the vendor's, and this is where it is found; NULL: we make it */
    const char *credential_help; /* what centralita.credencial holds; NULL: nothing */
    bool secret_optional; /* the vendor may have a secret of its own (secret_help); without one we make it */
    bool secret_in_address; /* it signs nothing: its secret may stand in the address (adapter_judge_shown) */
    bool
        tells_no_time; /* of some events, when they came is when they happened: that is kept with the delivery */

    /* What no list of settings can say about centralita.ajustes: why it cannot be, in Spanish, at `*pointer_r` (a JSON
     * pointer within it); NULL when it can. NULL: nothing more to say. */
    const char *(*check)(const struct json *ajustes, struct arena *arena, const char **pointer_r);

    /* Answers the GET by which a vendor makes sure that an address is ours: the body of a 200 text/plain, NULL when it is
     * no such thing. Nobody is authenticated: nothing but an echo of harmless letters may come of it. NULL: none. */
    const char *(*handshake)(const struct adapter_request *request, struct arena *arena);

    /* Judges the raw bytes, in constant time in the secrets. `now_s` is the wall's time. */
    enum adapter_verdict (*verify)(const struct adapter_request *request, const struct adapter_config *config,
                                   int64_t now_s, struct arena *arena);

    /* The id by which the sender repeats this delivery, NULL when it has none (then its contents identify it). */
    const char *(*delivery)(const struct adapter_request *request);

    /* Writes a JSON array of canonical events. An element that cannot be one is written as
     * {"_error": why, "_crudo": it}, so that it is quarantined alone. False: nothing can be read, `*why_r` says why in
     * Spanish, without a word of the contents. */
    bool (*translate)(const struct adapter_request *request, const struct adapter_config *config,
                      struct arena *arena, struct buf *events, const char **why_r);

    /* Orders to the PBX over HTTP (order.h), NULL where it cannot. order and inquire say what to send, or false and a word
     * of cc.orden_motivo ("no_soportado"); answer and inquired say what the answer means. `inquire` asks what became of an
     * order that may have been sent; NULL: the PBX cannot tell. */
    bool (*order)(const struct order *order, const struct adapter_config *config, int64_t now_s,
                  struct arena *arena, struct order_http *http_r, const char **motivo_r);
    void (*answer)(const struct order *order, long status, const char *body, size_t bytes,
                   struct arena *arena, struct order_answer *answer_r);
    bool (*inquire)(const struct order *order, const struct adapter_config *config, int64_t now_s,
                    struct arena *arena, struct order_http *http_r, const char **motivo_r);
    void (*inquired)(const struct order *order, long status, const char *body, size_t bytes,
                     struct arena *arena, struct order_answer *answer_r);

    /* The request that fetches a message whose address an event told (audio.h), NULL where none can be. False: nothing is
     * asked for, and a word why: "url_ajena" (not where the audio of this PBX lives), "no_soportado". */
    bool (*audio)(const char *url, const struct adapter_config *config, struct arena *arena,
                  struct order_http *http_r, const char **motivo_r);
};

/* NULL when there is no adapter of that name. */
const struct adapter *adapter_find(const char *name);

/* All of them, ended by NULL. */
const struct adapter *const *adapter_all(void);

/* What matrix (c) calls one capability: "suena". */
const char *adapter_capability_name(enum adapter_capability capability);

/* What is stored about a refused delivery: "sin_credencial", "firma_incorrecta", "fuera_de_tiempo". */
const char *adapter_verdict_name(enum adapter_verdict verdict);

/* The body as one JSON value, for adapters whose bodies are JSON; NULL with `*why_r` as above. */
const struct json *adapter_read_json(const struct adapter_request *request, struct arena *arena,
                                     const char **why_r);

/* The credential of "Authorization: Bearer …", NULL when there is none. */
const char *adapter_bearer(const char *authorization);

/* Whether a secret that was shown is one of ours; NULL and "" show none. */
enum adapter_verdict adapter_judge_secret(const char *shown, const struct adapter_config *config);

/* Rewrites a secret of ours as it is written in an address: .../webhooks/:centralita/:secreto. */
void adapter_secret_in_address(char *secret);

/* The same for PBXs that sign nothing: the token of the address, a bearer, or the password of Basic, whichever came. */
enum adapter_verdict adapter_judge_shown(const struct adapter_request *request,
                                         const struct adapter_config *config);

/* The value of a header of `headers` (name in lower case), "" when it did not come. */
const char *adapter_header(const struct adapter_request *request, const char *name);

/* Whether the body says, or, where it says nothing, looks as if it were JSON. */
bool adapter_is_json(const struct adapter_request *request);

/* The fields of a body that is a form or flat JSON; NULL with `*why_r` as above. */
const struct form *adapter_read_form(const struct adapter_request *request, struct arena *arena,
                                     const char **why_r);

#endif
