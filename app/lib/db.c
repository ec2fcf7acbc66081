#include "lib/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/db_link.h"
#include "lib/log.h"
#include "lib/reloj.h"

enum { BACKOFF_FIRST_MS = 100, BACKOFF_LAST_MS = 2000 };

/* ------------------------------------------------------------------------------ shared with db_async.c */

void db_link_keywords(const struct db_config *config, struct db_link_keywords *keywords)
{
    snprintf(keywords->options, sizeof keywords->options,
             "-c statement_timeout=%d -c lock_timeout=1000 -c idle_in_transaction_session_timeout=5000 "
             "-c jit=off", /* compiling takes longer than any statement of ours runs */
             config->statement_timeout_ms);
    /* What stands before dbname is a default that the caller's conninfo may override, what stands after is not. */
    const char *const pairs[DB_LINK_KEYWORDS][2] = {
        {"connect_timeout", "3"},
        {"keepalives_idle", "10"},
        {"keepalives_interval", "5"},
        {"keepalives_count", "3"},
        {"tcp_user_timeout", "15000"},
        {"target_session_attrs", "read-write"},
        {"dbname", config->conninfo},
        {"user", config->role},
        {"application_name", config->application},
        {"client_encoding", "UTF8"},
        {"options", keywords->options},
    };
    for (int i = 0; i < DB_LINK_KEYWORDS; i++) {
        keywords->names[i] = pairs[i][0];
        keywords->values[i] = pairs[i][1];
    }
}

/* Notices repeat values that people typed; libpq would print them on stderr. */
static void drop_notice(void *nobody, const char *message)
{
    (void)nobody;
    (void)message;
}

void db_link_made(PGconn *link)
{
    PQsetNoticeProcessor(link, drop_notice, NULL);
}

bool db_link_knows(const struct db_link_known *known, const struct db_statement *statement)
{
    for (int i = 0; i < known->count; i++)
        if (known->statements[i] == statement)
            return true;
    return false;
}

void db_link_learn(struct db_link_known *known, const struct db_statement *statement)
{
    if (known->count == DB_LINK_STATEMENTS)
        abort(); /* statements are static: a program that has more was never run */
    known->statements[known->count++] = statement;
}

void db_link_params(const struct db_param *params, int count, struct db_link_params *out)
{
    if (count > DB_PARAMS_MAX)
        abort();
    for (int i = 0; i < count; i++) {
        out->values[i] = params[i].value;
        out->lengths[i] = (int)params[i].value_bytes;
        out->formats[i] = params[i].binary;
    }
}

static const char *field_of(const PGresult *result, int field)
{
    const char *text = PQresultErrorField(result, field);
    return text ? text : "";
}

void db_link_error(const PGresult *result, struct db_error *error)
{
    const char *sqlstate = field_of(result, PG_DIAG_SQLSTATE);
    snprintf(error->sqlstate, sizeof error->sqlstate, "%s", *sqlstate ? sqlstate : "08006");
    error->message = field_of(result, PG_DIAG_MESSAGE_PRIMARY);
    error->detail = field_of(result, PG_DIAG_MESSAGE_DETAIL);
    error->constraint = field_of(result, PG_DIAG_CONSTRAINT_NAME);
}

bool db_link_succeeded(const PGresult *result)
{
    ExecStatusType status = PQresultStatus(result);
    return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
}

bool db_link_is_away(const char *sqlstate)
{
    return strncmp(sqlstate, "08", 2) == 0 || strcmp(sqlstate, "57P01") == 0 ||
           strcmp(sqlstate, "57P02") == 0 || strcmp(sqlstate, "57P03") == 0 || strcmp(sqlstate, "53300") == 0;
}

/* ------------------------------------------------------------------------------------------- blocking */

struct db {
    struct db_config config;
    PGconn *link;               /* NULL when not connected */
    PGresult *result;           /* of the last call */
    struct db_link_known known; /* on `link` */
    struct db_error error;      /* of the last call; its texts live in `result` */
    int64_t next_try_ms;        /* monotonic: before it, a failed connection is not tried again */
    int64_t backoff_ms;         /* 0 while the server is well */
    unsigned connections;       /* made so far */
};

struct db *db_new(const struct db_config *config)
{
    struct db *db = calloc(1, sizeof *db);
    if (!db)
        abort();
    db->config = *config;
    db_link_error(NULL, &db->error);
    return db;
}

void db_clear(struct db *db)
{
    PQclear(db->result); /* NULL is harmless */
    db->result = NULL;
    db->error.message = db->error.detail = db->error.constraint = "";
}

static void disconnect(struct db *db)
{
    PQfinish(db->link);
    db->link = NULL;
    db->known.count = 0;
}

void db_free(struct db **db)
{
    if (!*db)
        return;
    db_clear(*db);
    disconnect(*db);
    free(*db);
    *db = NULL;
}

