#include "relay/salud.h"

#include <stdio.h>
#include <string.h>

#include "lib/version.h"
#include "relay/acceso.h"
#include "relay/anillo.h"
#include "relay/lector.h"
#include "relay/sesion.h"

static const char TEXTO[] = "text/plain; charset=utf-8";

static struct pagina livez(char *memoria)
{
    (void)memoria;
    return (struct pagina){200, TEXTO, "ok\n"};
}

static struct pagina readyz(char *memoria)
{
    (void)memoria;
    bool lista = lector_listo() && acceso_listo();
    return (struct pagina){lista ? 200 : 503, TEXTO, lista ? "ok\n" : "sin base de datos\n"};
}

static struct pagina version(char *memoria)
{
    snprintf(memoria, PAGINA_MAX_BYTES, "{\"version\":\"%s\",\"commit\":\"%s\",\"esquema\":%d}\n",
             version_text(), version_commit(), version_schema());
    return (struct pagina){200, "application/json", memoria};
}

/* https://prometheus.io/docs/instrumenting/exposition_formats/ */
static struct pagina metrics(char *memoria)
{
    long anillos = 0, anillo_bytes = 0;
    for (const struct anillo *uno = anillo_todos(); uno; uno = uno->siguiente) {
        anillos++;
        anillo_bytes += (long)uno->bytes;
    }
    const struct {
        const char *nombre, *clase, *que;
        double valor;
    } tabla[] = {
        {"cc_relay_sockets", "gauge", "browsers connected", (double)sesion_cuenta.sockets},
        {"cc_relay_sesiones", "gauge", "of them, welcomed", (double)sesion_cuenta.dentro},
        {"cc_relay_anillos", "gauge", "clinics followed", (double)anillos},
        {"cc_relay_anillo_bytes", "gauge", "events kept", (double)anillo_bytes},
        {"cc_relay_tramas_total", "counter", "frames sent", (double)sesion_cuenta.tramas},
        {"cc_relay_bytes_total", "counter", "bytes of frames sent", (double)sesion_cuenta.bytes},
        {"cc_relay_lentas_total", "counter", "browsers cut for being slow", (double)sesion_cuenta.lentas},
        {"cc_relay_rechazadas_total", "counter", "closed for want of a session",
         (double)sesion_cuenta.rechazadas},
        {"cc_relay_recargas_total", "counter", "told to reload", (double)sesion_cuenta.recargas},
        {"cc_relay_eventos_total", "counter", "events read", (double)lector_cuenta.eventos},
        {"cc_relay_lecturas_total", "counter", "reads of the database", (double)lector_cuenta.lecturas},
        {"cc_relay_avisos_total", "counter", "hints heard", (double)lector_cuenta.avisos},
        {"cc_relay_huecos_total", "counter", "times that a past was lost", (double)lector_cuenta.huecos},
        {"cc_relay_retraso_segundos", "gauge", "age of the last event when read",
         (double)lector_cuenta.retraso_ms / 1000},
        {"cc_relay_base_lista", "gauge", "1 when the database answers", lector_listo() && acceso_listo()},
    };
    size_t en = 0;
    for (size_t i = 0; i < sizeof tabla / sizeof *tabla && en < PAGINA_MAX_BYTES; i++)
        en += (size_t)snprintf(memoria + en, PAGINA_MAX_BYTES - en, "# HELP %s %s\n# TYPE %s %s\n%s %.15g\n",
                               tabla[i].nombre, tabla[i].que, tabla[i].nombre, tabla[i].clase,
                               tabla[i].nombre, tabla[i].valor);
    return (struct pagina){200, "text/plain; version=0.0.4; charset=utf-8", memoria};
}

struct pagina salud_pagina(const char *ruta, char memoria[PAGINA_MAX_BYTES])
{
    static const struct {
        const char *ruta;
        struct pagina (*pagina)(char *memoria);
    } tabla[] = {{"/livez", livez}, {"/readyz", readyz}, {"/metrics", metrics}, {"/version", version}};
    for (size_t i = 0; i < sizeof tabla / sizeof *tabla; i++)
        if (strcmp(ruta, tabla[i].ruta) == 0)
            return tabla[i].pagina(memoria);
    return (struct pagina){404, TEXTO, "no\n"};
}
