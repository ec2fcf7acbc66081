#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/db.h"
#include "lib/db_link.h"
#include "lib/reloj.h"

/* One call that waits for its turn or its answer; the copies of its parameters follow the struct. */
struct waiting {
    struct waiting *next;
    const struct db_statement *statement;
    struct db_param params[DB_PARAMS_MAX];
    int params_count;
    db_answered *answered;
    void *user;
    char copies[];
};

enum state {
    OFF,        /* no connection: before start, after lost */
    CONNECTING, /* PQconnectPoll drives it */
    LISTENING,  /* LISTEN was sent; ready() comes with its result */
    IDLE,       /* ready, nothing in flight */
    PREPARING,  /* the head of the queue is being prepared */
    ASKING,     /* the head of the queue is being executed */
};

struct db_async {
    struct db_config config;
    const char *const *channels;
    struct db_async_events events;
    void *user;
    PGconn *link;
    enum state state;
    unsigned wants;
    struct db_link_known known;
    struct waiting *head, **tail; /* the head is in flight while PREPARING or ASKING */
    int waiting;
    int64_t since_ms; /* monotonic: when the present state but IDLE began */
};

struct db_async *db_async_new(const struct db_config *config, const char *const *channels,
                              const struct db_async_events *events, void *user)
{
    struct db_async *async = calloc(1, sizeof *async);
    if (!async)
        abort();
    *async = (struct db_async){.config = *config, .channels = channels, .events = *events, .user = user};
    async->tail = &async->head;
    return async;
}

static void enter(struct db_async *async, enum state state)
{
    async->state = state;
    async->since_ms = reloj_mono_ms();
}

static void disconnect(struct db_async *async)
{
    PQfinish(async->link);
    async->link = NULL;
    async->known.count = 0;
    async->wants = DB_WANTS_NOTHING;
    enter(async, OFF);
}

/* Takes the head out of the queue; the caller frees it. */
static struct waiting *pop(struct db_async *async)
{
    struct waiting *call = async->head;
    async->head = call->next;
    if (!async->head)
        async->tail = &async->head;
    async->waiting--;
    return call;
}

static void answer(struct db_async *async, enum db_outcome outcome, const struct db_error *error,
                   const PGresult *result)
{
    struct waiting *call = pop(async);
    struct db_answer out = {.outcome = outcome, .error = error, .rows = PQntuples(result), .opaque = result};
    call->answered(call->user, &out);
    free(call);
}

static void lose(struct db_async *async, const struct db_error *error)
{
    disconnect(async);
    while (async->head)
        answer(async, DB_AWAY, error, NULL);
    async->events.lost(async->user, error);
}

static void lose_unanswered(struct db_async *async)
{
    struct db_error error;
    db_link_error(NULL, &error);
    lose(async, &error);
}

bool db_async_start(struct db_async *async)
{
    struct db_link_keywords keywords;
    disconnect(async);
    db_link_keywords(&async->config, &keywords);
    async->link = PQconnectStartParams(keywords.names, keywords.values, 1);
    if (!async->link || PQstatus(async->link) == CONNECTION_BAD) {
        disconnect(async);
        return false;
    }
    enter(async, CONNECTING);
    async->wants = DB_WANTS_WRITE; /* libpq 34.2: behave as if PQconnectPoll had last returned WRITING */
    return true;
}

/* ------------------------------------------------------------------------------------------- sending */

static void flush(struct db_async *async)
{
    int left = PQflush(async->link); /* 1: wait for both, the server may have to be read before it reads us */
    async->wants = left == 1 ? DB_WANTS_READ | DB_WANTS_WRITE : DB_WANTS_READ;
}

static bool send_listen(struct db_async *async)
{
    char sql[512];
    size_t bytes = 0;
    for (const char *const *channel = async->channels; *channel; channel++) {
        char *name = PQescapeIdentifier(async->link, *channel, strlen(*channel));
        int added = name ? snprintf(sql + bytes, sizeof sql - bytes, "LISTEN %s;", name) : -1;
        if (added < 0 || (size_t)added >= sizeof sql - bytes)
            abort(); /* the channels are constants of the program */
        bytes += (size_t)added;
        PQfreemem(name);
    }
    enter(async, LISTENING);
    return PQsendQuery(async->link, bytes ? sql : "SELECT 1" /* an empty query has no result */) == 1;
}

/* Sends the head of the queue, preparing its statement first if this connection does not know it. */
static bool send_head(struct db_async *async)
{
    const struct waiting *call = async->head;
    if (!db_link_knows(&async->known, call->statement)) {
        enter(async, PREPARING);
        return PQsendPrepare(async->link, call->statement->name, call->statement->sql, call->params_count,
                             NULL) == 1;
    }
    struct db_link_params arrays;
    db_link_params(call->params, call->params_count, &arrays);
    enter(async, ASKING);
    return PQsendQueryPrepared(async->link, call->statement->name, call->params_count, arrays.values,
                               arrays.lengths, arrays.formats, 0) == 1;
}

