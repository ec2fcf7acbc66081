#include "pbxlink/salud.h"

#include <stdio.h>
#include <string.h>

#include "lib/version.h"
#include "pbxlink/censo.h"
#include "pbxlink/centralita.h"
#include "pbxlink/cola.h"
#include "pbxlink/enlace.h"
#include "pbxlink/orden.h"

static unsigned long entradas, rechazos;

void salud_contar_llamada(int estado)
{
    *(estado ? &rechazos : &entradas) += 1;
}

static const char TEXTO[] = "text/plain; charset=utf-8";

static struct pagina livez(char *memoria)
{
    (void)memoria;
    return (struct pagina){200, TEXTO, "ok\n"};
}

static struct pagina readyz(char *memoria)
{
    (void)memoria;
    bool lista = centralita_lista() && cola_lista();
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
    const struct {
        const char *nombre, *clase, *que;
        double valor;
    } tabla[] = {
        {"cc_pbxlink_enlaces", "gauge", "PBXs connected", (double)enlace_cuenta.enlaces},
        {"cc_pbxlink_entradas_total", "counter", "upgrades let in", (double)entradas},
        {"cc_pbxlink_rechazos_total", "counter", "upgrades refused", (double)rechazos},
        {"cc_pbxlink_despedidas_total", "counter", "goodbyes said to PBXs", (double)enlace_cuenta.despedidas},
        {"cc_pbxlink_mensajes_total", "counter", "messages read", (double)enlace_cuenta.recibidos},
        {"cc_pbxlink_eventos_total", "counter", "of them, that a call is made of",
         (double)enlace_cuenta.eventos},
        {"cc_pbxlink_ilegibles_total", "counter", "of them, unreadable", (double)enlace_cuenta.ilegibles},
        {"cc_pbxlink_guardados_total", "counter", "stored", (double)cola_cuenta.guardadas},
        {"cc_pbxlink_no_aplicados_total", "counter", "refused by the database",
         (double)cola_cuenta.rechazadas},
        {"cc_pbxlink_perdidos_total", "counter", "let go without being stored", (double)cola_cuenta.perdidas},
        {"cc_pbxlink_cola", "gauge", "waiting to be stored", (double)cola_cuenta.esperan},
        {"cc_pbxlink_cola_bytes", "gauge", "their size", (double)cola_cuenta.bytes},
        {"cc_pbxlink_censos_total", "counter", "censuses taken", (double)censo_cuenta.censos},
        {"cc_pbxlink_inferidos_total", "counter", "facts that only a census told",
         (double)censo_cuenta.nuevos},
        {"cc_pbxlink_cerradas_total", "counter", "calls closed because they live no more",
         (double)censo_cuenta.cerradas},
        {"cc_pbxlink_ordenes_total", "counter", "orders carried out", (double)orden_cuenta.hechas},
        {"cc_pbxlink_ordenes_inciertas_total", "counter", "orders whose fate nobody knows",
         (double)orden_cuenta.inciertas},
        {"cc_pbxlink_base_lista", "gauge", "1 when the database answers", cola_lista()},
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
