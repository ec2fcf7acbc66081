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
#include "pbx/form.h"

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

/* ----------------------------------------------------------------------------------------- the delivery */

static const char token_name[] = "token=";

/* The query without the secret of the address, which is kept nowhere. */
static const char *without_token(struct exchange *x)
{
    struct buf kept = buf_in(x->arena);
    for (const char *pair = x->request.query; *pair;) {
        size_t bytes = strcspn(pair, "&");
        if (bytes > 0 && strncmp(pair, token_name, sizeof token_name - 1) != 0) {
            buf_add(&kept, kept.bytes ? "&" : "");
            buf_add_n(&kept, pair, bytes);
        }
        pair += bytes + (pair[bytes] == '&');
    }
    return buf_text(&kept);
}

static const char *token_of(struct exchange *x)
{
    const char *why, *query = x->request.query;
    if (x->segments[1])
        return x->segments[1];
    if (!strstr(query, token_name))
        return "";
    const struct form *form = form_read(query, strlen(query), x->arena, &why);
    return form ? form_text(form, "token") : "";
}

static const struct adapter_header *signatures_of(struct exchange *x)
{
    struct adapter_header *headers = arena_zero(x->arena, (REQUEST_SIGNATURES + 1) * sizeof *headers);
    for (int i = 0, count = 0; i < REQUEST_SIGNATURES; i++)
        if (*x->request.signatures[i])
            headers[count++] = (struct adapter_header){request_signature_names[i], x->request.signatures[i]};
    return headers;
}

/* A GET has its contents in the query: from here on it is a form that was posted, but for whoever signs the method. */
static struct adapter_request delivery_of(struct exchange *x)
{
    bool get = strcmp(x->request.method, "GET") == 0;
    const char *query = *x->request.query ? without_token(x) : "";
    return (struct adapter_request){
        .body = get ? query : x->request.body,
        .body_bytes = get ? strlen(query) : x->request.body_bytes,
        .method = x->request.method,
        .query = x->request.query,
        .token = token_of(x),
        .content_type = get ? "application/x-www-form-urlencoded" : x->request.content_type,
        .received_us = reloj_wall_us(),
        .authorization = x->request.authorization,
        .webhook_id = x->request.webhook_id,
        .webhook_timestamp = x->request.webhook_timestamp,
        .webhook_signature = x->request.webhook_signature,
        .headers = signatures_of(x),
    };
}

/* What helps to understand a stored delivery and to read it again; credentials and signatures are not among it. */
static const char *headers_to_keep(struct exchange *x, const struct webhook_config *config,
                                   const struct adapter_request *delivery)
{
    struct buf headers = buf_in(x->arena);
    bool get = strcmp(delivery->method, "GET") == 0;
    const char *const kept[][2] = {
        {"content-type", delivery->content_type},
        {"webhook-id", delivery->webhook_id},
        {"webhook-timestamp", delivery->webhook_timestamp},
        {"metodo", get ? delivery->method : ""},
        {"consulta", get || !*delivery->query ? "" : without_token(x)},
    };
    buf_json_begin(&headers, '{');
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (*kept[i][1] && utf8_is_text(kept[i][1], strlen(kept[i][1])))
            buf_json_member_text(&headers, kept[i][0], kept[i][1]);
    if (config->adapter->tells_no_time)
        buf_json_key(&headers, "recibido_us"), buf_json_int(&headers, delivery->received_us);
    buf_json_end(&headers, '}');
    return buf_text(&headers);
}

/* ------------------------------------------------------------------------------------------- its storing */

