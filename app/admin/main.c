#include "admin/opciones.h"
#include "admin/salida.h"
#include "lib/arena.h"
#include "lib/cripto.h"
#include "lib/db.h"
#include "lib/json.h"
#include "lib/log.h"
#include "lib/settings.h"

#include <stdio.h>
#include <string.h>

enum { ARENA_BYTES = 64 * 1024, STATEMENT_TIMEOUT_MS = 60 * 1000 };

static const char *log_level;

static const struct setting settings[] = {
    {"CC_DB", SETTING_TEXT, "dbname=contact_center", "", "conexión a PostgreSQL (libpq), sin usuario",
     &orden_ajustes.db, 0, 0},
    {"CC_CLAVE", SETTING_SECRET, "", "", "clave maestra: 32 bytes en base64", &orden_ajustes.clave, 0, 0},
    {"CC_URL", SETTING_TEXT, "http://localhost:8080", "", "dirección pública", &orden_ajustes.url, 0, 0},
    {"CC_CA", SETTING_TEXT, "", "", "certificado de la CA privada, si CC_URL usa una", &orden_ajustes.ca, 0,
     0},
    {"CC_LOG_NIVEL", SETTING_TEXT, "error", "", "error, aviso, info o depura", &log_level, 0, 0},
};

/* A refusal of several things names each. */
static void say_refusal(struct arena *arena, const struct db_error *error)
{
    struct json_fault fault;
    const struct json *errors =
        *error->detail == '[' ? json_parse(arena, error->detail, strlen(error->detail), &fault) : NULL;
    fprintf(stderr, "cc-admin: %s\n", error->message);
    for (const struct json *one = errors ? errors->first : NULL; one; one = one->next)
        fprintf(stderr, "  %s: %s\n", json_member_text(one, "pointer") + 1, json_member_text(one, "detail"));
}

/* Calls the row's function. On EXIT_DONE its answer is in `answer_r`. */
static int ask_database(struct ejecucion *e, const char **answer_r)
{
    const struct db_config config = {orden_ajustes.db, "cc_admin", "cc-admin", STATEMENT_TIMEOUT_MS};
    const struct db_statement statement = {e->orden->funcion,
                                           arena_format(e->arena, "SELECT %s($1::jsonb)", e->orden->funcion)};
    struct db *db = db_new(&config);
    enum db_outcome outcome =
        db_call(db, &statement, (const struct db_param[]){DB_TEXT(buf_text(&e->argumentos))}, 1, DB_ONCE);
    int status = outcome == DB_OK ? EXIT_DONE : outcome == DB_REFUSED ? EXIT_REFUSED : EXIT_NO_DATABASE;
    if (outcome == DB_OK)
        *answer_r = arena_text(e->arena, db_value(db, 0, 0));
    else if (outcome == DB_REFUSED)
        say_refusal(e->arena, db_error(db));
    else
        fputs("cc-admin: la base de datos no responde; ¿está en marcha, y es correcta CC_DB?\n", stderr);
    db_free(&db);
    return status;
}

/* Puts what may be seen once behind the members of the answer. NULL: there is nothing to print. */
static const char *join(struct ejecucion *e, const char *answer)
{
    const char *once = buf_text(&e->una_vez);
    const char *end = answer ? strrchr(answer, '}') : NULL;
    if (!strcmp(once, "{}"))
        return answer;
    return end ? arena_format(e->arena, "%.*s,%s", (int)(end - answer), answer, once + 1) : once;
}

static int run(struct ejecucion *e, bool as_json)
{
    const char *answer = NULL;
    int status = e->orden->paso ? e->orden->paso(e) : EXIT_DONE;
    buf_json_end(&e->argumentos, '}'), buf_json_end(&e->una_vez, '}');
    if (status == EXIT_DONE && e->orden->funcion)
        status = ask_database(e, &answer);
    if (status != EXIT_DONE && e->orden->funcion)
        return status;
    answer = join(e, answer);
    if (answer && as_json)
        puts(answer);
    else if (answer)
        salida_mostrar(e->arena, answer);
    return status;
}

int main(int argc, char **argv)
{
    bool as_json = argc > 1 && !strcmp(argv[1], "--json");
    bool checks_only = argc == 2 && argv[1][0] == '-' && argv[1][1] == 'n';
    int status = settings_open(checks_only ? argc : 1, argv, settings, sizeof settings / sizeof *settings);
    if (status != SETTINGS_RUN)
        return status;
    log_open("cc-admin", log_level);
    argc -= 1 + as_json, argv += 1 + as_json;
    const struct orden *orden = argc >= 2 ? opciones_orden(argv[0], argv[1]) : NULL;
    if (!orden || (argc > 2 && !strcmp(argv[2], "--help"))) {
        opciones_ayuda(orden);
        return orden || (argc == 1 && !strcmp(argv[0], "--help")) ? EXIT_DONE : EXIT_USAGE;
    }
    if (!cripto_init())
        return EXIT_REFUSED;
    struct arena *arena = arena_new(ARENA_BYTES);
    struct ejecucion e = {.arena = arena,
                          .orden = orden,
                          .argumentos = buf_in(arena),
                          .una_vez = buf_in(arena)};
    buf_json_begin(&e.una_vez, '{');
    status = opciones_leer(&e, argc - 2, argv + 2) ? run(&e, as_json) : EXIT_USAGE;
    arena_free(&arena);
    return status;
}
