#include "api/worker.h"

#include <errno.h>
#include <fcgiapp.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#include "api/auth.h"
#include "api/board.h"
#include "api/config.h"
#include "api/cors.h"
#include "api/csv.h"
#include "api/exchange.h"
#include "api/invoke.h"
#include "api/params.h"
#include "api/problem.h"
#include "api/routes.h"
#include "api/salud.h"
#include "api/sesion.h"
#include "api/webhook_cache.h"
#include "lib/arena.h"
#include "lib/db.h"
#include "lib/log.h"
#include "lib/reloj.h"
#include "lib/texto.h"
#include "lib/version.h"

enum { ARENA_BYTES = 64 * 1024, MEMORY_LIMIT_BYTES = 512 * 1024 * 1024, CROWDED_MS = 100 };

struct worker {
    struct worker_place place;
    struct board *board;
    struct board_slot *slot;
    FCGX_Request fcgi;
    int epoll_fd;
    int term_fd;         /* readable once SIGTERM has come */
    bool leaving;        /* it has come: no more after the connection in hand */
    unsigned db_watched; /* which connection the epoll set holds: db_connections at that time */
    struct exchange x;
};

/* ----------------------------------------------------------------------------------------- one request */

/* The request's id is nginx's, else one of our own, so that every answer and line of the log has one. */
static void ensure_id(struct exchange *x)
{
    unsigned char random[16];
    char hex[2 * sizeof random + 1];
    if (*x->request.id && strspn(x->request.id, "0123456789abcdefABCDEF-") == strlen(x->request.id))
        return;
    cripto_random(random, sizeof random);
    texto_hex(random, sizeof random, hex);
    x->request.id = arena_text(x->arena, hex);
}

static bool find_route(struct exchange *x)
{
    char allow[ROUTE_ALLOW_BYTES], *room = arena_take(x->arena, strlen(x->request.path) + 1);
    enum route_found found =
        route_find(x->request.method, x->request.path, &x->route, x->segments, room, allow);
    if (found == ROUTE_FOUND)
        return true;
    if (found == ROUTE_NO_METHOD && strcmp(x->request.method, "OPTIONS") == 0) {
        cors_preflight(x, allow);
        return false;
    }
    problem_reply(x, found == ROUTE_NO_METHOD ? "CC405" : "CC404", NULL, NULL);
    if (found == ROUTE_NO_METHOD)
        reply_header(&x->reply, "Allow", allow);
    return false;
}

static bool read_body(struct exchange *x)
{
    if (x->route->streamed_body)
        return true;
    size_t limit_bytes = (size_t)x->config->body_bytes[x->route->pool];
    switch (request_read_body(&x->request, x->in, x->arena, limit_bytes)) {
    case REQUEST_BODY_READ:
        return true;
    case REQUEST_BODY_BAD:
        problem_reply(x, "CC400", "Content-Length no es un número.", NULL);
        return false;
    case REQUEST_BODY_TOO_BIG:
        problem_reply(x, "CC413",
                      arena_format(x->arena,
                                   "La petición es demasiado grande: aquí caben %zu bytes (límite %s).",
                                   limit_bytes,
                                   x->route->pool == POOL_WEBHOOKS ? "cuerpo_webhook" : "cuerpo_api"),
                      NULL);
        return false;
    case REQUEST_BODY_CUT:
        break;
    }
    problem_reply(x, "CC503", "La petición no llegó entera.", NULL);
    return false;
}

static void answer(struct worker *worker)
{
    struct exchange *x = &worker->x;
    bool good = find_route(x);
    x->csv = good && csv_is_wanted(x);
    good = good && read_body(x) && auth_check(x) &&
           (x->route->raw_body || x->route->streamed_body || params_check(x)) && invoke_headers_are_good(x);
    if (good && x->csv)
        csv_route(x);
    else if (good && x->route->handler)
        x->route->handler(x);
    else if (good)
        invoke_route(x);
    if (x->route && x->route->csv)
        reply_header(&x->reply, "Vary", "Accept");
    cors_headers(x);
}

