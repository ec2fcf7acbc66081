#include "lib/conexion.h"

#include <stdlib.h>

#include "lib/espera.h"
#include "lib/log.h"
#include "lib/reloj.h"
#include "lib/version.h"

enum { VUELTA_MIN_MS = 100, VUELTA_MAX_MS = 2000 };

struct conexion {
    struct conexion_eventos eventos;
    struct db_config config;
    int paciencia_ms;
    struct db_async *db;
    struct vigia vigia;
    bool lista;
    bool ajena;          /* a schema that is not ours: to be dropped */
    int64_t otra_vez_ms; /* when to connect, while there is no connection */
    int64_t vuelta_ms;   /* the next back-off */
};

/* libpq may have another socket, or another wish, after each call. */
static void vigilar(struct conexion *conexion)
{
    unsigned quiere = db_async_wants(conexion->db);
    if (quiere != DB_WANTS_NOTHING)
        espera_vigilar(&conexion->vigia, db_async_socket(conexion->db), quiere & DB_WANTS_READ,
                       quiere & DB_WANTS_WRITE);
}

static void caer(struct conexion *conexion)
{
    conexion->lista = false;
    conexion->otra_vez_ms = reloj_mono_ms() + conexion->vuelta_ms;
    conexion->vuelta_ms = conexion->vuelta_ms * 2 > VUELTA_MAX_MS ? VUELTA_MAX_MS : conexion->vuelta_ms * 2;
}

static void perdida(void *user, const struct db_error *error)
{
    struct conexion *conexion = user;
    log_aviso(LOG_EVENT("sin_base"), LOG_TEXT("conexion", conexion->config.application),
              LOG_TEXT("sqlstate", error->sqlstate));
    caer(conexion);
}

static void esquema_visto(void *user, const struct db_answer *respuesta)
{
    struct conexion *conexion = user;
    const char *version =
        respuesta->outcome == DB_OK && respuesta->rows == 1 ? db_answer_value(respuesta, 0, 0) : NULL;
    if (version && atoi(version) == version_schema()) {
        conexion->lista = true;
        conexion->vuelta_ms = VUELTA_MIN_MS;
        conexion->eventos.lista();
    } else if (respuesta->outcome != DB_AWAY) {
        log_error(LOG_EVENT("esquema_ajeno"), LOG_TEXT("base", version),
                  LOG_INT("programa", version_schema()), LOG_TEXT("remedio", "scripts/migrate"));
        conexion->ajena = true; /* dropped by conexion_pulso: not from inside a callback */
    }
}

static void conectada(void *user)
{
    static const struct db_statement esquema = {"esquema", "SELECT api.esquema_version()"};
    struct conexion *conexion = user;
    db_async_send(conexion->db, &esquema, NULL, 0, esquema_visto, conexion);
}

static void notificada(void *user, const char *canal, const char *texto, bool propio)
{
    (void)texto;
    ((struct conexion *)user)->eventos.aviso(canal, propio);
}

static void avanzar(void *user)
{
    struct conexion *conexion = user;
    db_async_advance(conexion->db);
    vigilar(conexion);
}

struct conexion *conexion_nueva(const struct db_config *config, int paciencia_ms, const char *const *canales,
                                const struct conexion_eventos *eventos)
{
    static const struct db_async_events de_db = {.ready = conectada, .notified = notificada, .lost = perdida};
    struct conexion *conexion = calloc(1, sizeof *conexion);
    if (!conexion)
        abort();
    conexion->eventos = *eventos;
    conexion->config = *config;
    conexion->paciencia_ms = paciencia_ms;
    conexion->vigia = (struct vigia){avanzar, conexion};
    conexion->vuelta_ms = VUELTA_MIN_MS;
    conexion->db = db_async_new(&conexion->config, canales, &de_db, conexion);
    return conexion;
}

void conexion_liberar(struct conexion **conexion)
{
    if (!*conexion)
        return;
    db_async_free(&(*conexion)->db);
    free(*conexion);
    *conexion = NULL;
}

bool conexion_esta_lista(const struct conexion *conexion)
{
    return conexion->lista;
}

bool conexion_pedir(struct conexion *conexion, const struct db_statement *sentencia,
                    const struct db_param *params, int n, db_answered *respuesta, void *user)
{
    if (!conexion->lista || !db_async_send(conexion->db, sentencia, params, n, respuesta, user))
        return false;
    vigilar(conexion);
    return true;
}

bool conexion_bien(const struct db_answer *respuesta, const char *que)
{
    if (respuesta->outcome == DB_REFUSED)
        log_error(LOG_EVENT("rechazo"), LOG_TEXT("que", que),
                  LOG_TEXT("sqlstate", respuesta->error->sqlstate),
                  LOG_TEXT("constraint", respuesta->error->constraint));
    return respuesta->outcome == DB_OK;
}

void conexion_cortar(struct conexion *conexion)
{
    db_async_close(conexion->db);
}

int64_t conexion_pulso(struct conexion *conexion, int64_t ahora_ms)
{
    bool muda = db_async_waiting_ms(conexion->db) > conexion->paciencia_ms;
    if (db_async_wants(conexion->db) != DB_WANTS_NOTHING) {
        if (muda || conexion->ajena)
            db_async_close(conexion->db);
        return ahora_ms + 1000;
    }
    if (ahora_ms < conexion->otra_vez_ms)
        return conexion->otra_vez_ms;
    conexion->ajena = false;
    if (db_async_start(conexion->db))
        vigilar(conexion);
    else
        caer(conexion);
    return ahora_ms + 1000;
}
