#include "jobs/cola.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "jobs/ajustes.h"
#include "jobs/ejecutor.h"
#include "lib/conexion.h"
#include "lib/log.h"
#include "lib/reloj.h"

enum { SUELO_MS = 1000, SENTENCIA_MS = 30000, PACIENCIA_MS = 40000 };

static struct conexion *conexion;
static char quien[64];   /* host:pid, for whoever looks at the table */
static bool arrancada;   /* the recurring jobs are armed on this connection */
static bool preguntando; /* a claim, or the question when the next is due, is in flight */
static bool otra_vez;    /* a hint came meanwhile */
static bool terminando;
static long en_curso;
static int64_t mirar_ms; /* when to claim next */

static void lista(void)
{
    arrancada = preguntando = otra_vez = false;
    mirar_ms = 0;
}

static void aviso(const char *canal, bool propio)
{
    (void)canal;
    (void)propio;
    otra_vez = true;
    mirar_ms = 0;
}

void cola_abrir(void)
{
    static const struct conexion_eventos eventos = {lista, aviso};
    static const char *const canales[] = {"cc_trabajo", NULL};
    const struct db_config config = {.conninfo = ajustes.db,
                                     .role = "cc_jobs",
                                     .application = "cc-jobs",
                                     .statement_timeout_ms = SENTENCIA_MS};
    char maquina[48] = "";
    gethostname(maquina, sizeof maquina - 1);
    snprintf(quien, sizeof quien, "%s:%d", maquina, (int)getpid());
    conexion = conexion_nueva(&config, PACIENCIA_MS, canales, &eventos);
}

void cola_cerrar(void)
{
    conexion_liberar(&conexion);
}

void cola_terminar(void)
{
    terminando = true;
}

long cola_en_curso(void)
{
    return en_curso;
}

/* ----------------------------------------------------------------------------------------------- how they end */

static void soltar(struct trabajo *trabajo)
{
    en_curso--;
    free(trabajo->datos);
    free(trabajo);
}

static void apuntar(const struct trabajo *trabajo, const char *suceso, const char *motivo)
{
    const struct log_field campos[] = {LOG_EVENT(suceso),
                                       LOG_TEXT("clase", trabajo->ejecutor->clase),
                                       LOG_INT("id", (long)trabajo->id),
                                       LOG_INT("intentos", trabajo->intentos),
                                       LOG_INT("ms", (long)(reloj_mono_ms() - trabajo->tomado_ms)),
                                       LOG_TEXT("motivo", motivo),
                                       {0}};
    log_write(*motivo ? LOG_LEVEL_AVISO : LOG_LEVEL_DEPURA, campos);
}

static void fallo_apuntado(void *user, const struct db_answer *respuesta)
{
    (void)user;
    const char *queda = conexion_bien(respuesta, "trabajo_fallo") ? db_answer_value(respuesta, 0, 0) : NULL;
    if (queda && strcmp(queda, "muerto") == 0)
        log_error(LOG_EVENT("trabajo_muerto"));
}

static void decir_fallo(int64_t id, const char *motivo, int espera_s)
{
    static const struct db_statement sentencia = {"trabajo_fallo",
                                                  "SELECT api.trabajo_fallo($1::bigint, $2::text, $3::int)"};
    char numero[24], espera[12];
    snprintf(numero, sizeof numero, "%" PRId64, id);
    snprintf(espera, sizeof espera, "%d", espera_s);
    const struct db_param params[] = {DB_TEXT(numero), DB_TEXT(motivo),
                                      espera_s < 0 ? DB_NULL : DB_TEXT(espera)};
    conexion_pedir(conexion, &sentencia, params, 3, fallo_apuntado, NULL);
}

void cola_fallo(struct trabajo *trabajo, const char *motivo, int espera_s)
{
    apuntar(trabajo, "trabajo_fallo", motivo);
    decir_fallo(trabajo->id, motivo, espera_s);
    soltar(trabajo);
}

static void ejecutado(void *user, const struct db_answer *respuesta)
{
    struct trabajo *trabajo = user;
    char motivo[128];
    if (respuesta->outcome == DB_REFUSED) {
        snprintf(motivo, sizeof motivo, "%s %s", respuesta->error->sqlstate, respuesta->error->constraint);
        cola_fallo(trabajo, motivo, -1);
        return;
    }
    /* Without an answer it may be done or not: the claim is taken back by time, and these are harmless done twice. */
    apuntar(trabajo, "trabajo", respuesta->outcome == DB_OK ? "" : "sin_respuesta");
    soltar(trabajo);
}

