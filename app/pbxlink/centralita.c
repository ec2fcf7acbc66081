#include "pbxlink/centralita.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/conexion.h"
#include "lib/cripto.h"
#include "lib/log.h"
#include "lib/reloj.h"
#include "pbx/adapter_config.h"
#include "pbx/ari.h"
#include "pbxlink/ajustes.h"
#include "pbxlink/enlace.h"

enum { CADA_MS = 2000, FRESCA_MS = 10000, RECHAZO_MS = 1000 };

static struct conexion *conexion;
static struct centralita *todas;
static struct arena *arena;
static int64_t leida_ms;   /* the list we have; 0: none yet */
static int64_t proxima_ms; /* when to ask for the next */
static bool preguntando;

static void lista(void)
{
    preguntando = false;
    proxima_ms = 0;
}

static void aviso(const char *canal, bool propio)
{
    (void)canal;
    (void)propio;
}

void centralita_abrir(void)
{
    static const struct conexion_eventos eventos = {lista, aviso};
    static const char *const canales[] = {NULL};
    arena = arena_new(16384);
    conexion = ajustes_conectar("cc-pbxlink centralitas", canales, &eventos);
}

void centralita_cerrar(void)
{
    conexion_liberar(&conexion);
    arena_free(&arena);
}

bool centralita_lista(void)
{
    return leida_ms && reloj_mono_ms() - leida_ms < FRESCA_MS;
}

struct centralita *centralita_todas(void)
{
    return todas;
}

struct centralita *centralita_de(const char *publico)
{
    struct centralita *una = todas;
    while (una && (!una->vigente || strcmp(una->publico, publico) != 0))
        una = una->siguiente;
    return una;
}

bool centralita_secreto(const struct centralita *centralita, const char *secreto, size_t bytes)
{
    bool es = false;
    for (int i = 0; i < centralita->secretos_n; i++)
        es |= cripto_equal_text(centralita->secretos[i], strlen(centralita->secretos[i]), secreto, bytes);
    return es;
}

/* ----------------------------------------------------------------------------------------------- what is told of one */

static void dicho(void *user, const struct db_answer *respuesta)
{
    (void)user;
    conexion_bien(respuesta, "centralita");
}

static void decir(const struct db_statement *sentencia, const struct centralita *centralita, const char *que)
{
    char id[24];
    snprintf(id, sizeof id, "%" PRId64, centralita->id);
    const struct db_param params[] = {DB_TEXT(id), DB_TEXT(que)};
    conexion_pedir(conexion, sentencia, params, 2, dicho, NULL);
}

void centralita_rechazo(struct centralita *centralita, const char *motivo)
{
    static const struct db_statement sentencia =
        {"evento_pbx_rechazado", "SELECT api.evento_pbx_rechazado($1::bigint, '{}', $2::text,"
                                 " '{\"metodo\": \"WEBSOCKET\"}', 0)"};
    int64_t ahora_ms = reloj_mono_ms();
    if (centralita->rechazo_ms && ahora_ms - centralita->rechazo_ms < RECHAZO_MS)
        return;
    centralita->rechazo_ms = ahora_ms;
    log_aviso(LOG_EVENT("enlace_rechazado"), LOG_INT("centralita", (long)centralita->id),
              LOG_TEXT("motivo", motivo));
    decir(&sentencia, centralita, motivo);
}

void centralita_enlazar(struct centralita *centralita)
{
    static const struct db_statement sentencia = {"pbxlink_enlazar",
                                                  "SELECT api.pbxlink_enlazar($1::bigint, $2::text)"};
    centralita->ajena = false;
    decir(&sentencia, centralita, enlace_marca(centralita->enlace));
}

void centralita_soltar(struct centralita *centralita)
{
    static const struct db_statement sentencia = {"pbxlink_soltar",
                                                  "SELECT api.pbxlink_soltar($1::bigint, $2::text)"};
    decir(&sentencia, centralita, enlace_marca(centralita->enlace));
    centralita->enlace = NULL;
}

/* ----------------------------------------------------------------------------------------------- the list */

static struct centralita *encontrar(int64_t id)
{
    struct centralita *una = todas;
    while (una && una->id != id)
        una = una->siguiente;
    if (una)
        return una;
    una = calloc(1, sizeof *una);
    if (!una)
        abort();
    una->id = id;
    una->ari = ari_new();
    una->siguiente = todas;
    return todas = una;
}

static void leer_ajuste(const struct adapter_config *config, const char *nombre, const char *si_no,
                        char sitio[CENTRALITA_AJUSTE_BYTES])
{
    snprintf(sitio, CENTRALITA_AJUSTE_BYTES, "%s", adapter_config_text(config, nombre, si_no));
}

