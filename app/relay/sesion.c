#include "relay/sesion.h"

#include <stdlib.h>
#include <string.h>

#include "lib/log.h"
#include "lib/reloj.h"
#include "relay/acceso.h"
#include "relay/ajustes.h"
#include "relay/lector.h"
#include "relay/reparto.h"
#include "relay/servidor.h"
#include "relay/trama.h"

enum {
    PRESENTARSE_MS = 5000,
    PING_MS = 20000,
    MUERTA_MS = 45000,
    DESPEDIDA_MS = 2000, /* to read the close frame */
    COLA_BYTES = 65536,
    COLA_GRACIA_MS = 1000, /* a burst is no slowness: something of it is taken all the time */
    COLA_MS = 10000,
    MENSAJES_POR_MINUTO = 100,
    CUBOS = 4096,
    REVISION_MS = 1000,
};

struct sesion_cuenta sesion_cuenta;

static struct sesion *todas;
static struct sesion *por_agente[CUBOS];

static struct sesion **cubo_de(int64_t agente)
{
    return &por_agente[(uint64_t)agente % CUBOS];
}

struct sesion *sesion_todas(void)
{
    return todas;
}

static void entrar_en(struct sesion *sesion, enum sesion_estado estado)
{
    sesion_cuenta.dentro += (estado == DENTRO) - (sesion->estado == DENTRO);
    sesion->estado = (uint8_t)estado;
    sesion->desde_ms = reloj_mono_ms();
}

/* ----------------------------------------------------------------------------------------------- comes and goes */

struct sesion *sesion_nueva(struct lws *wsi, const unsigned char *galleta)
{
    struct sesion *sesion = calloc(1, sizeof *sesion);
    if (!sesion)
        abort();
    sesion->wsi = wsi;
    sesion->con_galleta = galleta != NULL;
    if (galleta)
        memcpy(sesion->galleta, galleta, CREDENCIAL_BYTES);
    sesion->desde_ms = sesion->oido_ms = sesion->minuto_ms = reloj_mono_ms();
    sesion->siguiente = todas;
    if (todas)
        todas->anterior = sesion;
    todas = sesion;
    sesion_cuenta.sockets++;
    return sesion;
}

static void olvidar_agente(struct sesion *sesion)
{
    struct sesion **enlace = cubo_de(sesion->agente);
    while (*enlace && *enlace != sesion)
        enlace = &(*enlace)->de_agente;
    if (*enlace)
        *enlace = sesion->de_agente;
}

static void liberar(struct sesion *sesion)
{
    free(sesion->hola);
    free(sesion->entrada);
    free(sesion);
}

void sesion_ida(struct sesion *sesion)
{
    entrar_en(sesion, CERRANDO);
    reparto_olvidar(sesion);
    olvidar_agente(sesion);
    *(sesion->anterior ? &sesion->anterior->siguiente : &todas) = sesion->siguiente;
    if (sesion->siguiente)
        sesion->siguiente->anterior = sesion->anterior;
    sesion->wsi = NULL;
    sesion_cuenta.sockets--;
    if (!sesion->consultando)
        liberar(sesion);
}

void sesion_cerrar(struct sesion *sesion, enum cierre cierre, bool fin)
{
    if (sesion->estado == CERRANDO)
        return;
    sesion->cierre = (uint16_t)cierre;
    sesion->debe_fin = fin;
    sesion_cuenta.lentas += cierre == CIERRE_LENTA;
    sesion_cuenta.rechazadas += cierre == CIERRE_SIN_SESION;
    entrar_en(sesion, CERRANDO);
    servidor_escribir(sesion->wsi);
}

void sesion_despedir(void)
{
    for (struct sesion *una = todas; una; una = una->siguiente)
        sesion_cerrar(una, CIERRE_NOS_VAMOS, false);
}

/* ----------------------------------------------------------------------------------------------- who is it? */