static void pedir(struct trabajo *trabajo, const struct db_statement *sentencia)
{
    char numero[24];
    snprintf(numero, sizeof numero, "%" PRId64, trabajo->id);
    if (!conexion_pedir(conexion, sentencia, &DB_TEXT(numero), 1, ejecutado, trabajo)) {
        apuntar(trabajo, "trabajo", "sin_base");
        soltar(trabajo);
    }
}

void cola_en_sql(struct trabajo *trabajo)
{
    static const struct db_statement sentencia = {"trabajo_ejecutar",
                                                  "SELECT api.trabajo_ejecutar($1::bigint)"};
    pedir(trabajo, &sentencia);
}

void cola_hecho(struct trabajo *trabajo)
{
    static const struct db_statement sentencia = {"trabajo_hecho", "SELECT api.trabajo_hecho($1::bigint)"};
    pedir(trabajo, &sentencia);
}

/* ----------------------------------------------------------------------------------------------- how they begin */

static void empezar(const struct db_answer *respuesta, int fila)
{
    int64_t id = strtoll(db_answer_value(respuesta, fila, 0), NULL, 10);
    const struct ejecutor *ejecutor = ejecutor_de(db_answer_value(respuesta, fila, 1));
    if (!ejecutor) {
        log_error(LOG_EVENT("clase_desconocida"), LOG_TEXT("clase", db_answer_value(respuesta, fila, 1)));
        decir_fallo(id, "clase desconocida", -1);
        return;
    }
    struct trabajo *trabajo = malloc(sizeof *trabajo);
    char *datos = strdup(db_answer_value(respuesta, fila, 2));
    if (!trabajo || !datos)
        abort();
    *trabajo = (struct trabajo){.id = id,
                                .ejecutor = ejecutor,
                                .intentos = atoi(db_answer_value(respuesta, fila, 3)),
                                .tomado_ms = reloj_mono_ms(),
                                .datos = datos};
    en_curso++;
    ejecutor->ejecutar(trabajo);
}

static void proximo_dicho(void *user, const struct db_answer *respuesta)
{
    (void)user;
    preguntando = false;
    const char *falta = conexion_bien(respuesta, "trabajo_proximo") ? db_answer_value(respuesta, 0, 0) : NULL;
    int64_t falta_ms = falta ? strtoll(falta, NULL, 10) : SUELO_MS;
    if (!otra_vez)
        mirar_ms = reloj_mono_ms() + (falta_ms < SUELO_MS ? falta_ms : SUELO_MS);
}

/* Asked behind the jobs that were just begun, so that it is answered when they are done. */
static void preguntar_proximo(void)
{
    static const struct db_statement sentencia = {"trabajo_proximo", "SELECT api.trabajo_proximo()"};
    preguntando = conexion_pedir(conexion, &sentencia, NULL, 0, proximo_dicho, NULL);
}

static void tomados(void *user, const struct db_answer *respuesta)
{
    (void)user;
    preguntando = false;
    mirar_ms = reloj_mono_ms() + SUELO_MS;
    if (!conexion_bien(respuesta, "trabajo_tomar"))
        return;
    for (int fila = 0; fila < respuesta->rows; fila++)
        empezar(respuesta, fila);
    preguntar_proximo();
}

static void tomar(void)
{
    static const struct db_statement sentencia =
        {"trabajo_tomar",
         "SELECT id, clase, datos, intentos FROM api.trabajo_tomar('jobs', $1::text, $2::int)"};
    char cuantos[12];
    snprintf(cuantos, sizeof cuantos, "%ld", ajustes.tanda);
    const struct db_param params[] = {DB_TEXT(quien), DB_TEXT(cuantos)};
    otra_vez = false;
    preguntando = conexion_pedir(conexion, &sentencia, params, 2, tomados, NULL);
}

static void arrancado(void *user, const struct db_answer *respuesta)
{
    (void)user;
    preguntando = false;
    arrancada = conexion_bien(respuesta, "trabajo_arrancar");
    mirar_ms = arrancada ? 0 : reloj_mono_ms() + SUELO_MS;
}

static void arrancar(void)
{
    static const struct db_statement sentencia = {"trabajo_arrancar", "SELECT api.trabajo_arrancar()"};
    preguntando = conexion_pedir(conexion, &sentencia, NULL, 0, arrancado, NULL);
}

int64_t cola_pulso(int64_t ahora_ms)
{
    int64_t otra_vez_ms = conexion_pulso(conexion, ahora_ms);
    if (!conexion_esta_lista(conexion) || preguntando || terminando)
        return otra_vez_ms;
    if (ahora_ms < mirar_ms)
        return mirar_ms < otra_vez_ms ? mirar_ms : otra_vez_ms;
    if (arrancada)
        tomar();
    else
        arrancar();
    return otra_vez_ms;
}
