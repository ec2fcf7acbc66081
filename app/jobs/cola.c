#include "jobs/cola.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "jobs/ajustes.h"
#include "jobs/ejecutor.h"
#include "jobs/parte.h"
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/conexion.h"
#include "lib/log.h"
#include "lib/reloj.h"

enum {
    SUELO_MS = 1000,
    PAUSA_MS = 20, /* between two claims, whatever the database says of the next */
    SENTENCIA_MS = 5000,
    PACIENCIA_MS = 10000,
    OBRA_SENTENCIA_MS = 30000,
    OBRA_PACIENCIA_MS = 40000,
    CUENTAS_MS = 5000,
};

static struct conexion *mando; /* claims and tells */
static struct conexion *obra;  /* does what is SQL */
static char quien[64];         /* host:pid, for whoever looks at the table */
static bool arrancada;         /* the recurring jobs are armed on this connection */
static bool preguntando;       /* a claim, or the question when the next is due, is in flight */
static bool otra_vez;          /* a hint came, or a job ended, meanwhile */
static bool terminando;
static long en_obra, fuera; /* jobs being done, by kind */
static int64_t mirar_ms;    /* when to claim next */
static int64_t cuentas_ms;  /* when to tell the counters next */

static void mirar_ya(void)
{
    otra_vez = true;
    mirar_ms = 0;
}

static void mando_listo(void)
{
    arrancada = preguntando = otra_vez = false;
    mirar_ms = 0;
}

static void aviso(const char *canal, bool propio)
{
    (void)canal;
    (void)propio;
    mirar_ya();
}

void cola_abrir(void)
{
    static const struct conexion_eventos de_mando = {mando_listo, aviso}, de_obra = {mirar_ya, aviso};
    static const char *const canales[] = {"cc_trabajo", NULL}, *const ninguno[] = {NULL};
    struct db_config config = {.conninfo = ajustes.db,
                               .role = "cc_jobs",
                               .application = "cc-jobs",
                               .statement_timeout_ms = SENTENCIA_MS};
    char maquina[48] = "";
    gethostname(maquina, sizeof maquina - 1);
    snprintf(quien, sizeof quien, "%s:%d", maquina, (int)getpid());
    mando = conexion_nueva(&config, PACIENCIA_MS, canales, &de_mando);
    config.application = "cc-jobs sql";
    config.statement_timeout_ms = OBRA_SENTENCIA_MS;
    obra = conexion_nueva(&config, OBRA_PACIENCIA_MS, ninguno, &de_obra);
    parte_abrir(mando);
}

void cola_cerrar(void)
{
    conexion_liberar(&obra);
    conexion_liberar(&mando);
}

static void preparada(void *user, const struct db_answer *respuesta)
{
    struct trabajo *trabajo = user;
    if (respuesta->outcome == DB_REFUSED)
        cola_fallo(trabajo, respuesta->error->sqlstate, -1);
    else if (respuesta->outcome == DB_AWAY)
        cola_fallo(trabajo, "sin_base", 0);
    else if (respuesta->rows == 0)
        cola_terminado(trabajo, CUENTA_HECHO, "");
    else
        trabajo->preparado(trabajo, respuesta);
}

void cola_preparar(struct trabajo *trabajo, const struct db_statement *sentencia,
                   void (*preparado)(struct trabajo *trabajo, const struct db_answer *fila))
{
    trabajo->preparado = preparado;
    if (!cola_preguntar(sentencia, &DB_TEXT(trabajo->id_texto), 1, preparada, trabajo))
        cola_fallo(trabajo, "sin_base", 0);
}

void cola_terminar(void)
{
    terminando = true;
}

long cola_en_curso(void)
{
    return en_obra + fuera;
}

bool cola_preguntar(const struct db_statement *sentencia, const struct db_param *params, int n,
                    db_answered *respuesta, void *user)
{
    return conexion_pedir(mando, sentencia, params, n, respuesta, user);
}

/* ----------------------------------------------------------------------------------------------- how they end */

static long *cuenta_de(const char *destino)
{
    return *destino ? &fuera : &en_obra;
}

/* Its place is free: something else may have been waiting for it. */
static void soltar(struct trabajo *trabajo)
{
    --*cuenta_de(trabajo->destino);
    mirar_ya();
    free(trabajo->datos);
    free(trabajo->destino);
    free(trabajo->corte);
    free(trabajo);
}

