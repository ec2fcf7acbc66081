#include "pbxlink/cola.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/conexion.h"
#include "lib/log.h"
#include "lib/reloj.h"
#include "pbxlink/ajustes.h"
#include "pbxlink/censo.h"
#include "pbxlink/centralita.h"
#include "pbxlink/enlace.h"

/* A refusal because of an old configuration: the next list has the new one. */
enum { RENOVAR_MS = 500, SUELO_MS = 1000 };

struct pieza {
    struct pieza *siguiente;
    enum cola_clase clase;
    bool sin_eventos; /* could not be applied: kept raw, to be replayed */
    char motivo[64];  /* why, for COLA_ILEGIBLE and such */
    size_t crudo_bytes;
    char *crudo;    /* follows */
    char eventos[]; /* NUL-terminated, then crudo */
};

struct cola_cuenta cola_cuenta;

static struct conexion *conexion;

static void guardar(struct centralita *centralita);

static void lista(void)
{
    for (struct centralita *una = centralita_todas(); una; una = una->siguiente) {
        una->cola.en_curso = false;
        guardar(una);
    }
}

static void aviso(const char *canal, bool propio)
{
    (void)canal;
    (void)propio;
}

void cola_abrir(void)
{
    static const struct conexion_eventos eventos = {lista, aviso};
    static const char *const canales[] = {NULL};
    conexion = ajustes_conectar("cc-pbxlink eventos", canales, &eventos);
}

void cola_cerrar(void)
{
    conexion_liberar(&conexion);
}

bool cola_lista(void)
{
    return conexion_esta_lista(conexion);
}

long cola_esperan(void)
{
    return cola_cuenta.esperan;
}

/* ----------------------------------------------------------------------------------------------- in and out */

static size_t peso(const struct pieza *pieza)
{
    return sizeof *pieza + strlen(pieza->eventos) + 1 + pieza->crudo_bytes;
}

static void frenar(struct centralita *centralita)
{
    size_t tope = (size_t)ajustes.cola_kb * 1024;
    if (centralita->cola.bytes > tope)
        enlace_frenar(centralita, true);
    else if (centralita->cola.bytes < tope / 2)
        enlace_frenar(centralita, false);
}

void cola_poner(struct centralita *centralita, enum cola_clase clase, const char *eventos, const char *crudo,
                size_t bytes)
{
    size_t eventos_bytes = strlen(eventos) + 1;
    struct pieza *pieza = malloc(sizeof *pieza + eventos_bytes + bytes);
    if (!pieza)
        abort();
    *pieza = (struct pieza){.clase = clase, .sin_eventos = clase == COLA_ILEGIBLE, .crudo_bytes = bytes};
    memcpy(pieza->eventos, eventos, eventos_bytes);
    pieza->crudo = pieza->eventos + eventos_bytes;
    if (bytes)
        memcpy(pieza->crudo, crudo, bytes);
    if (pieza->sin_eventos)
        snprintf(pieza->motivo, sizeof pieza->motivo, "%s", eventos);
    struct cola *cola = &centralita->cola;
    *(cola->primera ? &cola->ultima->siguiente : &cola->primera) = pieza;
    cola->ultima = pieza;
    cola->bytes += peso(pieza);
    cola_cuenta.esperan++;
    cola_cuenta.bytes += (long)peso(pieza);
    frenar(centralita);
    guardar(centralita);
}

static void quitar(struct centralita *centralita)
{
    struct cola *cola = &centralita->cola;
    struct pieza *pieza = cola->primera;
    cola->primera = pieza->siguiente;
    cola->bytes -= peso(pieza);
    cola_cuenta.esperan--;
    cola_cuenta.bytes -= (long)peso(pieza);
    free(pieza);
    frenar(centralita);
}

void cola_vaciar(struct centralita *centralita)
{
    long eran = 0;
    if (centralita->cola.en_curso)
        return; /* its answer is still to come */
    for (; centralita->cola.primera; eran++)
        quitar(centralita);
    cola_cuenta.perdidas += (unsigned long)eran;
    if (eran)
        log_aviso(LOG_EVENT("centralita_ida"), LOG_INT("centralita", (long)centralita->id),
                  LOG_INT("sin_guardar", eran));
}