static void comprobar(struct sesion *sesion)
{
    const unsigned char *credencial = sesion->hola->con_ticket ? sesion->hola->credencial : sesion->galleta;
    sesion->consultando = acceso_comprobar(sesion, credencial);
}

/* The answer has come. False: for nobody. */
static bool sigue_ahi(struct sesion *sesion)
{
    sesion->consultando = false;
    if (!sesion->wsi)
        liberar(sesion);
    else if (sesion->estado == COMPROBANDO)
        return true;
    return false;
}

void sesion_sin_respuesta(struct sesion *sesion)
{
    sigue_ahi(sesion);
}

void sesion_rechazada(struct sesion *sesion)
{
    if (sigue_ahi(sesion))
        sesion_cerrar(sesion, CIERRE_SIN_SESION, false);
}

static long sockets_de(int64_t agente)
{
    long n = 0;
    for (const struct sesion *una = *cubo_de(agente); una; una = una->de_agente)
        n += una->agente == agente;
    return n;
}

static void entrar(struct sesion *sesion)
{
    if (!reparto_entrar(sesion)) {
        entrar_en(sesion, ENTRANDO);
        lector_mirar();
        return;
    }
    free(sesion->hola);
    sesion->hola = NULL;
    entrar_en(sesion, DENTRO);
    servidor_escribir(sesion->wsi);
}

void sesion_admitida(struct sesion *sesion, int64_t id, int64_t agente, size_t n, const int64_t *clinicas,
                     const unsigned *roles)
{
    if (!sigue_ahi(sesion))
        return;
    if (sockets_de(agente) >= ajustes.sockets_agente) {
        sesion_cerrar(sesion, CIERRE_DEMASIADOS, false);
        return;
    }
    sesion->id = id;
    sesion->agente = agente;
    sesion->de_agente = *cubo_de(agente);
    *cubo_de(agente) = sesion;
    reparto_suscribir(sesion, n, clinicas, roles);
    entrar(sesion);
}

void sesion_entrar_todas(void)
{
    for (struct sesion *una = todas; una; una = una->siguiente)
        if (una->estado == ENTRANDO)
            entrar(una);
}

/* ----------------------------------------------------------------------------------------------- what it says */

static void saludar(struct sesion *sesion, struct hola *hola)
{
    free(sesion->hola);
    sesion->hola = hola;
    sesion->panel = hola->panel;
    if (sesion->estado == DENTRO)
        entrar(sesion);
    if (sesion->estado != ABIERTA_SIN_HOLA)
        return;
    if (!hola->con_ticket && !sesion->con_galleta) {
        sesion_cerrar(sesion, CIERRE_SIN_SESION, false);
        return;
    }
    sesion->estado = COMPROBANDO; /* the five seconds go on */
    comprobar(sesion);
}

/* Whether it talks more than a person's browser has reason to. */
static bool insiste(struct sesion *sesion)
{
    if (sesion->oido_ms - sesion->minuto_ms > 60000) {
        sesion->minuto_ms = sesion->oido_ms;
        sesion->mensajes = 0;
    }
    return ++sesion->mensajes > MENSAJES_POR_MINUTO;
}

/* Joins the pieces of a message; NULL while it is not whole. */
static const char *juntar(struct sesion *sesion, const char *texto, size_t bytes, bool ultima)
{
    if (ultima && !sesion->entrada)
        return texto;
    char *entrada = realloc(sesion->entrada, HOLA_MAX_BYTES);
    if (!entrada)
        abort();
    memcpy(entrada + sesion->entrada_bytes, texto, bytes);
    sesion->entrada = entrada;
    return ultima ? entrada : NULL;
}