static void apuntar(const struct trabajo *trabajo, const char *suceso, const char *motivo)
{
    const struct log_field campos[] = {LOG_EVENT(suceso),
                                       LOG_TEXT("clase", trabajo->ejecutor->clase),
                                       LOG_INT("id", (long)trabajo->id),
                                       LOG_INT("intentos", trabajo->intentos),
                                       LOG_TEXT("destino", trabajo->destino),
                                       LOG_INT("ms", (long)(reloj_mono_ms() - trabajo->tomado_ms)),
                                       LOG_TEXT("motivo", motivo),
                                       {0}};
    log_write(*motivo ? LOG_LEVEL_AVISO : LOG_LEVEL_DEPURA, campos);
}

void cola_terminado(struct trabajo *trabajo, enum cuenta cuenta, const char *motivo)
{
    static const char *const sucesos[CUENTAS] = {"trabajo", "trabajo_fallo", "trabajo_muerto"};
    cuentas_sumar(trabajo->ejecutor->clase, cuenta);
    apuntar(trabajo, sucesos[cuenta], motivo);
    soltar(trabajo);
}

void cola_abandonar(struct trabajo *trabajo, const char *motivo)
{
    apuntar(trabajo, "trabajo_abandonado", motivo);
    soltar(trabajo);
}

static void fallo_oido(void *user, const struct db_answer *respuesta)
{
    const char *clase = user;
    const char *queda = conexion_bien(respuesta, "trabajo_fallo") ? db_answer_value(respuesta, 0, 0) : NULL;
    bool muerto = queda && strcmp(queda, "muerto") == 0;
    cuentas_sumar(clase, muerto ? CUENTA_MUERTO : CUENTA_FALLO);
    if (muerto)
        log_error(LOG_EVENT("trabajo_muerto"), LOG_TEXT("clase", clase));
}

static void decir_fallo(const char *clase, const char *id, const char *motivo, int espera_s)
{
    static const struct db_statement sentencia = {"trabajo_fallo",
                                                  "SELECT api.trabajo_fallo($1::bigint, $2::text, $3::int)"};
    char espera[12];
    snprintf(espera, sizeof espera, "%d", espera_s);
    const char *const valores[] = {id, motivo, espera_s < 0 ? NULL : espera};
    parte_dar(&sentencia, valores, 3, fallo_oido, (void *)clase);
}

void cola_fallo(struct trabajo *trabajo, const char *motivo, int espera_s)
{
    apuntar(trabajo, "trabajo_fallo", motivo);
    decir_fallo(trabajo->ejecutor->clase, trabajo->id_texto, motivo, espera_s);
    soltar(trabajo);
}

static void ejecutado(void *user, const struct db_answer *respuesta)
{
    struct trabajo *trabajo = user;
    char motivo[128];
    if (respuesta->outcome == DB_REFUSED) {
        snprintf(motivo, sizeof motivo, "%s %s", respuesta->error->sqlstate, respuesta->error->constraint);
        cola_fallo(trabajo, motivo, -1);
    } else if (respuesta->outcome == DB_OK) {
        cola_terminado(trabajo, CUENTA_HECHO, "");
    } else {
        cola_fallo(trabajo, "sin_respuesta",
                   -1); /* which says nothing if it was done; else it is harmless twice */
    }
}

void cola_en_sql(struct trabajo *trabajo)
{
    static const struct db_statement sentencia = {"trabajo_ejecutar",
                                                  "SELECT api.trabajo_ejecutar($1::bigint)"};
    if (!conexion_pedir(obra, &sentencia, &DB_TEXT(trabajo->id_texto), 1, ejecutado, trabajo))
        cola_fallo(trabajo, "sin_base", -1);
}

/* ----------------------------------------------------------------------------------------------- how they begin */

static char *copia(const char *texto)
{
    char *copiado = texto ? strdup(texto) : NULL;
    if (texto && !copiado)
        abort();
    return copiado;
}