/* ----------------------------------------------------------------------------------------------- storing */

/* What the database refuses is a fault in the contents that nobody foresaw: kept raw, or else let go. */
static void rechazada(struct centralita *centralita, const struct db_error *error)
{
    struct pieza *pieza = centralita->cola.primera;
    if (strcmp(error->sqlstate, "CC419") == 0) {
        centralita->cola.espera_ms = reloj_mono_ms() + RENOVAR_MS;
        return;
    }
    cola_cuenta.rechazadas++;
    log_error(LOG_EVENT("evento_sin_aplicar"), LOG_INT("centralita", (long)centralita->id),
              LOG_TEXT("sqlstate", error->sqlstate));
    if (pieza->clase != COLA_CENSO && !pieza->sin_eventos) {
        pieza->sin_eventos = true;
        snprintf(pieza->motivo, sizeof pieza->motivo, "%s", error->sqlstate);
        return;
    }
    cola_cuenta.perdidas++;
    quitar(centralita);
}

static void guardada(void *user, const struct db_answer *respuesta)
{
    struct centralita *centralita = user;
    centralita->cola.en_curso = false;
    if (respuesta->outcome == DB_AWAY)
        return; /* sent again when the database is back */
    if (respuesta->outcome == DB_REFUSED) {
        rechazada(centralita, respuesta->error);
    } else {
        cola_cuenta.guardadas++;
        if (centralita->cola.primera->clase == COLA_CENSO)
            censo_aplicado(centralita, respuesta);
        quitar(centralita);
    }
    guardar(centralita);
}

static bool pedir_evento(struct centralita *centralita, const struct pieza *pieza, const char *id,
                         const char *version)
{
    static const struct db_statement sentencia =
        {"evento_pbx", "SELECT estado FROM api.evento_pbx($1::bigint, $2::int, '{}', NULL, $3::bytea,"
                       " '{\"content-type\": \"application/json\"}', $4::jsonb, $5::text)"};
    const struct db_param params[] = {DB_TEXT(id), DB_TEXT(version),
                                      DB_BYTES(pieza->crudo, pieza->crudo_bytes),
                                      pieza->sin_eventos ? DB_NULL : DB_TEXT(pieza->eventos),
                                      *pieza->motivo ? DB_TEXT(pieza->motivo) : DB_NULL};
    return conexion_pedir(conexion, &sentencia, params, 5, guardada, centralita);
}

static bool pedir_censo(struct centralita *centralita, const struct pieza *pieza, const char *id,
                        const char *version)
{
    static const struct db_statement sentencia =
        {"pbxlink_censo",
         "SELECT nuevos, cerradas, dudosas FROM api.pbxlink_censo($1::bigint, $2::int, $3::jsonb)"};
    const struct db_param params[] = {DB_TEXT(id), DB_TEXT(version), DB_TEXT(pieza->eventos)};
    return conexion_pedir(conexion, &sentencia, params, 3, guardada, centralita);
}

static void guardar(struct centralita *centralita)
{
    const struct pieza *pieza = centralita->cola.primera;
    char id[24], version[12];
    if (!pieza || centralita->cola.en_curso || reloj_mono_ms() < centralita->cola.espera_ms)
        return;
    snprintf(id, sizeof id, "%" PRId64, centralita->id);
    snprintf(version, sizeof version, "%d", centralita->version);
    centralita->cola.en_curso = pieza->clase == COLA_CENSO ? pedir_censo(centralita, pieza, id, version)
                                                           : pedir_evento(centralita, pieza, id, version);
}

int64_t cola_pulso(int64_t ahora_ms)
{
    int64_t otra_vez_ms = conexion_pulso(conexion, ahora_ms);
    for (struct centralita *una = centralita_todas(); una; una = una->siguiente) {
        guardar(una);
        if (una->cola.espera_ms > ahora_ms && una->cola.espera_ms < otra_vez_ms)
            otra_vez_ms = una->cola.espera_ms;
    }
    return otra_vez_ms;
}
