/*
 * db: PostgreSQL, the only file that includes libpq.
 *
 * Two kinds of connection. `struct db` blocks: a worker has one and sends it one call at a time. `struct db_async`
 * never blocks: an event loop (cc-relay) owns its socket, hands it calls and is told about notifications.
 * Both send prepared statements only, always with parameters; there is no function that takes built SQL.
 *
 * Connection parameters (libpq 34.1, values from measurements): connect_timeout 3 s, TCP keepalives 10/5/3,
 * tcp_user_timeout 15 s, target_session_attrs=read-write, client_encoding UTF8, TimeZone UTC, lock_timeout 1 s, no jit and the
 * statement_timeout asked for. The caller's conninfo may name several hosts.
 *
 * Never share a connection over fork: open it in the child.
 */
#ifndef CC_DB_H
#define CC_DB_H

#include <stdbool.h>
#include <stddef.h>

/* One statement, prepared on first use on each connection. `name` is unique in the process, `sql` casts every
 * parameter ("SELECT * FROM api.f($1::bytea, $2::jsonb)"), so that the server need not guess. Both live for ever. */
struct db_statement {
    const char *name;
    const char *sql;
};

/* One parameter. `value` NULL is SQL NULL. Text parameters are NUL-terminated; binary ones (bytea) are raw bytes. */
struct db_param {
    const char *value;
    size_t value_bytes; /* only read when binary */
    bool binary;
};

/* Shorthands for the arrays of parameters. */
#define DB_NULL       ((struct db_param){0})
#define DB_TEXT(text) ((struct db_param){.value = (text)})
#define DB_BYTES(data, bytes) \
    ((struct db_param){.value = (const char *)(data), .value_bytes = (bytes), .binary = true})

enum { DB_PARAMS_MAX = 40 };

enum db_outcome {
    DB_OK,      /* rows are there (perhaps none) */
    DB_REFUSED, /* the server answered with an error: see db_error; the transaction rolled back */
    DB_AWAY, /* no answer: not connected, lost, out of connections. What was sent may or may not have happened */
};

/* Why DB_REFUSED or DB_AWAY. Only `sqlstate` and `constraint` may be logged: the texts can hold personal data. */
struct db_error {
    char sqlstate[6];       /* "CC404"; "08006" when there was no answer */
    const char *message;    /* never NULL */
    const char *detail;     /* never NULL, may be empty */
    const char *constraint; /* never NULL, may be empty */
};

/* How a process connects. The strings must outlive the connection. */
struct db_config {
    const char *conninfo;     /* CC_DB: libpq connection string or URI, without user */
    const char *role;         /* "cc_api" */
    const char *application;  /* "cc-api webhooks", seen in pg_stat_activity */
    int statement_timeout_ms; /* per statement, on the server */
};

/* ------------------------------------------------------------------------------------------------ blocking */

struct db;

/* Makes a connection object; connects on the first call (or by db_connect). Never NULL. */
struct db *db_new(const struct db_config *config);

/* Closes. NULL is harmless; the pointer is nulled. */
void db_free(struct db **db);

/* Connects when not connected, but not again within a short, growing back-off (100 ms to 2 s) after a failure, so that
 * a dead server costs its callers nothing. False: not connected; db_error says why. */
bool db_connect(struct db *db);

/* Whether a failed commit may be repeated blindly. */
enum db_repeat {
    DB_ONCE,       /* never sent again once its fate is unknown (the connection was lost meanwhile) */
    DB_REPEATABLE, /* reads, and writes guarded by a unique key (webhooks, Idempotency-Key) */
};

/*
 * Executes one statement in a transaction of its own and waits. Repeats it once, by itself, on a serialization failure
 * or deadlock (40001, 40P01), on a plan or statement the server forgot (26000, 0A000), on a server that became
 * read-only (25006: reconnects), and, if DB_REPEATABLE, on a lost connection (08*, 57P01-57P03).
 * The rows belong to the connection and live until its next call or db_clear.
 */
enum db_outcome db_call(struct db *db, const struct db_statement *statement, const struct db_param *params,
                        int params_count, enum db_repeat repeat);

/* The rows of the last DB_OK. Values are text as PostgreSQL prints it, NUL-terminated; NULL for SQL NULL. */
int db_rows(const struct db *db);
const char *db_value(const struct db *db, int row, int column);
size_t db_value_bytes(const struct db *db, int row, int column);