/* A connection error names hosts and roles, never data of patients: it is the administrator's only clue. */
static void connect_failed(struct db *db)
{
    if (db->backoff_ms == 0)
        log_error(LOG_EVENT("base_de_datos_no_responde"), LOG_TEXT("motivo", PQerrorMessage(db->link)));
    db->backoff_ms = db->backoff_ms == 0 ? BACKOFF_FIRST_MS : 2 * db->backoff_ms;
    if (db->backoff_ms > BACKOFF_LAST_MS)
        db->backoff_ms = BACKOFF_LAST_MS;
    db->next_try_ms = reloj_mono_ms() + db->backoff_ms;
    disconnect(db);
}

bool db_connect(struct db *db)
{
    if (db->link && PQstatus(db->link) == CONNECTION_OK)
        return true;
    disconnect(db);
    if (db->backoff_ms && reloj_mono_ms() < db->next_try_ms)
        return false;
    struct db_link_keywords keywords;
    db_link_keywords(&db->config, &keywords);
    db->link = PQconnectdbParams(keywords.names, keywords.values, 1);
    if (PQstatus(db->link) != CONNECTION_OK) {
        connect_failed(db);
        return false;
    }
    db_link_made(db->link);
    db->connections++;
    if (db->backoff_ms)
        log_info(LOG_EVENT("base_de_datos_responde"));
    db->backoff_ms = 0;
    return true;
}

/* Takes the place of the last result; true when it is a success. */
static bool keep(struct db *db, PGresult *result)
{
    db_clear(db);
    db->result = result;
    if (db_link_succeeded(result))
        return true;
    db_link_error(result, &db->error);
    return false;
}

static enum db_outcome execute(struct db *db, const struct db_statement *statement,
                               const struct db_param *params, int count)
{
    struct db_link_params arrays;
    db_link_params(params, count, &arrays);
    bool good = db_link_knows(&db->known, statement);
    if (!good && (good = keep(db, PQprepare(db->link, statement->name, statement->sql, count, NULL))))
        db_link_learn(&db->known, statement);
    good = good && keep(db, PQexecPrepared(db->link, statement->name, count, arrays.values, arrays.lengths,
                                           arrays.formats, 0));
    return good ? DB_OK : db_link_is_away(db->error.sqlstate) ? DB_AWAY : DB_REFUSED;
}

static bool is_one_of(const char *sqlstate, const char *const *list)
{
    for (; *list; list++)
        if (strcmp(sqlstate, *list) == 0)
            return true;
    return false;
}

/* Makes ready for a second attempt; false when there must be none. All but a lost connection rolled back for certain. */
static bool may_repeat(struct db *db, enum db_outcome outcome, enum db_repeat repeat)
{
    static const char *const as_it_is[] = {"40001", "40P01", NULL};
    static const char *const reconnected[] = {"26000", "0A000", "42P05", "25006", NULL};
    if (outcome == DB_REFUSED && is_one_of(db->error.sqlstate, as_it_is))
        return true;
    if (outcome == DB_REFUSED && !is_one_of(db->error.sqlstate, reconnected))
        return false;
    disconnect(db);
    return outcome == DB_REFUSED || repeat == DB_REPEATABLE;
}

enum db_outcome db_call(struct db *db, const struct db_statement *statement, const struct db_param *params,
                        int params_count, enum db_repeat repeat)
{
    enum db_outcome outcome = DB_AWAY;
    for (int attempt = 1; attempt <= 2; attempt++) {
        db_clear(db);
        db_link_error(NULL, &db->error);
        if (!db_connect(db))
            return DB_AWAY;
        outcome = execute(db, statement, params, params_count);
        if (outcome == DB_OK || !may_repeat(db, outcome, repeat))
            break;
    }
    return outcome;
}

int db_rows(const struct db *db)
{
    return PQntuples(db->result);
}

const char *db_value(const struct db *db, int row, int column)
{
    return PQgetisnull(db->result, row, column) ? NULL : PQgetvalue(db->result, row, column);
}

size_t db_value_bytes(const struct db *db, int row, int column)
{
    return (size_t)PQgetlength(db->result, row, column);
}

int db_columns(const struct db *db)
{
    return PQnfields(db->result);
}

const char *db_column_name(const struct db *db, int column)
{
    return PQfname(db->result, column);
}

bool db_column_is_number(const struct db *db, int column)
{
    static const Oid numbers[] = {20, 21, 23, 700, 701, 1700}; /* of pg_type: fixed for ever */
    Oid type = PQftype(db->result, column);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (numbers[i] == type)
            return true;
    return false;
}

const struct db_error *db_error(const struct db *db)
{
    return &db->error;
}

int db_socket(const struct db *db)
{
    return db->link ? PQsocket(db->link) : -1;
}

unsigned db_connections(const struct db *db)
{
    return db->connections;
}

/* What the server says to an idle connection is goodbye, or that its settings changed: a fresh one serves both. */
void db_idle_input(struct db *db)
{
    disconnect(db);
}
