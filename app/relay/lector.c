#include "relay/lector.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/conexion.h"
#include "lib/db.h"
#include "lib/log.h"
#include "lib/reloj.h"
#include "relay/ajustes.h"
#include "relay/anillo.h"
#include "relay/lista.h"
#include "relay/reparto.h"
#include "relay/sesion.h"

enum {
    RAFAGA_MS = 250,
    PASO_MS = 10,
    SUELO_MS = 1000,
    ECO_CADA_MS = 10000,
    ECO_ESPERA_MS = 5000,
    LEIDO_MS = 5000
};
enum { LIMITE = 100, RETRASO_ALARMA_MS = 2000 };

#define CANAL_EVENTO "cc_evento"
#define CANAL_ECO    "cc_relay_eco"

struct lector_cuenta lector_cuenta;

static struct conexion *conexion;
static bool leyendo;            /* a read is in flight */
static bool otra_vez;           /* look again as soon as it is answered */
static bool estrena;            /* a ring of the read in flight is not up to date */
static int64_t mirar_ms;        /* when to look next */
static int64_t rafaga_hasta_ms; /* the burst goes on until then */
static int64_t leido_ms;        /* the last answer */
static int64_t eco_ms;          /* when to send the next echo */
static int64_t eco_enviado_ms;  /* 0: none is awaited */

static void lista(void)
{
    leyendo = false;
    mirar_ms = 0; /* LISTEN first, then read: nothing falls between */
    eco_ms = 0;
    eco_enviado_ms = 0;
}

void lector_mirar(void)
{
    otra_vez = true; /* the read in flight may be older than what we are told of */
    mirar_ms = 0;
}

static void aviso(const char *canal, bool propio)
{
    if (strcmp(canal, CANAL_ECO) == 0) {
        if (propio)
            eco_enviado_ms = 0;
        return;
    }
    lector_cuenta.avisos++;
    lector_mirar();
    rafaga_hasta_ms = reloj_mono_ms() + RAFAGA_MS;
}

void lector_abrir(void)
{
    const struct db_config config = ajustes_base("cc-relay lector");
    static const struct conexion_eventos eventos = {lista, aviso};
    static const char *const canales[] = {CANAL_EVENTO, CANAL_ECO, NULL};
    conexion = conexion_nueva(&config, BASE_PACIENCIA_MS, canales, &eventos);
}

void lector_cerrar(void)
{
    conexion_liberar(&conexion);
}

bool lector_listo(void)
{
    return conexion_esta_lista(conexion) && reloj_mono_ms() - leido_ms < LEIDO_MS;
}

/* ----------------------------------------------------------------------------------------------- an answer */

/* A position instead of an event: the first of a ring, or a past that is gone. */
static void situar(struct anillo *anillo, int64_t epoca, int64_t seq)
{
    bool tenia = anillo->epoca != 0;
    anillo_situar(anillo, epoca, seq);
    if (!tenia)
        return;
    lector_cuenta.huecos++;
    reparto_recargar(anillo);
}

static void agregar(struct anillo *anillo, struct evento *evento)
{
    if (evento->seq > anillo->seq + 1)
        situar(anillo, anillo->epoca, evento->seq - 1);
    anillo_agregar(anillo, evento);
    reparto_evento(anillo, evento);
    lector_cuenta.eventos++;
}

static int64_t numero(const struct db_answer *respuesta, int fila, int columna)
{
    const char *texto = db_answer_value(respuesta, fila, columna);
    return texto ? strtoll(texto, NULL, 10) : 0;
}

static void medir_retraso(int64_t creado_ms)
{
    static int64_t avisado_ms;
    int64_t ahora_ms = reloj_mono_ms();
    lector_cuenta.retraso_ms = (long)(reloj_wall_us() / 1000 - creado_ms);
    if (lector_cuenta.retraso_ms > RETRASO_ALARMA_MS && ahora_ms - avisado_ms > RETRASO_ALARMA_MS * 10L) {
        log_aviso(LOG_EVENT("retraso"), LOG_INT("ms", lector_cuenta.retraso_ms));
        avisado_ms = ahora_ms;
    }
}

/* One row. Answers its ring when it was an event, NULL when a position or nothing of ours. */
static struct anillo *tomar_fila(const struct db_answer *respuesta, int fila)
{
    struct anillo *anillo = anillo_buscar(numero(respuesta, fila, 0));
    int64_t epoca = numero(respuesta, fila, 1), seq = numero(respuesta, fila, 2);
    const char *entregas = db_answer_value(respuesta, fila, 4);
    size_t malas = 0;
    if (!anillo)
        return NULL;
    if (!entregas) {
        situar(anillo, epoca, seq);
        return NULL;
    }
    if (epoca != anillo->epoca || seq <= anillo->seq)
        return NULL;
    int64_t creado_ms = numero(respuesta, fila, 3);
    agregar(anillo,
            evento_nuevo(seq, creado_ms, entregas, db_answer_value_bytes(respuesta, fila, 4), &malas));
    if (malas)
        log_error(LOG_EVENT("entrega_ilegible"), LOG_INT("clinica", (long)anillo->clinica),
                  LOG_INT("seq", (long)seq));
    if (anillo->al_dia)
        medir_retraso(creado_ms);
    return anillo;
}