/* Its columns: their names, and whether they hold numbers. They are there when there are no rows, too. */
int db_columns(const struct db *db);
const char *db_column_name(const struct db *db, int column);
bool db_column_is_number(const struct db *db, int column);

/* Why the last call did not end with DB_OK. Valid until the next call or db_clear. */
const struct db_error *db_error(const struct db *db);

/* Frees the rows. */
void db_clear(struct db *db);

/* The socket to watch while idle, or -1. It can change at each call, even when its number is the same: watch it anew when
 * db_connections, the number of connections made so far, has changed. */
int db_socket(const struct db *db);
unsigned db_connections(const struct db *db);

/* To be called when that socket becomes readable while idle: the server is closing it (nothing else is said to an idle
 * connection but that settings changed). The next call begins on a fresh one; no statement is sent into a dead socket. */
void db_idle_input(struct db *db);

/* -------------------------------------------------------------------------------------------- non-blocking */

/*
 * Life of an async connection:
 *
 *   db_async_new → db_async_start → [socket ready → db_async_advance]* → ready() … calls, notifications … → lost()
 *                        ↑______________________________________ after a back-off of the owner's _____________|
 *
 * After each db_async_* call that takes the object, ask db_async_socket and db_async_wants again: the descriptor may
 * have changed (also when its number is the same) while connecting. With libwebsockets adopt a dup() of the socket, or
 * better watch it outside: lws closes what it adopts.
 *
 *   while (running) {
 *       poll(db_async_socket(a), db_async_wants(a), …);
 *       if (it is ready)
 *           db_async_advance(a);
 *   }
 */
struct db_async;

/* What to wait for on the socket. */
enum db_wants {
    DB_WANTS_NOTHING = 0, /* not started, or lost */
    DB_WANTS_READ = 1,
    DB_WANTS_WRITE = 2,
};

/* The answer to one call. Everything in it dies when the callback returns. */
struct db_answer {
    enum db_outcome outcome;
    const struct db_error *error; /* NULL when DB_OK */
    int rows;
    const void *opaque; /* for db_answer_value */
};

const char *db_answer_value(const struct db_answer *answer, int row, int column); /* NULL for SQL NULL */
size_t db_answer_value_bytes(const struct db_answer *answer, int row, int column);

/* Called from db_async_advance only (lost and DB_AWAY answers also from db_async_close), in this order of life. They
 * may send further calls; they must not free or close the connection. */
struct db_async_events {
    /* Connected and listening on every channel: read what was missed now. Called anew after each reconnection. */
    void (*ready)(void *user);
    /* A NOTIFY arrived; our own included (`own` tells). */
    void (*notified)(void *user, const char *channel, const char *payload, bool own);
    /* The connection is gone; all calls that were waiting have been answered with DB_AWAY. */
    void (*lost)(void *user, const struct db_error *error);
};

typedef void db_answered(void *user, const struct db_answer *answer);

/* `channels` ends with NULL and outlives the object, as do config and events. Nothing happens before db_async_start. */
struct db_async *db_async_new(const struct db_config *config, const char *const *channels,
                              const struct db_async_events *events, void *user);

/* Begins to connect, dropping what was there. False: it failed at once (lost() is not called). Name resolution blocks:
 * use a unix socket or hostaddr in CC_DB for event loops. */
bool db_async_start(struct db_async *async);

/* Goes on as far as possible without blocking. */
void db_async_advance(struct db_async *async);

int db_async_socket(const struct db_async *async);     /* -1 when there is none */
unsigned db_async_wants(const struct db_async *async); /* enum db_wants, or-ed */

/* Queues a call (parameters are copied); calls are answered in order, one in flight at a time. False: not ready, or
 * DB_ASYNC_WAITING_MAX calls are waiting already; `answered` is not called then. */
enum { DB_ASYNC_WAITING_MAX = 4096 };
bool db_async_send(struct db_async *async, const struct db_statement *statement,
                   const struct db_param *params, int params_count, db_answered *answered, void *user);

/* How long the call in flight (or the connecting) has been waiting, 0 when there is none: an owner that sees more than
 * its patience closes and starts again. A silent server is detected in no other way on a unix socket. */
long db_async_waiting_ms(const struct db_async *async);

/* Drops the connection: DB_AWAY for what waits, then lost(). */
void db_async_close(struct db_async *async);

/* Drops it silently and frees. NULL is harmless; the pointer is nulled. */
void db_async_free(struct db_async **async);

#endif
