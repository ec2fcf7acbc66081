#include "api/csv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/board.h"
#include "api/exchange.h"
#include "api/invoke.h"
#include "api/problem.h"
#include "api/routes.h"
#include "lib/arena.h"
#include "lib/db.h"
#include "lib/log.h"

enum { CSV_SQL_BYTES = 160, CSV_PIECE_BYTES = 32 * 1024, CSV_CURSOR_BYTES = 1024 };

static struct db_statement statements[BOARD_ROUTES];

struct csv {
    const char *context;
    const char *filters;
    char separator;
    char cursor[CSV_CURSOR_BYTES]; /* "" on the first and after the last page */
};

void csv_compose(void)
{
    for (int i = 0; i < routes_count; i++) {
        if (!routes_table[i].csv || statements[i].sql)
            continue;
        char *sql = malloc(CSV_SQL_BYTES);
        if (!sql)
            abort();
        snprintf(sql, CSV_SQL_BYTES, "SELECT * FROM %s($1::bytea, $2::jsonb, $3::jsonb, $4::text)",
                 routes_table[i].csv);
        statements[i] = (struct db_statement){.name = routes_table[i].csv, .sql = sql};
    }
}

bool csv_is_wanted(const struct exchange *x)
{
    return x->route->csv && request_prefers(&x->request, "text/csv", "application/json");
}

/* ------------------------------------------------------------------------------------------------ fields */

/* What a spreadsheet begins a formula with; the wide forms count in East Asian ones. */
static bool begins_formula(const char *value)
{
    static const char *const signs[] = {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strncmp(value, signs[i], strlen(signs[i])) == 0)
            return true;
    return false;
}

/* Quoted also where only the other separator would need it: whoever opens the file with the wrong one sees whole fields. */
static bool needs_quotes(const char *value, size_t bytes)
{
    return bytes > 0 && (value[strcspn(value, ",;\"\t\r\n")] || value[0] == ' ' || value[bytes - 1] == ' ');
}

void csv_field(struct buf *out, const char *value, size_t bytes, bool bare)
{
    if (!value)
        return;
    bool defused = !bare && begins_formula(value), quoted = !bare && needs_quotes(value, bytes);
    if (quoted)
        buf_add(out, "\"");
    if (defused)
        buf_add(out, "'");
    for (const char *quote; quoted && (quote = strchr(value, '"')); value = quote + 1) {
        buf_add_n(out, value, (size_t)(quote - value) + 1);
        buf_add(out, "\"");
    }
    buf_add(out, value);
    if (quoted)
        buf_add(out, "\"");
}

/* ------------------------------------------------------------------------------------------------- pages */

static const char *value_of(const struct exchange *x, const char *name)
{
    for (int i = 0; i < ROUTE_PARAMS && x->route->params[i].type != PARAM_NONE; i++)
        if (strcmp(x->route->params[i].name, name) == 0)
            return x->values[i];
    return NULL;
}

static const char *filters_of(struct exchange *x)
{
    struct buf filters = buf_in(x->arena);
    buf_json_begin(&filters, '{');
    for (int i = 0; i < ROUTE_PARAMS && x->route->params[i].type != PARAM_NONE; i++) {
        const struct param *param = &x->route->params[i];
        if (!x->values[i] || param->form != PARAM_FORM_ANY)
            continue;
        buf_json_key(&filters, param->name);
        if (param->type == PARAM_ID || param->type == PARAM_INT || param->type == PARAM_BOOL)
            buf_json_raw(&filters, x->values[i]);
        else
            buf_json_text(&filters, x->values[i]);
    }
    buf_json_end(&filters, '}');
    return buf_text(&filters);
}

static enum db_outcome read_page(struct exchange *x, struct csv *csv)
{
    const struct db_param params[] = {invoke_credential(x), DB_TEXT(csv->context), DB_TEXT(csv->filters),
                                      DB_TEXT(*csv->cursor ? csv->cursor : NULL)};
    enum db_outcome outcome = db_call(x->db, &statements[x->route - routes_table], params, 4, DB_REPEATABLE);
    if (outcome != DB_OK)
        return outcome;
    board_progress(x->slot);
    int rows = db_rows(x->db);
    const char *next = rows > 0 ? db_value(x->db, rows - 1, db_columns(x->db) - 1) : NULL;
    if (snprintf(csv->cursor, sizeof csv->cursor, "%s", next ? next : "") >= (int)sizeof csv->cursor)
        abort(); /* none of ours is so long */
    return DB_OK;
}

static void add_header(const struct exchange *x, struct buf *out, char separator)
{
    for (int column = 0; column < db_columns(x->db) - 1; column++) {
        if (column > 0)
            buf_add_n(out, &separator, 1);
        buf_add(out, db_column_name(x->db, column));
    }
    buf_add(out, "\r\n");
}

static void add_line(const struct exchange *x, struct buf *out, int row, char separator)
{
    for (int column = 0; column < db_columns(x->db) - 1; column++) {
        if (column > 0)
            buf_add_n(out, &separator, 1);
        csv_field(out, db_value(x->db, row, column), db_value_bytes(x->db, row, column),
                  db_column_is_number(x->db, column));
    }
    buf_add(out, "\r\n");
}

/* The lines of the page at hand, in pieces. */
static bool write_page(struct exchange *x, FCGX_Stream *out, struct buf *piece, char separator)
{
    for (int row = 0; row < db_rows(x->db); row++) {
        add_line(x, piece, row, separator);
        if (piece->bytes < CSV_PIECE_BYTES)
            continue;
        if (!reply_piece(out, piece->data, piece->bytes))
            return false;
        piece->bytes = 0;
    }
    return true;
}

static bool stream(struct exchange *x, FCGX_Stream *out)
{
    struct csv *csv = x->csv_state;
    struct buf piece = buf_in(x->arena);
    const char *bom = value_of(x, "bom");
    if (bom && strcmp(bom, "1") == 0)
        buf_add(&piece, "\xEF\xBB\xBF");
    add_header(x, &piece, csv->separator);
    bool good = write_page(x, out, &piece, csv->separator);
    while (good && *csv->cursor) {
        if (read_page(x, csv) != DB_OK) {
            log_error(LOG_EVENT("csv_cortado"), LOG_TEXT("peticion", x->request.id),
                      LOG_TEXT("ruta", x->route->path), LOG_TEXT("sqlstate", db_error(x->db)->sqlstate));
            return false;
        }
        good = write_page(x, out, &piece, csv->separator);
    }
    return good && reply_piece(out, buf_text(&piece), piece.bytes);
}

void csv_route(struct exchange *x)
{
    const char *separator = value_of(x, "separador");
    struct csv *csv = x->csv_state = arena_zero(x->arena, sizeof *csv);
    csv->context = invoke_context(x);
    csv->filters = filters_of(x);
    csv->separator = ',';
    if (separator)
        csv->separator = *separator;
    enum db_outcome outcome = read_page(x, csv);
    if (outcome != DB_OK) {
        invoke_reply(x, outcome);
        return;
    }
    reply_text(&x->reply, 200, "text/csv; charset=utf-8; header=present", NULL);
    x->reply.stream = stream;
    const char *name = x->route->path + 1;
    reply_header(&x->reply, "Content-Disposition",
                 arena_format(x->arena, "attachment; filename=\"%s.csv\"", name));
}
