#include "admin/entrega.h"

#include <stdio.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/db.h"
#include "lib/json.h"
#include "pbx/releer.h"

enum { STATEMENT_TIMEOUT_MS = 60 * 1000 };
enum valor { CENTRALITA, ENTREGA }; /* in the row's order */

/* One run over the deliveries of a PBX. */
struct repaso {
    struct ejecucion *e;
    struct db *db;
    struct buf remain; /* those that still mean nothing, an open array */
    int read, applied;
};

/* The answer of a function, parsed; NULL, having said why. */
static const struct json *call(struct repaso *r, const struct db_statement *statement, const char *arguments)
{
    struct json_fault fault;
    enum db_outcome outcome =
        db_call(r->db, statement, (const struct db_param[]){DB_TEXT(arguments)}, 1, DB_REPEATABLE);
    if (outcome == DB_OK)
        return json_parse(r->e->arena, db_value(r->db, 0, 0), db_value_bytes(r->db, 0, 0), &fault);
    fprintf(stderr, "cc-admin: %s\n",
            outcome == DB_REFUSED ? db_error(r->db)->message : "la base de datos no responde");
    return NULL;
}

static const char *number_of(const struct json *object, const char *name)
{
    const struct json *member = json_member(object, name);
    return member && member->type == JSON_NUMBER ? member->text : "0";
}

/* Reads one again and applies it. */
static bool repeat(struct repaso *r, const struct json *kept)
{
    static const struct db_statement apply = {"admin_entrega_repetir",
                                              "SELECT api.admin_entrega_repetir($1::jsonb)"};
    struct buf events = buf_in(r->e->arena), arguments = buf_in(r->e->arena);
    const char *why = NULL;
    bool readable = releer_entrega(kept, r->e->arena, &events, &why);
    buf_json_begin(&arguments, '{');
    buf_json_key(&arguments, "centralita"), buf_json_raw(&arguments, r->e->valores[CENTRALITA]);
    buf_json_key(&arguments, "entrega"), buf_json_raw(&arguments, number_of(kept, "id"));
    buf_json_key(&arguments, "version"), buf_json_raw(&arguments, number_of(kept, "version"));
    buf_json_key(&arguments, "eventos"), buf_json_raw(&arguments, readable ? buf_text(&events) : NULL);
    buf_json_key(&arguments, "motivo"), buf_json_text(&arguments, why);
    buf_json_end(&arguments, '}');
    const struct json *now = call(r, &apply, buf_text(&arguments));
    const char *verdict = now ? json_member_text(now, "veredicto") : NULL;
    if (!verdict)
        return false;
    r->read++;
    if (strcmp(verdict, "aplicada") == 0 || strcmp(verdict, "duplicada") == 0)
        r->applied++;
    else
        json_write(&r->remain, now);
    return true;
}

/* The database gives a hundred at a time, after the last one. */
static bool repeat_all(struct repaso *r)
{
    static const struct db_statement list = {"admin_entregas_leer",
                                             "SELECT api.admin_entregas_leer($1::jsonb)"};
    const char *last = "0", *one = r->e->valores[ENTREGA];
    const struct json *kept;
    do {
        kept = call(r, &list,
                    arena_format(r->e->arena, "{\"centralita\": %s, \"desde\": %s, \"entrega\": %s}",
                                 r->e->valores[CENTRALITA], last, one ? one : "null"));
        for (const struct json *item = kept ? kept->first : NULL; item; item = item->next) {
            if (!repeat(r, item))
                return false;
            last = number_of(item, "id");
        }
    } while (kept && kept->count > 0 && !one);
    return kept;
}

int entrega_repetir(struct ejecucion *e)
{
    const struct db_config config = {orden_ajustes.db, "cc_admin", "cc-admin", STATEMENT_TIMEOUT_MS};
    struct repaso r = {.e = e, .db = db_new(&config), .remain = buf_in(e->arena)};
    buf_json_begin(&r.remain, '[');
    bool done = repeat_all(&r);
    buf_json_end(&r.remain, ']');
    db_free(&r.db);
    buf_json_key(&e->una_vez, "repetidas"), buf_json_int(&e->una_vez, r.read);
    buf_json_key(&e->una_vez, "aplicadas"), buf_json_int(&e->una_vez, r.applied);
    buf_json_key(&e->una_vez, "siguen"), buf_json_raw(&e->una_vez, buf_text(&r.remain));
    return done ? EXIT_DONE : EXIT_REFUSED;
}