void sesion_recibir(struct sesion *sesion, const char *texto, size_t bytes, bool ultima)
{
    sesion_viva(sesion);
    if (sesion->estado == CERRANDO)
        return;
    if (sesion->entrada_bytes + bytes > HOLA_MAX_BYTES) {
        sesion_cerrar(sesion, CIERRE_DEMASIADO_LARGO, false);
        return;
    }
    const char *mensaje = juntar(sesion, texto, bytes, ultima);
    sesion->entrada_bytes = (uint16_t)(sesion->entrada_bytes + bytes);
    if (!mensaje)
        return;
    struct hola *hola = insiste(sesion) ? NULL : hola_leer(mensaje, sesion->entrada_bytes);
    free(sesion->entrada);
    sesion->entrada = NULL;
    sesion->entrada_bytes = 0;
    if (hola)
        saludar(sesion, hola);
    else
        sesion_cerrar(sesion, CIERRE_PROTOCOLO, false);
}

void sesion_viva(struct sesion *sesion)
{
    sesion->oido_ms = reloj_mono_ms();
    sesion->pings = 0;
}

/* ----------------------------------------------------------------------------------------------- what it is told */

char *sesion_siguiente(struct sesion *sesion, size_t *bytes_r)
{
    char *trama = NULL;
    if (sesion->debe_fin)
        trama = trama_fin(bytes_r);
    else if (sesion->estado == DENTRO)
        trama = reparto_siguiente(sesion, bytes_r);
    sesion->debe_fin = false;
    sesion_cuenta.tramas += trama != NULL;
    sesion_cuenta.bytes += trama ? *bytes_r : 0;
    return trama;
}

/* ----------------------------------------------------------------------------------------------- as time passes */

static void revisar_latido(struct sesion *sesion, int64_t ahora_ms)
{
    int64_t callada_ms = ahora_ms - sesion->oido_ms;
    if (callada_ms > MUERTA_MS) {
        servidor_matar(sesion->wsi);
    } else if (callada_ms / PING_MS > sesion->pings) {
        sesion->pings++;
        sesion->debe_ping = true;
        servidor_escribir(sesion->wsi);
    }
}

static void revisar_cola(struct sesion *sesion, int64_t ahora_ms)
{
    if (sesion->pendiente_bytes == 0 && !sesion->repasando)
        return;
    bool mucho = !sesion->repasando && sesion->pendiente_bytes > COLA_BYTES &&
                 ahora_ms - sesion->pendiente_ms > COLA_GRACIA_MS;
    if (mucho || reparto_espera_ms(sesion, ahora_ms) > COLA_MS)
        sesion_cerrar(sesion, CIERRE_LENTA, false);
}

static void revisar(struct sesion *sesion, int64_t ahora_ms)
{
    int64_t lleva_ms = ahora_ms - sesion->desde_ms;
    revisar_latido(sesion, ahora_ms);
    switch ((enum sesion_estado)sesion->estado) {
    case ABIERTA_SIN_HOLA:
        if (lleva_ms >= PRESENTARSE_MS)
            sesion_cerrar(sesion, CIERRE_SIN_SESION, false);
        break;
    case COMPROBANDO:
    case ENTRANDO: /* it is the database that is late: not its fault */
        if (lleva_ms >= PRESENTARSE_MS)
            sesion_cerrar(sesion, CIERRE_NOS_VAMOS, false);
        else if (sesion->estado == COMPROBANDO && !sesion->consultando)
            comprobar(sesion);
        break;
    case DENTRO:
        revisar_cola(sesion, ahora_ms);
        break;
    case CERRANDO: /* a browser that reads nothing does not read this either */
        if (lleva_ms >= DESPEDIDA_MS)
            servidor_matar(sesion->wsi);
        break;
    }
}

int64_t sesion_pulso(int64_t ahora_ms)
{
    static int64_t proxima_ms;
    if (ahora_ms < proxima_ms)
        return proxima_ms;
    for (struct sesion *una = todas; una; una = una->siguiente)
        revisar(una, ahora_ms);
    anillo_envejecer(ahora_ms);
    return proxima_ms = ahora_ms + REVISION_MS;
}