static void empezar(const struct db_answer *respuesta, int fila)
{
    const char *id = db_answer_value(respuesta, fila, 0), *clase = db_answer_value(respuesta, fila, 1);
    const struct ejecutor *ejecutor = ejecutor_de(clase);
    if (!ejecutor) {
        log_error(LOG_EVENT("clase_desconocida"), LOG_TEXT("clase", clase));
        decir_fallo("desconocida", id, "clase desconocida", -1);
        return;
    }
    struct trabajo *trabajo = calloc(1, sizeof *trabajo);
    if (!trabajo)
        abort();
    trabajo->id = strtoll(id, NULL, 10);
    snprintf(trabajo->id_texto, sizeof trabajo->id_texto, "%s", id);
    trabajo->ejecutor = ejecutor;
    trabajo->datos = copia(db_answer_value(respuesta, fila, 2));
    trabajo->intentos = atoi(db_answer_value(respuesta, fila, 3));
    trabajo->destino = copia(db_answer_value(respuesta, fila, 4));
    trabajo->corte = copia(db_answer_value(respuesta, fila, 5));
    trabajo->tomado_ms = reloj_mono_ms();
    ++*cuenta_de(trabajo->destino);
    ejecutor->ejecutar(trabajo);
}

static void proximo_dicho(void *user, const struct db_answer *respuesta)
{
    (void)user;
    preguntando = false;
    const char *falta = conexion_bien(respuesta, "trabajo_proximo") ? db_answer_value(respuesta, 0, 0) : NULL;
    int64_t falta_ms = falta ? strtoll(falta, NULL, 10) : SUELO_MS;
    falta_ms = falta_ms < PAUSA_MS ? PAUSA_MS : falta_ms > SUELO_MS ? SUELO_MS : falta_ms;
    if (!otra_vez)
        mirar_ms = reloj_mono_ms() + falta_ms;
}

static void preguntar_proximo(void)
{
    static const struct db_statement sentencia = {"trabajo_proximo", "SELECT api.trabajo_proximo()"};
    preguntando = conexion_pedir(mando, &sentencia, NULL, 0, proximo_dicho, NULL);
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
    /* With its hands full it need not know what is due: the first that ends makes it look. */
    if (en_obra < ajustes.tanda)
        preguntar_proximo();
}

static void tomar(void)
{
    static const struct db_statement sentencia =
        {"trabajo_tomar", "SELECT id, clase, datos, intentos, destino, corte"
                          " FROM api.trabajo_tomar('jobs', $1::text, $2::int, $3::int)"};
    char de_fuera[24], propios[24];
    snprintf(de_fuera, sizeof de_fuera, "%ld", ajustes.salidas > fuera ? ajustes.salidas - fuera : 0);
    snprintf(propios, sizeof propios, "%ld",
             conexion_esta_lista(obra) && ajustes.tanda > en_obra ? ajustes.tanda - en_obra : 0);
    const struct db_param params[] = {DB_TEXT(quien), DB_TEXT(de_fuera), DB_TEXT(propios)};
    otra_vez = false;
    preguntando = conexion_pedir(mando, &sentencia, params, 3, tomados, NULL);
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
    preguntando = conexion_pedir(mando, &sentencia, NULL, 0, arrancado, NULL);
}

static void contado(void *user, const struct db_answer *respuesta)
{
    (void)user;
    conexion_bien(respuesta, "trabajo_cuentas");
}

static void contar(int64_t ahora_ms)
{
    static const struct db_statement sentencia = {"trabajo_cuentas",
                                                  "SELECT api.trabajo_cuentas($1::text, $2::jsonb)"};
    struct arena *arena = arena_new(4096);
    struct buf json = buf_in(arena);
    cuentas_escribir(&json, cola_en_curso());
    const struct db_param params[] = {DB_TEXT(quien), DB_TEXT(buf_text(&json))};
    conexion_pedir(mando, &sentencia, params, 2, contado, NULL);
    arena_free(&arena);
    cuentas_ms = ahora_ms + CUENTAS_MS;
}

int64_t cola_pulso(int64_t ahora_ms)
{
    int64_t luego_ms = conexion_pulso(mando, ahora_ms), obra_ms = conexion_pulso(obra, ahora_ms);
    luego_ms = obra_ms < luego_ms ? obra_ms : luego_ms;
    parte_pulso();
    if (!conexion_esta_lista(mando))
        return luego_ms;
    if (arrancada && ahora_ms >= cuentas_ms)
        contar(ahora_ms);
    if (preguntando || terminando)
        return luego_ms;
    if (ahora_ms < mirar_ms)
        return mirar_ms < luego_ms ? mirar_ms : luego_ms;
    if (arrancada)
        tomar();
    else
        arrancar();
    return luego_ms;
}
