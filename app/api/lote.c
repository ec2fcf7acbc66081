#include "api/lote.h"

#include <fcgiapp.h>
#include <stdio.h>
#include <string.h>

#include "api/board.h"
#include "api/config.h"
#include "api/exchange.h"
#include "api/invoke.h"
#include "api/problem.h"
#include "lib/arena.h"
#include "lib/db.h"
#include "lib/utf8.h"

/* Where a transaction ends depends on the feed and the settings alone, so that a feed that is sent again is cut at the same
 * lines. */
enum {
    LOTE_TEXT_BYTES = 4 * 1024 * 1024, /* of the lines of a transaction, but for the last */
    LOTE_PIECE_BYTES = 32 * 1024,
};

struct lote {
    struct exchange *x;
    const struct config *limits;
    const char *context;
    char *text;        /* the lines that wait, each ended by a line feed */
    size_t text_bytes; /* those that are whole */
    size_t line_bytes; /* of the one that is being read, which stands after them */
    bool line_is_long; /* what follows of it is dropped */
    int lines;
    long long first; /* number of the first that waits, from 1 */
};

/* False: it was refused, or there is no database. Repeatable: SQL counts the lines that are written. */
static bool write_lines(struct lote *lote)
{
    static const struct db_statement write =
        {"pacientes_lote", "SELECT estado, cabeceras, cuerpo FROM api.pacientes_lote($1::bytea, $2::jsonb, "
                           "$3::bigint, $4::text)"};
    char first[24];
    snprintf(first, sizeof first, "%lld", lote->first);
    lote->text[lote->text_bytes] = '\0';
    const struct db_param params[] = {invoke_credential(lote->x), DB_TEXT(lote->context), DB_TEXT(first),
                                      DB_TEXT(lote->text)};
    enum db_outcome outcome = db_call(lote->x->db, &write, params, 4, DB_REPEATABLE);
    lote->first += lote->lines;
    lote->lines = 0;
    lote->text_bytes = 0;
    board_progress(lote->x->slot); /* a long feed is not a stuck one */
    if (outcome != DB_OK)
        invoke_reply(lote->x, outcome);
    return outcome == DB_OK;
}

/* A line that SQL could not take is passed as what is wrong with it, so that its number stands. */
static bool end_line(struct lote *lote)
{
    char *line = lote->text + lote->text_bytes;
    const char *fault = lote->line_is_long                      ? "!larga"
                        : !utf8_is_text(line, lote->line_bytes) ? "!texto"
                                                                : NULL;
    if (fault) {
        lote->line_bytes = strlen(fault);
        memcpy(line, fault, lote->line_bytes);
    }
    line[lote->line_bytes] = '\n';
    lote->text_bytes += lote->line_bytes + 1;
    lote->line_bytes = 0;
    lote->line_is_long = false;
    lote->lines++;
    return (lote->lines < lote->limits->lote_lineas && lote->text_bytes < LOTE_TEXT_BYTES) ||
           write_lines(lote);
}

static bool take_piece(struct lote *lote, const char *piece, size_t bytes)
{
    for (const char *end = piece + bytes; piece < end;) {
        const char *feed = memchr(piece, '\n', (size_t)(end - piece));
        size_t here = (size_t)((feed ? feed : end) - piece);
        lote->line_is_long |= lote->line_bytes + here > (size_t)lote->limits->lote_linea_bytes;
        if (!lote->line_is_long) {
            memcpy(lote->text + lote->text_bytes + lote->line_bytes, piece, here);
            lote->line_bytes += here;
        }
        piece += here + (feed != NULL);
        if (feed && !end_line(lote))
            return false;
    }
    return true;
}

/* What was written stays; nobody may be there to hear the answer. */
static bool read_lines(struct lote *lote)
{
    char *piece = arena_take(lote->x->arena, LOTE_PIECE_BYTES);
    size_t bytes;
    do {
        if (request_read_piece(&lote->x->request, lote->x->in, piece, LOTE_PIECE_BYTES, &bytes) !=
            REQUEST_BODY_READ) {
            problem_reply(lote->x, "CC503",
                          "La petición no llegó entera; repítala con la misma Idempotency-Key.", NULL);
            return false;
        }
        if (!take_piece(lote, piece, bytes))
            return false;
    } while (bytes > 0);
    return (lote->line_bytes == 0 && !lote->line_is_long) || end_line(lote);
}

static bool begin(struct exchange *x)
{
    if (!request_has_type(&x->request, "application/x-ndjson")) {
        problem_reply(x, "CC415", "El cuerpo debe ser application/x-ndjson.", NULL);
        return false;
    }
    switch (request_begin_body(&x->request, (unsigned long long)x->config->lote_bytes)) {
    case REQUEST_BODY_READ:
        return true;
    case REQUEST_BODY_TOO_BIG:
        problem_reply(
            x, "CC413",
            arena_format(x->arena,
                         "La petición es demasiado grande: aquí caben %ld bytes (límite cuerpo_lote).",
                         x->config->lote_bytes),
            NULL);
        return false;
    default:
        problem_reply(x, "CC400", "Hace falta Content-Length.", NULL);
        return false;
    }
}

void lote_pacientes(struct exchange *x)
{
    struct lote lote = {.x = x, .limits = x->config, .first = 1};
    if (!begin(x))
        return;
    lote.context = invoke_context(x);
    lote.text = arena_take(x->arena, LOTE_TEXT_BYTES + (size_t)x->config->lote_linea_bytes + 2);
    if (read_lines(&lote) && write_lines(&lote)) /* the last call has the whole report */
        invoke_reply(x, DB_OK);
}
