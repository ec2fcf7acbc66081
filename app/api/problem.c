#include "api/problem.h"

#include <string.h>

#include "api/exchange.h"
#include "lib/arena.h"
#include "lib/db.h"
#include "lib/json.h"
#include "lib/log.h"

/* clang-format off */
#define OCUPADO 503, "ocupado", "Service Unavailable", "Ahora no se puede atender; inténtelo de nuevo."

#define PAGE "/docs/problemas#"

static const struct problem problems[] = {
    {"CC400", 400, "mal_formada", "Bad Request", "La petición está mal formada."},
    {"CC401", 401, "sin_identificar", "Unauthorized", "Hace falta identificarse."},
    {"CC403", 403, "prohibido", "Forbidden", "No tiene permiso para esto."},
    {"CC404", 404, "no_existe", "Not Found", "No existe."},
    {"CC405", 405, "metodo", "Method Not Allowed", "Ese método no sirve aquí."},
    {"CC409", 409, "conflicto", "Conflict", "Choca con lo que ya hay."},
    {"CC412", 412, "version_vieja", "Precondition Failed", "Otra persona lo ha cambiado mientras tanto."},
    {"CC413", 413, "demasiado_grande", "Content Too Large", "La petición es demasiado grande."},
    {"CC415", 415, "tipo", "Unsupported Media Type", "El cuerpo debe ser application/json."},
    {"CC419", 409, "conflicto", "Conflict", "La configuración de la centralita acaba de cambiar."},
    {"CC422", 422, "no_valida", "Unprocessable Content", "Hay datos que no son válidos."},
    {"CC428", 428, "falta_version", "Precondition Required", "Falta If-Match con la versión que se quiere cambiar."},
    {"CC429", 429, "demasiadas", "Too Many Requests", "Demasiados intentos; espere un poco."},
    {"CC503", OCUPADO},
    {"CC", 500, "fallo", "Internal Server Error", "Algo ha fallado."},
    {"08", OCUPADO},    /* no connection */
    {"25006", OCUPADO}, /* read-only: fail-over */
    {"40", OCUPADO},    /* twice in a row */
    {"53", OCUPADO},    /* disk, memory, connections */
    {"55P03", OCUPADO}, /* lock_timeout */
    {"57", OCUPADO},    /* shutdown, timeout */
    {"58", OCUPADO},    /* I/O */
    {"", 500, "fallo", "Internal Server Error", "Algo ha fallado."},
};
/* clang-format on */

enum { PROBLEMS = sizeof problems / sizeof *problems };

const struct problem *problem_find(const char *sqlstate)
{
    const struct problem *row = problems;
    while (strncmp(row->sqlstate, sqlstate, strlen(row->sqlstate)) != 0)
        row++;
    return row;
}

/* What a function said of its refusal beside what is made here. */
static void write_said(struct buf *body, const struct json *said)
{
    static const char *const made_here[] = {"type", "title", "status", "detail", "instance"};
    for (const struct json *member = said->first; member; member = member->next) {
        size_t i = 0;
        while (i < sizeof made_here / sizeof *made_here && strcmp(made_here[i], member->key) != 0)
            i++;
        if (i == sizeof made_here / sizeof *made_here)
            buf_json_key(body, member->key), json_write(body, member);
    }
}

static void reply(struct exchange *x, const struct problem *row, const char *detail, const char *errors,
                  const struct json *said)
{
    struct buf body = buf_in(x->arena);
    const char *type = json_member_text(said, "type");
    buf_json_begin(&body, '{');
    buf_json_member_text(&body, "type",
                         type && strncmp(type, PAGE, strlen(PAGE)) == 0
                             ? type
                             : arena_format(x->arena, PAGE "%s", row->name));
    buf_json_member_text(&body, "title", row->title);
    buf_json_key(&body, "status"), buf_json_int(&body, row->status);
    buf_json_member_text(&body, "detail", detail && *detail ? detail : row->detail);
    buf_json_member_text(&body, "instance", x->request.id);
    if (errors && *errors)
        buf_json_key(&body, "errors"), buf_json_raw(&body, errors);
    if (said && said->type == JSON_OBJECT)
        write_said(&body, said);
    buf_json_end(&body, '}');
    reply_text(&x->reply, row->status, "application/problem+json", buf_text(&body));
    if (row->status == 401)
        reply_header(&x->reply, "WWW-Authenticate", "Bearer");
    if (row->status == 503)
        reply_header(&x->reply, "Retry-After", "1");
}

void problem_reply(struct exchange *x, const char *sqlstate, const char *detail, const char *errors)
{
    reply(x, problem_find(sqlstate), detail, errors, NULL);
}

void problem_reply_db(struct exchange *x, const struct db_error *error)
{
    const struct problem *row = problem_find(error->sqlstate);
    bool ours = strncmp(error->sqlstate, "CC", 2) == 0;
    bool has_errors = ours && error->detail[0] == '[';
    if (!ours)
        log_error(LOG_EVENT("error_de_base_de_datos"), LOG_TEXT("peticion", x->request.id),
                  LOG_TEXT("sqlstate", error->sqlstate), LOG_TEXT("restriccion", error->constraint));
    reply(x, row, ours ? error->message : NULL, has_errors ? error->detail : NULL, NULL);
}

void problem_reply_status(struct exchange *x, int status, const struct json *said)
{
    const struct problem *row = problems;
    while (row->status != status && row < problems + PROBLEMS - 1)
        row++;
    reply(x, row, json_member_text(said, "detail"), NULL, said);
}
