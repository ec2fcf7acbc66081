#include "api/webhook.h"

#include <string.h>

#include "api/board.h"
#include "api/exchange.h"
#include "api/invoke.h"
#include "api/problem.h"
#include "api/webhook_cache.h"
#include "lib/arena.h"
#include "lib/log.h"
#include "lib/reloj.h"
#include "lib/utf8.h"

/* After a rotation the PBX may sign with a secret that a worker has not fetched yet: before a signature is called false,
 * a configuration older than this is fetched again. */
enum { DOUBT_MS = 2000 };

static void count(struct exchange *x, enum board_webhook verdict)
{
    atomic_fetch_add_explicit(&x->board->webhooks[verdict], 1, memory_order_relaxed);
}

static bool is_public_id(const char *text)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    size_t bytes = strlen(text);
    return bytes > 0 && bytes <= WEBHOOK_CACHE_PUBLIC_BYTES && text[strspn(text, letters)] == '\0';
}

static const struct webhook_config *find(struct exchange *x)
{
    const struct webhook_config *config = NULL;
    enum webhook_cache_found found =
        is_public_id(x->segments[0]) ? webhook_cache_find(x->webhook_cache, x->db, x->segments[0], &config)
                                     : WEBHOOK_CACHE_UNKNOWN;
    if (found == WEBHOOK_CACHE_FOUND && config->adapter)
        return config;
    if (found == WEBHOOK_CACHE_UNKNOWN) {
        count(x, BOARD_WEBHOOK_UNKNOWN);
        problem_reply(x, "CC404", NULL, NULL);
    } else if (found == WEBHOOK_CACHE_AWAY) {
        problem_reply_db(x, db_error(x->db));
    } else {
        log_error(LOG_EVENT("adaptador_desconocido"), LOG_TEXT("centralita", config->id));
        problem_reply(x, "CC503", NULL, NULL);
    }
    return NULL;
}

/* The few headers that help to understand a stored delivery; credentials and signatures are not among them. */
static const char *headers_to_keep(struct exchange *x)
{
    struct buf headers = buf_in(x->arena);
    const char *const kept[][2] = {
        {"content-type", x->request.content_type},
        {"webhook-id", x->request.webhook_id},
        {"webhook-timestamp", x->request.webhook_timestamp},
    };
    buf_json_begin(&headers, '{');
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (*kept[i][1] && utf8_is_text(kept[i][1], strlen(kept[i][1])))
            buf_json_member_text(&headers, kept[i][0], kept[i][1]);
    buf_json_end(&headers, '}');
    return buf_text(&headers);
}

static enum db_outcome store(struct exchange *x, const struct webhook_config *config, const char *delivery,
                             const char *events, const char *why)
{
    static const struct db_statement store_event =
        {"evento_pbx", "SELECT estado, cabeceras, cuerpo FROM api.evento_pbx($1::bigint, $2::int, $3::jsonb, "
                       "$4::text, $5::bytea,"
                       " $6::jsonb, $7::jsonb, $8::text)"};
    const struct db_param params[] = {
        DB_TEXT(config->id),
        DB_TEXT(config->version),
        DB_TEXT(invoke_context(x)),
        DB_TEXT(delivery && *delivery ? delivery : NULL),
        DB_BYTES(x->request.body, x->request.body_bytes),
        DB_TEXT(headers_to_keep(x)),
        DB_TEXT(events),
        DB_TEXT(why),
    };
    /* Repeatable: the delivery's own key keeps it from being applied twice. */
    return db_call(x->db, &store_event, params, sizeof params / sizeof *params, DB_REPEATABLE);
}

/* A refusal that is neither ours nor the server's state is a fault in the contents that nobody foresaw. */
static bool is_our_fault(enum db_outcome outcome, const struct db_error *error)
{
    return outcome == DB_REFUSED && strncmp(error->sqlstate, "CC", 2) != 0 &&
           problem_find(error->sqlstate)->status == 500;
}

static enum db_outcome translate_and_store(struct exchange *x, const struct webhook_config *config,
                                           const struct adapter_request *request)
{
    struct buf events = buf_in(x->arena);
    const char *why = NULL, *delivery = config->adapter->delivery(request);
    bool readable = config->adapter->translate(request, &config->adapter_config, x->arena, &events, &why);
    enum db_outcome outcome = store(x, config, delivery, readable ? buf_text(&events) : NULL, why);
    if (readable && is_our_fault(outcome, db_error(x->db))) {
        const char *sqlstate = arena_text(x->arena, db_error(x->db)->sqlstate);
        log_error(LOG_EVENT("evento_sin_aplicar"), LOG_TEXT("peticion", x->request.id),
                  LOG_TEXT("sqlstate", sqlstate));
        outcome =
            store(x, config, delivery, NULL, sqlstate); /* kept raw, to be replayed: a call is never lost */
        readable = false;
    }
    if (outcome == DB_OK)
        count(x, readable ? BOARD_WEBHOOK_STORED : BOARD_WEBHOOK_UNREADABLE);
    return outcome;
}

static void refuse(struct exchange *x, const struct webhook_config *config, enum adapter_verdict verdict)
{
    static const struct db_statement note =
        {"evento_pbx_rechazado", "SELECT api.evento_pbx_rechazado($1::bigint, $2::jsonb, $3::text)"};
    const char *why = adapter_verdict_name(verdict);
    const struct db_param params[] = {DB_TEXT(config->id), DB_TEXT(invoke_context(x)), DB_TEXT(why)};
    count(x, BOARD_WEBHOOK_REFUSED);
    log_aviso(LOG_EVENT("webhook_rechazado"), LOG_TEXT("peticion", x->request.id),
              LOG_TEXT("centralita", config->id), LOG_TEXT("motivo", why));
    if (db_call(x->db, &note, params, 3, DB_ONCE) == DB_REFUSED)
        log_error(LOG_EVENT("rechazo_sin_anotar"), LOG_TEXT("sqlstate", db_error(x->db)->sqlstate));
    problem_reply(x, "CC401", "La firma o el secreto no son los de esta centralita.", NULL);
}

/* True: fetch the configuration again and repeat. */
static bool attempt(struct exchange *x, const struct webhook_config *config, bool may_repeat)
{
    const struct adapter_request request = {
        .body = x->request.body,
        .body_bytes = x->request.body_bytes,
        .authorization = x->request.authorization,
        .webhook_id = x->request.webhook_id,
        .webhook_timestamp = x->request.webhook_timestamp,
        .webhook_signature = x->request.webhook_signature,
    };
    enum adapter_verdict verdict = config->adapter->verify(&request, &config->adapter_config, reloj_wall_s());
    if (verdict == ADAPTER_FORGED && may_repeat &&
        webhook_cache_forget(x->webhook_cache, x->segments[0], DOUBT_MS))
        return true;
    if (verdict != ADAPTER_AUTHENTIC) {
        refuse(x, config, verdict);
        return false;
    }
    enum db_outcome outcome = translate_and_store(x, config, &request);
    bool stale = outcome == DB_REFUSED && strcmp(db_error(x->db)->sqlstate, "CC419") == 0;
    if (stale && may_repeat)
        return webhook_cache_forget(x->webhook_cache, x->segments[0], 0);
    invoke_reply(x, outcome);
    return false;
}

void webhook_recibir(struct exchange *x)
{
    const struct webhook_config *config = find(x);
    if (config && attempt(x, config, true) && (config = find(x)))
        attempt(x, config, false);
}
