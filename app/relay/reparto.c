#include "relay/reparto.h"

#include <stdlib.h>

#include "lib/reloj.h"
#include "relay/servidor.h"
#include "relay/sesion.h"
#include "relay/trama.h"

enum { CABECERA_BYTES = 128 }; /* of a frame, about */

static void enlazar(struct suscripcion *una)
{
    una->siguiente = una->anillo->suscripciones;
    if (una->siguiente)
        una->siguiente->anterior = una;
    una->anillo->suscripciones = una;
    una->anillo->sola_ms = 0;
}

static void soltar(struct suscripcion *una)
{
    if (una->anterior)
        una->anterior->siguiente = una->siguiente;
    else
        una->anillo->suscripciones = una->siguiente;
    if (una->siguiente)
        una->siguiente->anterior = una->anterior;
    if (!una->anillo->suscripciones)
        una->anillo->sola_ms = reloj_mono_ms();
}

void reparto_suscribir(struct sesion *sesion, size_t n, const int64_t *clinicas, const unsigned *roles)
{
    sesion->suscripciones = calloc(n, sizeof *sesion->suscripciones);
    if (!sesion->suscripciones)
        abort();
    sesion->n = (uint16_t)n;
    for (size_t i = 0; i < n; i++) {
        struct suscripcion *una = &sesion->suscripciones[i];
        *una = (struct suscripcion){.sesion = sesion, .anillo = anillo_de(clinicas[i]), .rol = roles[i]};
        enlazar(una);
    }
}

void reparto_olvidar(struct sesion *sesion)
{
    for (size_t i = 0; i < sesion->n; i++)
        soltar(&sesion->suscripciones[i]);
    free(sesion->suscripciones);
    sesion->suscripciones = NULL;
    sesion->n = 0;
}

/* From where on a session wants a clinic: where it was, if that can still be served, else from now on. */
static void situar(struct suscripcion *una, const struct posicion *posicion)
{
    const struct anillo *anillo = una->anillo;
    bool sigue = posicion && anillo_alcanza(anillo, posicion->epoca, posicion->seq);
    una->debe_recargar = posicion && !sigue;
    una->previo = una->leido = sigue ? posicion->seq : anillo->seq;
    una->de_esta = 0;
}

bool reparto_entrar(struct sesion *sesion)
{
    for (size_t i = 0; i < sesion->n; i++)
        if (!sesion->suscripciones[i].anillo->al_dia)
            return false;
    for (size_t i = 0; i < sesion->n; i++) {
        struct suscripcion *una = &sesion->suscripciones[i];
        situar(una, hola_posicion(sesion->hola, una->anillo->clinica));
    }
    sesion->debe_bienvenida = true;
    sesion->repasando = true;
    sesion->pendiente_bytes = 0;
    return true;
}

/* --------------------------------------------------------------------------------------------- an event comes */

/* What an event weighs for this subscription; 0 when nothing in it is for it. */
static uint32_t pesa(const struct suscripcion *una, const struct evento *evento)
{
    size_t bytes = 0;
    for (size_t i = 0; i < evento->n; i++) {
        const struct entrega *entrega = &evento->entregas[i];
        if (evento_toca(entrega, una->sesion->agente, una->rol, una->sesion->panel))
            bytes += entrega->cuerpo.bytes + CABECERA_BYTES;
    }
    return (uint32_t)bytes;
}

void reparto_evento(struct anillo *anillo, const struct evento *evento)
{
    for (struct suscripcion *una = anillo->suscripciones; una; una = una->siguiente) {
        struct sesion *sesion = una->sesion;
        if (sesion->estado != DENTRO || una->leido >= evento->seq)
            continue; /* comes in later, or had it from the database before us */
        uint32_t peso = pesa(una, evento);
        if (peso == 0) {
            una->leido += una->leido == evento->seq - 1;
            continue;
        }
        if (sesion->pendiente_bytes == 0)
            sesion->pendiente_ms = evento->recibido_ms;
        sesion->pendiente_bytes += peso;
        servidor_escribir(sesion->wsi);
    }
}

void reparto_recargar(struct anillo *anillo)
{
    for (struct suscripcion *una = anillo->suscripciones; una; una = una->siguiente)
        if (una->sesion->estado == DENTRO) {
            una->debe_recargar = true;
            una->previo = una->leido = anillo->seq;
            una->de_esta = 0;
            servidor_escribir(una->sesion->wsi);
        }
}

/* ---------------------------------------------------------------------------------------- a socket may be written */

static char *recargar(struct suscripcion *una, size_t *bytes_r)
{
    una->debe_recargar = false;
    sesion_cuenta.recargas++;
    return trama_recargar(una, bytes_r);
}

/* The next delivery of the event after `leido` that is for it; NULL and one event further when there is none. */
static char *de_este_evento(struct suscripcion *una, const struct evento *evento, size_t *bytes_r)
{
    struct sesion *sesion = una->sesion;
    while (una->de_esta < evento->n) {
        const struct entrega *entrega = &evento->entregas[una->de_esta++];
        if (!evento_toca(entrega, sesion->agente, una->rol, sesion->panel))
            continue;
        char *trama = trama_entrega(una, entrega, (long long)evento->seq, bytes_r);
        uint32_t peso = (uint32_t)(entrega->cuerpo.bytes + CABECERA_BYTES);
        sesion->pendiente_bytes -= peso < sesion->pendiente_bytes ? peso : sesion->pendiente_bytes;
        sesion->pendiente_ms = reloj_mono_ms();
        una->previo = evento->seq;
        return trama;
    }
    una->leido = evento->seq;
    una->de_esta = 0;
    return NULL;
}

static char *de_esta_clinica(struct suscripcion *una, size_t *bytes_r)
{
    while (!una->debe_recargar && una->leido < una->anillo->seq) {
        const struct evento *evento = anillo_evento(una->anillo, una->leido + 1);
        char *trama = evento ? de_este_evento(una, evento, bytes_r) : NULL;
        if (trama)
            return trama;
        if (!evento) { /* it has left the ring before its turn came */
            una->previo = una->leido = una->anillo->seq;
            una->de_esta = 0;
            una->debe_recargar = true;
        }
    }
    return una->debe_recargar ? recargar(una, bytes_r) : NULL;
}

char *reparto_siguiente(struct sesion *sesion, size_t *bytes_r)
{
    if (sesion->debe_bienvenida) {
        sesion->debe_bienvenida = false;
        return trama_bienvenida(sesion, bytes_r);
    }
    for (size_t i = 0; i < sesion->n; i++) {
        char *trama = de_esta_clinica(&sesion->suscripciones[i], bytes_r);
        if (trama)
            return trama;
    }
    sesion->repasando = false;
    sesion->pendiente_bytes = 0;
    return NULL;
}

int64_t reparto_espera_ms(const struct sesion *sesion, int64_t ahora_ms)
{
    int64_t espera_ms = 0;
    for (size_t i = 0; i < sesion->n; i++) {
        const struct suscripcion *una = &sesion->suscripciones[i];
        const struct evento *evento = anillo_evento(una->anillo, una->leido + 1);
        int64_t desde_ms =
            evento && evento->recibido_ms > sesion->desde_ms ? evento->recibido_ms : sesion->desde_ms;
        if (evento && ahora_ms - desde_ms > espera_ms)
            espera_ms = ahora_ms - desde_ms;
    }
    return espera_ms;
}
