#include "pbxlink/orden.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/conexion.h"
#include "lib/json.h"
#include "lib/log.h"
#include "lib/reloj.h"
#include "pbxlink/ajustes.h"
#include "pbxlink/centralita.h"
#include "pbxlink/encargo.h"
#include "pbxlink/enlace.h"

enum { SUELO_MS = 1000, TANDA = 20 };

struct orden_cuenta orden_cuenta;

static struct conexion *conexion;
static struct encargo *todos;
static char quien[80]; /* host:pid:when, whose claims are ours */
static bool preguntando;
static int64_t mirar_ms; /* when to claim next */

static void preparar(struct encargo *encargo);
static void contar_resultado(struct encargo *encargo);

/* What the database did not answer before it went is asked once more: both questions may be asked twice. */
static void lista(void)
{
    preguntando = false;
    mirar_ms = 0;
    for (struct encargo *uno = todos; uno; uno = uno->siguiente)
        if (uno->falta == ENCARGO_PREPARAR)
            preparar(uno);
        else if (uno->falta == ENCARGO_RESULTADO)
            contar_resultado(uno);
}

static void aviso(const char *canal, bool propio)
{
    (void)canal;
    (void)propio;
    mirar_ms = 0;
}

void orden_abrir(void)
{
    static const struct conexion_eventos eventos = {lista, aviso};
    static const char *const canales[] = {"cc_trabajo", NULL};
    char maquina[48] = "";
    gethostname(maquina, sizeof maquina - 1);
    snprintf(quien, sizeof quien, "%s:%d:%" PRId64, maquina, (int)getpid(), reloj_wall_us());
    conexion = ajustes_conectar("cc-pbxlink ordenes", canales, &eventos);
}

void orden_cerrar(void)
{
    conexion_liberar(&conexion);
}

long orden_en_curso(void)
{
    long n = 0;
    for (const struct encargo *uno = todos; uno; uno = uno->siguiente)
        n++;
    return n;
}

/* ----------------------------------------------------------------------------------------------- how they end */

static void soltar(struct encargo *encargo)
{
    struct encargo **en = &todos;
    while (*en != encargo)
        en = &(*en)->siguiente;
    *en = encargo->siguiente;
    if (encargo->centralita)
        encargo->centralita->encargos--;
    arena_free(&encargo->arena);
    free(encargo);
}

static void contado(void *user, const struct db_answer *respuesta)
{
    struct encargo *encargo = user;
    if (respuesta->outcome == DB_AWAY)
        return; /* told again by lista() */
    conexion_bien(respuesta, "orden_resultado");
    soltar(encargo);
}

static void contar_resultado(struct encargo *encargo)
{
    static const struct db_statement sentencia =
        {"orden_resultado", "SELECT api.orden_resultado($1::bigint, $2::text, $3::text, $4::jsonb)"};
    char trabajo[24], ids[160];
    snprintf(trabajo, sizeof trabajo, "%" PRId64, encargo->trabajo);
    snprintf(ids, sizeof ids, "{\"llamada\": \"%s\"}", encargo->orden.peticion);
    bool marcada = encargo->resultado == ORDER_ACCEPTED && strcmp(encargo->orden.clase, "originar") == 0;
    const struct db_param params[] = {DB_TEXT(trabajo), DB_TEXT(order_outcome_name(encargo->resultado)),
                                      DB_TEXT(encargo->motivo), marcada ? DB_TEXT(ids) : DB_NULL};
    encargo->falta = ENCARGO_RESULTADO;
    conexion_pedir(conexion, &sentencia, params, 4, contado, encargo);
}

void orden_acabar(struct encargo *encargo, enum order_outcome resultado, const char *motivo)
{
    encargo->resultado = resultado;
    encargo->motivo = motivo;
    orden_cuenta.hechas++;
    orden_cuenta.inciertas += resultado == ORDER_UNKNOWN;
    log_info(LOG_EVENT("orden"), LOG_INT("trabajo", (long)encargo->trabajo),
             LOG_TEXT("clase", encargo->orden.clase), LOG_TEXT("resultado", order_outcome_name(resultado)),
             LOG_TEXT("motivo", motivo), LOG_INT("ms", (long)(reloj_mono_ms() - encargo->desde_ms)));
    contar_resultado(encargo);
}

