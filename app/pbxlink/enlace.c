#include "pbxlink/enlace.h"

#include <stdlib.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/json.h"
#include "lib/log.h"
#include "lib/reloj.h"
#include "lib/texto.h"
#include "pbx/ari.h"
#include "pbxlink/censo.h"
#include "pbxlink/centralita.h"
#include "pbxlink/peticion.h"
#include "pbxlink/servidor.h"

enum {
    REVISION_MS = 500,
    PING_MS = 20000,
    MUERTO_MS = 45000,
    ADIOS_MS = 5000,             /* for the PBX to close after our goodbye */
    SIN_BASE_MS = 1000,          /* a shorter absence is waited for */
    MENSAJE_MAX_BYTES = 4 << 20, /* a list of a thousand channels */
    MARCA_RANDOM_BYTES = 12,
};

enum estado { ABIERTO, REGISTRADO, DESPEDIDO };

struct salida {
    struct salida *siguiente;
    size_t bytes;
    char texto[];
};

struct enlace {
    struct enlace *siguiente;
    struct lws *wsi;
    struct centralita *centralita;
    enum estado estado;
    char marca[TEXTO_BASE64_BYTES(MARCA_RANDOM_BYTES)];
    unsigned char huella[CRIPTO_SHA256_BYTES]; /* of the secret that it came with */
    struct salida *primera, *ultima;           /* to be written */
    char *entrada;                             /* a message of which more is to come */
    size_t entrada_bytes;
    int64_t oido_ms, adios_ms; /* heard last; said goodbye (monotonic) */
    int pings;                 /* since it was heard */
    bool debe_ping, debe_adios, frenado;
    uint16_t codigo;
};

struct enlace_cuenta enlace_cuenta;

static struct enlace *todos;
static struct arena *arena; /* of the message that is being read */

const char *enlace_marca(const struct enlace *enlace)
{
    return enlace->marca;
}

struct centralita *enlace_centralita(const struct enlace *enlace)
{
    return enlace->centralita;
}

bool enlace_listo(const struct enlace *enlace)
{
    return enlace && enlace->estado == REGISTRADO;
}

bool enlace_hay(const struct centralita *centralita)
{
    const struct enlace *uno = todos;
    while (uno && uno->centralita != centralita)
        uno = uno->siguiente;
    return uno != NULL;
}

bool enlace_autentico(const struct enlace *enlace)
{
    const struct centralita *de = enlace->centralita;
    unsigned char huella[CRIPTO_SHA256_BYTES];
    bool es = false;
    for (int i = 0; i < de->secretos_n; i++) {
        cripto_sha256(de->secretos[i], strlen(de->secretos[i]), huella);
        es |= cripto_equal(huella, enlace->huella, sizeof huella);
    }
    return es;
}

/* ----------------------------------------------------------------------------------------------- comes and goes */

struct enlace *enlace_nuevo(struct lws *wsi, struct centralita *centralita,
                            const unsigned char huella[CRIPTO_SHA256_BYTES])
{
    unsigned char azar[MARCA_RANDOM_BYTES];
    struct enlace *enlace = calloc(1, sizeof *enlace);
    if (!enlace)
        abort();
    cripto_random(azar, sizeof azar);
    texto_base64url(azar, sizeof azar, enlace->marca);
    memcpy(enlace->huella, huella, sizeof enlace->huella);
    enlace->wsi = wsi;
    enlace->centralita = centralita;
    enlace->oido_ms = reloj_mono_ms();
    enlace->siguiente = todos;
    todos = enlace;
    enlace_cuenta.enlaces++;
    if (centralita->enlace)
        enlace_cerrar(centralita->enlace, ENLACE_OTRO);
    centralita->enlace = enlace;
    centralita_enlazar(centralita);
    log_info(LOG_EVENT("enlace"), LOG_INT("centralita", (long)centralita->id),
             LOG_TEXT("marca", enlace->marca));
    return enlace;
}

static void soltar_salida(struct enlace *enlace)
{
    struct salida *salida = enlace->primera;
    enlace->primera = salida->siguiente;
    free(salida);
}