static enum db_outcome store(struct exchange *x, const struct webhook_config *config,
                             const struct adapter_request *request, const char *events, const char *why)
{
    const char *delivery = config->adapter->delivery(request);
    static const struct db_statement store_event =
        {"evento_pbx", "SELECT estado, cabeceras, cuerpo FROM api.evento_pbx($1::bigint, $2::int, $3::jsonb, "
                       "$4::text, $5::bytea,"
                       " $6::jsonb, $7::jsonb, $8::text)"};
    const struct db_param params[] = {
        DB_TEXT(config->id),
        DB_TEXT(config->version),
        DB_TEXT(invoke_context(x)),
        DB_TEXT(delivery && *delivery ? delivery : NULL),
        DB_BYTES(request->body, request->body_bytes),
        DB_TEXT(headers_to_keep(x, config, request)),
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
    const char *why = NULL;
    bool readable = config->adapter->translate(request, &config->adapter_config, x->arena, &events, &why);
    enum db_outcome outcome = store(x, config, request, readable ? buf_text(&events) : NULL, why);
    if (readable && is_our_fault(outcome, db_error(x->db))) {
        const char *sqlstate = arena_text(x->arena, db_error(x->db)->sqlstate);
        log_error(LOG_EVENT("evento_sin_aplicar"), LOG_TEXT("peticion", x->request.id),
                  LOG_TEXT("sqlstate", sqlstate));
        outcome =
            store(x, config, request, NULL, sqlstate); /* kept raw, to be replayed: a call is never lost */
        readable = false;
    }
    if (outcome == DB_OK)
        count(x, readable ? BOARD_WEBHOOK_STORED : BOARD_WEBHOOK_UNREADABLE);
    return outcome;
}

/* For the installer: which credentials came, by name. */
static const char *headers_of_refused(struct exchange *x, const struct adapter_request *request)
{
    struct buf headers = buf_in(x->arena);
    buf_json_begin(&headers, '{');
    if (utf8_is_text(request->content_type, strlen(request->content_type)))
        buf_json_member_text(&headers, "content-type", *request->content_type ? request->content_type : NULL);
    buf_json_member_text(&headers, "metodo", request->method);
    buf_json_key(&headers, "credenciales");
    buf_json_begin(&headers, '[');
    if (*request->token)
        buf_json_text(&headers, "token");
    if (*request->authorization)
        buf_json_text(&headers, "authorization");
    if (*request->webhook_signature)
        buf_json_text(&headers, "webhook-signature");
    for (const struct adapter_header *header = request->headers; header->name; header++)
        buf_json_text(&headers, header->name);
    buf_json_end(&headers, ']');
    buf_json_end(&headers, '}');
    return buf_text(&headers);
}

static void refuse(struct exchange *x, const struct webhook_config *config,
                   const struct adapter_request *request, enum adapter_verdict verdict)
{
    static const struct db_statement note =
        {"evento_pbx_rechazado", "SELECT api.evento_pbx_rechazado($1::bigint, $2::jsonb, $3::text,"
                                 " $4::jsonb, $5::int)"};
    const char *why = adapter_verdict_name(verdict);
    const struct db_param params[] = {
        DB_TEXT(config->id),
        DB_TEXT(invoke_context(x)),
        DB_TEXT(why),
        DB_TEXT(headers_of_refused(x, request)),
        DB_TEXT(arena_format(x->arena, "%zu", request->body_bytes)),
    };
    count(x, BOARD_WEBHOOK_REFUSED);
    log_aviso(LOG_EVENT("webhook_rechazado"), LOG_TEXT("peticion", x->request.id),
              LOG_TEXT("centralita", config->id), LOG_TEXT("motivo", why));
    if (db_call(x->db, &note, params, sizeof params / sizeof *params, DB_ONCE) == DB_REFUSED)
        log_error(LOG_EVENT("rechazo_sin_anotar"), LOG_TEXT("sqlstate", db_error(x->db)->sqlstate));
    problem_reply(x, "CC401", "La firma o el secreto no son los de esta centralita.", NULL);
}

/* True: fetch the configuration again and repeat. */
static bool attempt(struct exchange *x, const struct webhook_config *config,
                    const struct adapter_request *request, bool may_repeat)
{
    enum adapter_verdict verdict =
        config->adapter->verify(request, &config->adapter_config, reloj_wall_s(), x->arena);
    if (verdict == ADAPTER_FORGED && may_repeat &&
        webhook_cache_forget(x->webhook_cache, x->segments[0], DOUBT_MS))
        return true;
    if (verdict != ADAPTER_AUTHENTIC) {
        refuse(x, config, request, verdict);
        return false;
    }
    enum db_outcome outcome = translate_and_store(x, config, request);
    bool stale = outcome == DB_REFUSED && strcmp(db_error(x->db)->sqlstate, "CC419") == 0;
    if (stale && may_repeat)
        return webhook_cache_forget(x->webhook_cache, x->segments[0], 0);
    invoke_reply(x, outcome);
    return false;
}

/* The vendor asks whether the address is ours. */
static bool shakes_hands(struct exchange *x, const struct webhook_config *config,
                         const struct adapter_request *request)
{
    bool asks = strcmp(request->method, "GET") == 0 && config->adapter->handshake;
    const char *answer = asks ? config->adapter->handshake(request, x->arena) : NULL;
    if (answer)
        reply_text(&x->reply, 200, "text/plain; charset=utf-8", answer);
    return answer;
}

void webhook_recibir(struct exchange *x)
{
    const struct webhook_config *config = find(x);
    if (!config)
        return;
    const struct adapter_request request = delivery_of(x);
    if (!shakes_hands(x, config, &request) && attempt(x, config, &request, true) && (config = find(x)))
        attempt(x, config, &request, false);
}