/* Rings that were asked about with a known position, and did not fill their share, have everything now. */
static void poner_al_dia(void)
{
    bool alguno = false;
    for (struct anillo *uno = anillo_todos(); uno; uno = uno->siguiente) {
        alguno = alguno || (uno->preguntado && !uno->al_dia);
        uno->al_dia = uno->al_dia || uno->preguntado;
        estrena = estrena || !uno->al_dia;
    }
    if (alguno)
        sesion_entrar_todas();
}

static void leida(void *user, const struct db_answer *respuesta)
{
    (void)user;
    leyendo = false;
    mirar_ms = reloj_mono_ms() + SUELO_MS;
    if (!conexion_bien(respuesta, "relay_leer"))
        return;
    int seguidas = 0;
    bool llena = false;
    const struct anillo *de = NULL;
    for (int fila = 0; fila < respuesta->rows; fila++) {
        struct anillo *anillo = tomar_fila(respuesta, fila);
        seguidas = anillo && anillo == de ? seguidas + 1 : 1;
        de = anillo;
        if (anillo && seguidas >= LIMITE) {
            anillo->preguntado = false; /* more may be waiting */
            llena = true;
        }
    }
    leido_ms = reloj_mono_ms();
    estrena = false;
    poner_al_dia();
    if (respuesta->rows > 0)
        rafaga_hasta_ms = leido_ms + RAFAGA_MS;
    if (otra_vez || llena)
        mirar_ms = 0;
    else
        mirar_ms = leido_ms + (estrena || leido_ms < rafaga_hasta_ms ? PASO_MS : SUELO_MS);
}

/* ----------------------------------------------------------------------------------------------- a question */

static void leer(void)
{
    static const struct db_statement sentencia =
        {"relay_leer", "SELECT clinica_id, epoca, seq, creado_ms, entregas"
                       " FROM api.relay_leer($1::bigint[], $2::bigint[], $3::bigint[], $4::int)"};
    struct lista clinicas = {0}, epocas = {0}, seqs = {0};
    for (struct anillo *uno = anillo_todos(); uno; uno = uno->siguiente) {
        lista_poner(&clinicas, uno->clinica);
        lista_poner(&epocas, uno->epoca);
        lista_poner(&seqs, uno->seq);
        uno->preguntado = uno->epoca != 0;
    }
    char limite[12];
    snprintf(limite, sizeof limite, "%d", LIMITE);
    const struct db_param params[] = {DB_TEXT(lista_texto(&clinicas)), DB_TEXT(lista_texto(&epocas)),
                                      DB_TEXT(lista_texto(&seqs)), DB_TEXT(limite)};
    leyendo = conexion_pedir(conexion, &sentencia, params, 4, leida, NULL);
    otra_vez = false;
    lector_cuenta.lecturas++;
    lista_liberar(&clinicas);
    lista_liberar(&epocas);
    lista_liberar(&seqs);
}

static void eco_pedido(void *user, const struct db_answer *respuesta)
{
    (void)user;
    (void)respuesta; /* what counts is what comes back by the other way */
}

static int64_t pulso_de_eco(int64_t ahora_ms)
{
    static const struct db_statement sentencia = {"eco", "SELECT pg_notify('" CANAL_ECO "', '')"};
    if (eco_enviado_ms && ahora_ms - eco_enviado_ms >= ECO_ESPERA_MS) {
        log_aviso(LOG_EVENT("sin_eco"));
        eco_enviado_ms = 0;
        conexion_cortar(conexion);
    } else if (!eco_enviado_ms && ahora_ms >= eco_ms &&
               conexion_pedir(conexion, &sentencia, NULL, 0, eco_pedido, NULL)) {
        eco_enviado_ms = ahora_ms;
        eco_ms = ahora_ms + ECO_CADA_MS;
    }
    return eco_enviado_ms ? eco_enviado_ms + ECO_ESPERA_MS : ahora_ms > eco_ms ? ahora_ms + SUELO_MS : eco_ms;
}

int64_t lector_pulso(int64_t ahora_ms)
{
    int64_t otra_vez_ms = conexion_pulso(conexion, ahora_ms);
    if (!conexion_esta_lista(conexion))
        return otra_vez_ms;
    int64_t eco = pulso_de_eco(ahora_ms);
    if (conexion_esta_lista(conexion) && !leyendo && ahora_ms >= mirar_ms)
        leer();
    if (eco < otra_vez_ms)
        otra_vez_ms = eco;
    return !leyendo && mirar_ms < otra_vez_ms ? mirar_ms : otra_vez_ms;
}