static void leer_configuracion(struct centralita *una, const struct adapter_row *fila)
{
    struct adapter_config config;
    if (!adapter_config_open(fila, ajustes.maestra, "", arena, &config))
        log_error(LOG_EVENT("configuracion_ilegible"), LOG_INT("centralita", (long)una->id));
    memcpy(una->secretos, config.secrets, sizeof una->secretos);
    una->secretos_n = config.secrets_count;
    leer_ajuste(&config, "contexto", "from-internal", una->contexto);
    leer_ajuste(&config, "contexto_transferencia", "", una->contexto_transferencia);
    leer_ajuste(&config, "dispositivo", "PJSIP/{extension}", una->dispositivo);
    cripto_wipe(&config, sizeof config);
    arena_reset(arena);
}

static void leer_fila(const struct db_answer *respuesta, int fila)
{
    const struct adapter_row row = {.publico = db_answer_value(respuesta, fila, 1),
                                    .secretos = db_answer_value(respuesta, fila, 3),
                                    .ajustes = db_answer_value(respuesta, fila, 4)};
    struct centralita *una = encontrar(strtoll(db_answer_value(respuesta, fila, 0), NULL, 10));
    int version = atoi(db_answer_value(respuesta, fila, 2));
    una->vigente = true;
    una->ajena = *db_answer_value(respuesta, fila, 5) == 't' && una->enlace != NULL;
    if (una->version == version)
        return;
    una->version = version;
    snprintf(una->publico, sizeof una->publico, "%s", row.publico);
    leer_configuracion(una, &row);
}

/* A socket stays while its centralita is there, its secret is one of the two, and it is the newest of all. */
static void revisar(struct centralita *una)
{
    if (!una->enlace)
        return;
    if (!una->vigente || !enlace_autentico(una->enlace))
        enlace_cerrar(una->enlace, ENLACE_SIN_PERMISO);
    else if (una->ajena)
        enlace_cerrar(una->enlace, ENLACE_OTRO);
}

/* What is gone and has nothing left to be done is forgotten; what it told last is nobody's. */
static void olvidar_idas(void)
{
    for (struct centralita **enlace = &todas; *enlace;) {
        struct centralita *una = *enlace;
        if (!una->vigente)
            cola_vaciar(una);
        if (una->vigente || una->enlace || una->cola.primera || una->encargos || enlace_hay(una)) {
            enlace = &una->siguiente;
            continue;
        }
        *enlace = una->siguiente;
        ari_free(&una->ari);
        cripto_wipe(una->secretos, sizeof una->secretos);
        free(una);
    }
}

static void leida(void *user, const struct db_answer *respuesta)
{
    (void)user;
    preguntando = false;
    proxima_ms = reloj_mono_ms() + CADA_MS;
    if (!conexion_bien(respuesta, "pbxlink_pulso"))
        return;
    for (struct centralita *una = todas; una; una = una->siguiente)
        una->vigente = false;
    for (int fila = 0; fila < respuesta->rows; fila++)
        leer_fila(respuesta, fila);
    for (struct centralita *una = todas; una; una = una->siguiente)
        revisar(una);
    olvidar_idas();
    leida_ms = reloj_mono_ms();
}

/* Says at once which sockets we hold, which is how several processes know of each other's. */
static void preguntar(void)
{
    static const struct db_statement sentencia = {"pbxlink_pulso",
                                                  "SELECT id, publico, version, secretos, ajustes, ajena"
                                                  " FROM api.pbxlink_pulso($1::bigint[], $2::text[])"};
    struct buf ids = buf_in(arena), marcas = buf_in(arena);
    for (const struct centralita *una = todas; una; una = una->siguiente)
        if (una->enlace) {
            buf_add_format(&ids, "%s%" PRId64, ids.bytes ? "," : "{", una->id);
            buf_add_format(&marcas, "%s%s", marcas.bytes ? "," : "{", enlace_marca(una->enlace));
        }
    buf_add(&ids, ids.bytes ? "}" : "{}");
    buf_add(&marcas, marcas.bytes ? "}" : "{}");
    const struct db_param params[] = {DB_TEXT(buf_text(&ids)), DB_TEXT(buf_text(&marcas))};
    preguntando = conexion_pedir(conexion, &sentencia, params, 2, leida, NULL);
    arena_reset(arena);
}

int64_t centralita_pulso(int64_t ahora_ms)
{
    int64_t otra_vez_ms = conexion_pulso(conexion, ahora_ms);
    if (preguntando || !conexion_esta_lista(conexion))
        return otra_vez_ms;
    if (ahora_ms >= proxima_ms)
        preguntar();
    return proxima_ms > ahora_ms && proxima_ms < otra_vez_ms ? proxima_ms : otra_vez_ms;
}