void enlace_ido(struct enlace *enlace)
{
    struct enlace **en = &todos;
    while (*en != enlace)
        en = &(*en)->siguiente;
    *en = enlace->siguiente;
    enlace_cuenta.enlaces--;
    log_info(LOG_EVENT("enlace_ido"), LOG_INT("centralita", (long)enlace->centralita->id),
             LOG_TEXT("marca", enlace->marca));
    enlace->estado = DESPEDIDO;
    peticion_sin_enlace(enlace);
    if (enlace->centralita->enlace == enlace)
        centralita_soltar(enlace->centralita);
    while (enlace->primera)
        soltar_salida(enlace);
    free(enlace->entrada);
    free(enlace);
}

void enlace_cerrar(struct enlace *enlace, enum enlace_cierre cierre)
{
    if (enlace->estado == DESPEDIDO)
        return;
    enlace->estado = DESPEDIDO;
    enlace->codigo = (uint16_t)cierre;
    enlace->debe_adios = true;
    enlace->adios_ms = reloj_mono_ms();
    enlace_cuenta.despedidas++;
    log_info(LOG_EVENT("enlace_adios"), LOG_INT("centralita", (long)enlace->centralita->id),
             LOG_INT("codigo", cierre));
    servidor_escribir(enlace->wsi);
}

void enlace_despedir(enum enlace_cierre cierre)
{
    for (struct enlace *uno = todos; uno; uno = uno->siguiente)
        enlace_cerrar(uno, cierre);
}

/* ----------------------------------------------------------------------------------------------- what it is told */

void enlace_decir(struct enlace *enlace, const char *texto)
{
    size_t bytes = strlen(texto);
    struct salida *salida = malloc(sizeof *salida + bytes + 1);
    if (!salida)
        abort();
    salida->siguiente = NULL;
    salida->bytes = bytes;
    memcpy(salida->texto, texto, bytes + 1);
    *(enlace->primera ? &enlace->ultima->siguiente : &enlace->primera) = salida;
    enlace->ultima = salida;
    servidor_escribir(enlace->wsi);
}

struct enlace_trama enlace_siguiente(struct enlace *enlace)
{
    if (enlace->debe_adios)
        return (struct enlace_trama){.que = ENLACE_ADIOS, .codigo = enlace->codigo};
    if (enlace->estado == DESPEDIDO)
        return (struct enlace_trama){.que = ENLACE_NADA};
    if (enlace->debe_ping)
        return (struct enlace_trama){.que = ENLACE_PING};
    if (enlace->primera)
        return (struct enlace_trama){.que = ENLACE_TEXTO,
                                     .texto = enlace->primera->texto,
                                     .bytes = enlace->primera->bytes};
    return (struct enlace_trama){.que = ENLACE_NADA};
}

void enlace_escrita(struct enlace *enlace)
{
    if (enlace->debe_adios)
        enlace->debe_adios = false;
    else if (enlace->debe_ping)
        enlace->debe_ping = false;
    else if (enlace->primera)
        soltar_salida(enlace);
}

/* ----------------------------------------------------------------------------------------------- what it tells */

static void registrado(struct enlace *enlace, const struct json *evento)
{
    const char *aplicacion = json_member_text(evento, "application");
    if (enlace->estado != ABIERTO || !aplicacion)
        return;
    enlace->estado = REGISTRADO;
    censo_empezar(enlace, aplicacion);
}

static void traducir(struct enlace *enlace, const struct json *evento, const char *crudo, size_t bytes)
{
    struct buf eventos = buf_in(arena);
    ari_translate(enlace->centralita->ari, evento, &eventos);
    if (strcmp(buf_text(&eventos), "[]") == 0)
        return; /* nothing that a call is made of */
    enlace_cuenta.eventos++;
    cola_poner(enlace->centralita, COLA_EVENTO, buf_text(&eventos), crudo, bytes);
}

