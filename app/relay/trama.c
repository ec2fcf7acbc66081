#include "relay/trama.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "relay/sesion.h"

static char *memoria;
static size_t caben, hay; /* of the frame, without the margin */

static void reservar(size_t mas)
{
    if (memoria && hay + mas < caben)
        return;
    caben = (hay + mas) * 2 + 4096;
    memoria = realloc(memoria, TRAMA_MARGEN_BYTES + caben);
    if (!memoria)
        abort();
}

static void poner(const char *texto, size_t bytes)
{
    reservar(bytes);
    memcpy(memoria + TRAMA_MARGEN_BYTES + hay, texto, bytes);
    hay += bytes;
}

__attribute__((format(printf, 1, 2))) static void poner_formato(const char *formato, ...)
{
    char trozo[256]; /* constants and numbers */
    va_list lista;
    va_start(lista, formato);
    int bytes = vsnprintf(trozo, sizeof trozo, formato, lista);
    va_end(lista);
    poner(trozo, (size_t)bytes);
}

static char *hecha(size_t *bytes_r)
{
    *bytes_r = hay;
    hay = 0;
    return memoria + TRAMA_MARGEN_BYTES;
}

char *trama_bienvenida(const struct sesion *sesion, size_t *bytes_r)
{
    poner_formato("{\"tipo\":\"bienvenida\",\"sesion\":%lld,\"agente\":%lld,\"posiciones\":{",
                  (long long)sesion->id, (long long)sesion->agente);
    for (size_t i = 0; i < sesion->n; i++) {
        const struct suscripcion *una = &sesion->suscripciones[i];
        poner_formato("%s\"%lld\":[%lld,%lld]", i ? "," : "", (long long)una->anillo->clinica,
                      (long long)una->anillo->epoca, (long long)una->previo);
    }
    poner_formato("}}");
    return hecha(bytes_r);
}

char *trama_recargar(const struct suscripcion *suscripcion, size_t *bytes_r)
{
    poner_formato("{\"tipo\":\"recargar\",\"clinica\":%lld,\"epoca\":%lld,\"seq\":%lld}",
                  (long long)suscripcion->anillo->clinica, (long long)suscripcion->anillo->epoca,
                  (long long)suscripcion->previo);
    return hecha(bytes_r);
}

char *trama_entrega(const struct suscripcion *suscripcion, const struct entrega *entrega, long long seq,
                    size_t *bytes_r)
{
    poner_formato("{\"tipo\":");
    poner(entrega->tipo.texto, entrega->tipo.bytes);
    poner_formato(",\"clinica\":%lld,\"epoca\":%lld,\"seq\":%lld,\"previo\":%lld,\"accion\":",
                  (long long)suscripcion->anillo->clinica, (long long)suscripcion->anillo->epoca, seq,
                  (long long)suscripcion->previo);
    poner(entrega->accion.texto, entrega->accion.bytes);
    poner_formato(",\"cuerpo\":");
    poner(entrega->cuerpo.texto, entrega->cuerpo.bytes);
    poner("}", 1);
    return hecha(bytes_r);
}

char *trama_fin(size_t *bytes_r)
{
    poner_formato("{\"tipo\":\"sesion_fin\"}");
    return hecha(bytes_r);
}

void trama_cerrar(void)
{
    free(memoria);
    memoria = NULL;
}