static struct waiting *copy_call(const struct db_statement *statement, const struct db_param *params,
                                 int count)
{
    size_t bytes = 0;
    for (int i = 0; i < count; i++)
        if (params[i].value)
            bytes += params[i].binary ? params[i].value_bytes : strlen(params[i].value) + 1;
    struct waiting *call = calloc(1, sizeof *call + bytes);
    if (!call)
        abort();
    call->statement = statement;
    call->params_count = count;
    char *room = call->copies;
    for (int i = 0; i < count; i++) {
        call->params[i] = params[i];
        if (!params[i].value)
            continue;
        size_t length = params[i].binary ? params[i].value_bytes : strlen(params[i].value) + 1;
        call->params[i].value = memcpy(room, params[i].value, length);
        room += length;
    }
    return call;
}

bool db_async_send(struct db_async *async, const struct db_statement *statement,
                   const struct db_param *params, int params_count, db_answered *answered, void *user)
{
    if (async->state < IDLE || async->waiting >= DB_ASYNC_WAITING_MAX || params_count > DB_PARAMS_MAX)
        return false;
    struct waiting *call = copy_call(statement, params, params_count);
    call->answered = answered;
    call->user = user;
    *async->tail = call;
    async->tail = &call->next;
    async->waiting++;
    /* A send that fails shows at the next advance as a broken connection: callbacks never run from here. */
    if (async->state == IDLE && send_head(async))
        flush(async);
    return true;
}

/* ----------------------------------------------------------------------------------------- receiving */

/* One result of the command in flight. False: the connection is lost (and said so). */
static bool take_result(struct db_async *async, const PGresult *result)
{
    struct db_error error;
    bool good = db_link_succeeded(result);
    db_link_error(result, &error);
    if (!good && (async->state == LISTENING || db_link_is_away(error.sqlstate) ||
                  strcmp(error.sqlstate, "26000") == 0 || strcmp(error.sqlstate, "0A000") == 0 ||
                  strcmp(error.sqlstate, "25006") == 0)) {
        lose(async, &error);
        return false;
    }
    if (good && async->state == PREPARING)
        db_link_learn(&async->known, async->head->statement);
    else if (async->state == PREPARING || async->state == ASKING)
        answer(async, good ? DB_OK : DB_REFUSED, good ? NULL : &error, result);
    return true;
}

/* The command in flight has given its last result. */
static bool command_done(struct db_async *async)
{
    bool was_listening = async->state == LISTENING;
    enter(async, IDLE);
    if (was_listening)
        async->events.ready(async->user);
    return async->state != IDLE || !async->head || send_head(async);
}

static void take_notifications(struct db_async *async)
{
    PGnotify *notify;
    while ((notify = PQnotifies(async->link))) {
        async->events.notified(async->user, notify->relname, notify->extra,
                               notify->be_pid == PQbackendPID(async->link));
        PQfreemem(notify);
    }
}

static void exchange(struct db_async *async)
{
    const PGconn *link = async->link; /* lost() may have begun another connection when a callback returns */
    if (!PQconsumeInput(async->link)) {
        lose_unanswered(async);
        return;
    }
    while (async->state != IDLE && !PQisBusy(async->link)) {
        PGresult *result = PQgetResult(async->link);
        bool alive = result ? take_result(async, result) : command_done(async);
        PQclear(result);
        if (async->link != link)
            return;
        if (!alive) {
            lose_unanswered(async);
            return;
        }
    }
    take_notifications(async);
    if (PQstatus(async->link) != CONNECTION_OK)
        lose_unanswered(async);
    else
        flush(async);
}

static void go_on_connecting(struct db_async *async)
{
    struct db_error error;
    switch (PQconnectPoll(async->link)) {
    case PGRES_POLLING_READING:
        async->wants = DB_WANTS_READ;
        return;
    case PGRES_POLLING_WRITING:
        async->wants = DB_WANTS_WRITE;
        return;
    case PGRES_POLLING_OK:
        db_link_made(async->link);
        if (PQsetnonblocking(async->link, 1) == 0 && send_listen(async)) {
            flush(async);
            return;
        }
        break;
    default:
        break;
    }
    db_link_error(NULL, &error);
    memcpy(error.sqlstate, "08001", sizeof "08001");
    lose(async, &error);
}

void db_async_advance(struct db_async *async)
{
    if (async->state == CONNECTING)
        go_on_connecting(async);
    else if (async->state != OFF)
        exchange(async);
}

/* -------------------------------------------------------------------------------------------- asking */

int db_async_socket(const struct db_async *async)
{
    return async->link ? PQsocket(async->link) : -1;
}

unsigned db_async_wants(const struct db_async *async)
{
    return async->wants;
}

long db_async_waiting_ms(const struct db_async *async)
{
    return async->state == OFF || async->state == IDLE ? 0 : (long)(reloj_mono_ms() - async->since_ms);
}

const char *db_answer_value(const struct db_answer *answer, int row, int column)
{
    return PQgetisnull(answer->opaque, row, column) ? NULL : PQgetvalue(answer->opaque, row, column);
}

size_t db_answer_value_bytes(const struct db_answer *answer, int row, int column)
{
    return (size_t)PQgetlength(answer->opaque, row, column);
}

void db_async_close(struct db_async *async)
{
    if (async->state != OFF)
        lose_unanswered(async);
}

void db_async_free(struct db_async **async)
{
    if (!*async)
        return;
    disconnect(*async);
    while ((*async)->head)
        free(pop(*async));
    free(*async);
    *async = NULL;
}