static void leer(struct enlace *enlace, const char *texto, size_t bytes)
{
    struct json_fault fault;
    const struct json *mensaje = json_parse(arena, texto, bytes, &fault);
    const char *tipo = mensaje ? json_member_text(mensaje, "type") : NULL;
    enlace_cuenta.recibidos++;
    if (!mensaje) {
        enlace_cuenta.ilegibles++;
        cola_poner(enlace->centralita, COLA_ILEGIBLE, json_error_text(fault.error), texto, bytes);
    } else if (tipo && strcmp(tipo, "RESTResponse") == 0) {
        peticion_respondida(enlace, mensaje, arena);
    } else if (tipo && strcmp(tipo, "ApplicationRegistered") == 0) {
        registrado(enlace, mensaje);
    } else {
        traducir(enlace, mensaje, texto, bytes);
    }
}

/* Joins the pieces of a message; NULL while it is not whole. */
static const char *juntar(struct enlace *enlace, const char *texto, size_t bytes, bool ultima)
{
    if (ultima && !enlace->entrada)
        return texto;
    char *entrada = realloc(enlace->entrada, enlace->entrada_bytes + bytes);
    if (!entrada)
        abort();
    memcpy(entrada + enlace->entrada_bytes, texto, bytes);
    enlace->entrada = entrada;
    return ultima ? entrada : NULL;
}

void enlace_recibir(struct enlace *enlace, const char *texto, size_t bytes, bool ultima)
{
    enlace_vivo(enlace);
    if (enlace->entrada_bytes + bytes > MENSAJE_MAX_BYTES) {
        enlace_cerrar(enlace, ENLACE_DEMASIADO_LARGO);
        servidor_matar(enlace->wsi);
        return;
    }
    const char *mensaje = juntar(enlace, texto, bytes, ultima);
    enlace->entrada_bytes += bytes;
    if (!mensaje)
        return;
    if (!arena)
        arena = arena_new(65536);
    leer(enlace, mensaje, enlace->entrada_bytes);
    arena_reset(arena);
    free(enlace->entrada);
    enlace->entrada = NULL;
    enlace->entrada_bytes = 0;
}

void enlace_vivo(struct enlace *enlace)
{
    enlace->oido_ms = reloj_mono_ms();
    enlace->pings = 0;
}

void enlace_frenar(struct centralita *centralita, bool si)
{
    for (struct enlace *uno = todos; uno; uno = uno->siguiente)
        if (uno->centralita == centralita && uno->frenado != si) {
            uno->frenado = si;
            servidor_leer(uno->wsi, !si);
        }
}

/* ----------------------------------------------------------------------------------------------- as time passes */

static void revisar(struct enlace *enlace, int64_t ahora_ms)
{
    int64_t callado_ms = ahora_ms - enlace->oido_ms;
    if (enlace->frenado)
        enlace->oido_ms = ahora_ms; /* it is we who do not listen */
    else if (callado_ms > MUERTO_MS ||
             (enlace->estado == DESPEDIDO && ahora_ms - enlace->adios_ms > ADIOS_MS))
        servidor_matar(enlace->wsi);
    else if (callado_ms / PING_MS > enlace->pings && enlace->estado != DESPEDIDO) {
        enlace->pings++;
        enlace->debe_ping = true;
        servidor_escribir(enlace->wsi);
    }
}

/* A short absence of the database is waited for; in a longer one the PBXs keep what they have to tell. */
static void revisar_base(int64_t ahora_ms)
{
    static int64_t falta_ms;
    if (cola_lista())
        falta_ms = 0;
    else if (!falta_ms)
        falta_ms = ahora_ms;
    else if (ahora_ms - falta_ms >= SIN_BASE_MS)
        enlace_despedir(ENLACE_SIN_BASE);
}

int64_t enlace_pulso(int64_t ahora_ms)
{
    static int64_t proxima_ms;
    if (ahora_ms < proxima_ms)
        return proxima_ms;
    revisar_base(ahora_ms);
    for (struct enlace *uno = todos; uno; uno = uno->siguiente)
        revisar(uno, ahora_ms);
    return proxima_ms = ahora_ms + REVISION_MS;
}