bool orden_es_sencillo(const char *texto)
{
    static const char letras[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._+*#-";
    return *texto && texto[strspn(texto, letras)] == '\0';
}

/* ----------------------------------------------------------------------------------------------- how they begin */

static void empezar(struct encargo *encargo)
{
    static const struct {
        const char *clase;
        void (*empezar)(struct encargo *encargo);
    } tabla[] = {{"originar", marcar_empezar}, {"colgar", mando_colgar}, {"transferir", mando_transferir}};
    if (!encargo->centralita || !enlace_listo(encargo->centralita->enlace)) {
        orden_acabar(encargo, encargo->repetida ? ORDER_UNKNOWN : ORDER_RETRY,
                     encargo->repetida ? "sin_respuesta" : "centralita_caida");
        return;
    }
    for (size_t i = 0; i < sizeof tabla / sizeof *tabla; i++)
        if (strcmp(tabla[i].clase, encargo->orden.clase) == 0) {
            tabla[i].empezar(encargo);
            return;
        }
    orden_acabar(encargo, ORDER_REFUSED, "no_soportado");
}

static void preparado(void *user, const struct db_answer *respuesta)
{
    struct encargo *encargo = user;
    struct json_fault fault;
    if (respuesta->outcome == DB_AWAY)
        return; /* asked again by lista(), and then told whether it had been marked */
    if (!conexion_bien(respuesta, "orden_preparar") || respuesta->rows == 0) {
        soltar(encargo);
        return;
    }
    const char *texto = db_answer_value(respuesta, 0, 0);
    const struct json *orden = json_parse(encargo->arena, texto, strlen(texto), &fault);
    encargo->falta = ENCARGO_NADA;
    encargo->repetida = *db_answer_value(respuesta, 0, 1) == 't';
    if (orden && order_read(orden, &encargo->orden))
        empezar(encargo);
    else
        orden_acabar(encargo, ORDER_REFUSED, "no_soportado");
}

static void preparar(struct encargo *encargo)
{
    static const struct db_statement sentencia =
        {"orden_preparar", "SELECT orden, repetida FROM api.orden_preparar($1::bigint)"};
    char trabajo[24];
    snprintf(trabajo, sizeof trabajo, "%" PRId64, encargo->trabajo);
    encargo->falta = ENCARGO_PREPARAR;
    conexion_pedir(conexion, &sentencia, &DB_TEXT(trabajo), 1, preparado, encargo);
}

static struct centralita *de_id(int64_t id)
{
    struct centralita *una = centralita_todas();
    while (una && una->id != id)
        una = una->siguiente;
    return una;
}

static void encargar(int64_t trabajo, int64_t centralita_id)
{
    for (const struct encargo *uno = todos; uno; uno = uno->siguiente)
        if (uno->trabajo == trabajo)
            return;
    struct encargo *encargo = calloc(1, sizeof *encargo);
    if (!encargo)
        abort();
    encargo->trabajo = trabajo;
    encargo->centralita_id = centralita_id;
    encargo->centralita = de_id(centralita_id);
    if (encargo->centralita)
        encargo->centralita->encargos++;
    encargo->arena = arena_new(2048);
    encargo->desde_ms = reloj_mono_ms();
    encargo->orden.clase = encargo->orden.peticion = "";
    encargo->siguiente = todos;
    todos = encargo;
    preparar(encargo);
}

/* ----------------------------------------------------------------------------------------------- claims */

static void tomados(void *user, const struct db_answer *respuesta)
{
    (void)user;
    preguntando = false;
    if (!conexion_bien(respuesta, "pbxlink_tomar"))
        return;
    for (int fila = 0; fila < respuesta->rows; fila++)
        encargar(strtoll(db_answer_value(respuesta, fila, 0), NULL, 10),
                 strtoll(db_answer_value(respuesta, fila, 1), NULL, 10));
    if (respuesta->rows == TANDA)
        mirar_ms = 0;
}

static void tomar(void)
{
    static const struct db_statement sentencia =
        {"pbxlink_tomar",
         "SELECT trabajo, centralita FROM api.pbxlink_tomar($1::text, $2::bigint[], $3::int)"};
    char cuantos[12];
    struct arena *arena = arena_new(1024);
    struct buf ids = buf_in(arena);
    for (const struct centralita *una = centralita_todas(); una; una = una->siguiente)
        if (enlace_listo(una->enlace))
            buf_add_format(&ids, "%s%" PRId64, ids.bytes ? "," : "{", una->id);
    buf_add(&ids, ids.bytes ? "}" : "{}");
    snprintf(cuantos, sizeof cuantos, "%d", TANDA);
    const struct db_param params[] = {DB_TEXT(quien), DB_TEXT(buf_text(&ids)), DB_TEXT(cuantos)};
    mirar_ms = reloj_mono_ms() + SUELO_MS;
    preguntando = conexion_pedir(conexion, &sentencia, params, 3, tomados, NULL);
    arena_free(&arena);
}

int64_t orden_pulso(int64_t ahora_ms)
{
    int64_t otra_vez_ms = conexion_pulso(conexion, ahora_ms);
    if (preguntando || !conexion_esta_lista(conexion))
        return otra_vez_ms;
    if (ahora_ms >= mirar_ms)
        tomar();
    return mirar_ms < otra_vez_ms ? mirar_ms : otra_vez_ms;
}