static void account(struct worker *worker, int64_t began_us)
{
    const struct exchange *x = &worker->x;
    int64_t duration_us = reloj_mono_us() - began_us;
    int row = x->route ? (int)(x->route - routes_table) : routes_count;
    board_count(worker->board, row, x->reply.status, duration_us);
    log_info(LOG_EVENT("peticion"), LOG_TEXT("peticion", x->request.id),
             LOG_TEXT("metodo", x->route ? x->route->method : ""),
             LOG_TEXT("ruta", x->route ? x->route->path : ""), LOG_INT("estado", x->reply.status),
             LOG_INT("duracion_us", (long)duration_us),
             LOG_TEXT("cola", pool_traits(worker->place.pool)->name));
}

/* What belongs to one request begins anew; what belongs to the worker stays. */
static void begin(struct exchange *x, const FCGX_Request *fcgi)
{
    request_open(&x->request, fcgi->envp);
    x->in = fcgi->in;
    x->route = NULL;
    x->body = NULL;
    x->credential[0] = CREDENTIAL_NONE;
    memset(x->values, 0, sizeof x->values);
    memset(x->segments, 0, sizeof x->segments);
    x->reply = reply_in(x->arena);
    ensure_id(x);
}

/* What was cut is closed without the record that ends a request: nginx then cuts its own answer, where keep_conn lets it see
 * the difference. The connection is closed all the same: one that stays open would keep the next client waiting. */
static void finish(FCGX_Request *fcgi, bool whole)
{
    fcgi->keepConnection = 0;
    if (whole)
        FCGX_Finish_r(fcgi); /* also waits, briefly, for nginx to close */
    else
        FCGX_Free(fcgi, 1);
}

static void serve(struct worker *worker)
{
    struct exchange *x = &worker->x;
    int64_t began_us = reloj_mono_us();
    begin(x, &worker->fcgi);
    answer(worker);
    reply_send(&x->reply, worker->fcgi.out);
    bool whole = !x->reply.stream || x->reply.stream(x, worker->fcgi.out);
    account(worker, began_us);
    finish(&worker->fcgi, whole);
    sesion_tocar(x);
    db_clear(x->db);
    arena_reset(x->arena);
}

/* -------------------------------------------------------------------------------------------- the loop */

static bool watch(struct worker *worker, int fd, uint32_t events)
{
    struct epoll_event event = {.events = events, .data.fd = fd};
    return fd >= 0 && epoll_ctl(worker->epoll_fd, EPOLL_CTL_ADD, fd, &event) == 0;
}

/* A connection that was closed has left the set by itself; the new one may have its number. */
static void watch_database(struct worker *worker)
{
    unsigned connection = db_connections(worker->x.db);
    if (connection != worker->db_watched && watch(worker, db_socket(worker->x.db), EPOLLIN))
        worker->db_watched = connection;
}

/*
 * Waits for a connection, watching the idle database connection meanwhile. False: there is none, only the time to go.
 *
 * Whoever is woken by a connection takes it even when SIGTERM has come too: EPOLLEXCLUSIVE has woken nobody else, and it
 * would lie there until the next one comes.
 *
 * SIGTERM is always blocked and read here, between requests: a body is never cut. Letting it through in epoll_pwait alone
 * would not do: the kernel restores the mask without delivering it when there are events, so a busy worker would never
 * hear it.
 */
static bool wait_for_connection(struct worker *worker)
{
    bool connection = false;
    while (!connection && !worker->leaving) {
        struct epoll_event events[3];
        watch_database(worker);
        int count = epoll_wait(worker->epoll_fd, events, 3, -1);
        for (int i = 0; i < count; i++) {
            connection |= events[i].data.fd == worker->place.listen_fd;
            worker->leaving |= events[i].data.fd == worker->term_fd;
            if (events[i].data.fd == db_socket(worker->x.db))
                db_idle_input(worker->x.db);
        }
    }
    return connection;
}

/* A negative answer is mostly EAGAIN: another worker was faster. Without descriptors, spinning would help nobody. */
static bool accept_request(struct worker *worker)
{
    int code = FCGX_Accept_r(&worker->fcgi);
    if (code == -EMFILE || code == -ENFILE || code == -ENOMEM || code == -ENOBUFS) {
        log_error(LOG_EVENT("sin_recursos"), LOG_INT("errno", -code));
        nanosleep(&(struct timespec){.tv_nsec = CROWDED_MS * 1000000L}, NULL);
    }
    return code >= 0;
}

static void loop(struct worker *worker)
{
    while (wait_for_connection(worker)) {
        worker->slot->busy_since_ms =
            reloj_mono_ms(); /* before accept: a silent client is the watchdog's business too */
        if (accept_request(worker))
            serve(worker);
        worker->slot->busy_since_ms = 0;
    }
}

/* --------------------------------------------------------------------------------------------- a worker */

/* libfcgi asks malloc for as much as a client's lengths say; a core file would hold patients' data. */
static void limit_resources(void)
{
    const struct rlimit no_core = {0, 0};
    setrlimit(RLIMIT_CORE, &no_core);
#if !defined(__SANITIZE_ADDRESS__) && !defined(CC_SANITIZED)
    const struct rlimit memory = {MEMORY_LIMIT_BYTES, MEMORY_LIMIT_BYTES};
    setrlimit(RLIMIT_AS, &memory);
#endif
}

/* SIGUSR1 is libfcgi's own way to end, which could cut a body; Ctrl-C and SIGHUP are the master's. */
static int block_signals(void)
{
    sigset_t term, blocked;
    sigemptyset(&term);
    sigaddset(&term, SIGTERM);
    blocked = term;
    sigaddset(&blocked, SIGUSR1);
    sigaddset(&blocked, SIGINT);
    sigaddset(&blocked, SIGHUP);
    sigprocmask(SIG_SETMASK, &blocked, NULL);
    return signalfd(-1, &term, SFD_CLOEXEC);
}

static bool open_fcgi(struct worker *worker)
{
    worker->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    worker->term_fd = block_signals();
    return FCGX_Init() == 0 &&
           FCGX_InitRequest(&worker->fcgi, worker->place.listen_fd, FCGI_FAIL_ACCEPT_ON_INTR) == 0 &&
           watch(worker, worker->term_fd, EPOLLIN) &&
           watch(worker, worker->place.listen_fd, EPOLLIN | EPOLLEXCLUSIVE);
}

static void open_exchange(struct worker *worker, const struct config *config, const struct db_config *db)
{
    worker->x = (struct exchange){
        .arena = arena_new(ARENA_BYTES),
        .db = db_new(db),
        .board = worker->board,
        .slot = worker->slot,
        .config = config,
        .webhook_cache = webhook_cache_new(config->master, config->url),
        .argon_fd = worker->place.argon_fd,
    };
}

static void close_exchange(struct exchange *x)
{
    webhook_cache_free(&x->webhook_cache);
    db_free(&x->db);
    arena_free(&x->arena);
}

static void check_schema(struct db *db)
{
    int schema = salud_schema(db);
    if (schema >= 0 && schema != version_schema())
        log_error(LOG_EVENT("esquema_ajeno"), LOG_INT("esquema", schema),
                  LOG_INT("necesario", version_schema()), LOG_TEXT("remedio", "scripts/migrate"));
}

int worker_run(const struct config *config, struct board *board, const struct worker_place *place)
{
    const struct pool_traits *traits = pool_traits(place->pool);
    const struct db_config db = {config->db, "cc_api", traits->name, traits->statement_timeout_ms};
    struct worker worker = {.place = *place, .board = board, .slot = &board->slots[place->slot]};
    limit_resources();
    if (!open_fcgi(&worker)) {
        log_error(LOG_EVENT("worker_sin_socket"), LOG_INT("errno", errno));
        return 1;
    }
    open_exchange(&worker, config, &db);
    check_schema(worker.x.db);
    loop(&worker);
    close_exchange(&worker.x);
    return 0;
}
