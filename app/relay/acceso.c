#include "relay/acceso.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/conexion.h"
#include "lib/db.h"
#include "lib/log.h"
#include "lib/reloj.h"
#include "relay/ajustes.h"
#include "relay/lista.h"
#include "relay/sesion.h"

enum {
    LATIDO_MS = 4000,
    LLEGADA_MS = 500
}; /* a session that ends is closed within 5 s, even when no hint comes */

static struct conexion *conexion;
static int64_t latido_ms;      /* when the next pulse is due */
static uint32_t latido_numero; /* of the pulse in flight or the last one */
static bool latido_preguntado;
static bool latido_otro; /* a hint came while one was in flight: it may have been too early */

static void lista(void)
{
    latido_ms = 0;
    latido_preguntado = false;
}

static void aviso(const char *canal, bool propio)
{
    (void)canal;
    (void)propio;
    latido_ms = 0;
    latido_otro = latido_preguntado;
}

void acceso_abrir(void)
{
    const struct db_config config = ajustes_base("cc-relay acceso");
    static const struct conexion_eventos eventos = {lista, aviso};
    static const char *const canales[] = {"cc_sesion", NULL};
    conexion = conexion_nueva(&config, BASE_PACIENCIA_MS, canales, &eventos);
}

void acceso_cerrar(void)
{
    conexion_liberar(&conexion);
}

bool acceso_listo(void)
{
    return conexion_esta_lista(conexion);
}

/* ----------------------------------------------------------------------------------------------- who is it? */

/* Two arrays of one length, as PostgreSQL prints them. */
static void admitir(struct sesion *sesion, const struct db_answer *respuesta)
{
    const char *clinicas = db_answer_value(respuesta, 0, 2), *roles = db_answer_value(respuesta, 0, 3);
    size_t n = lista_cuenta(clinicas);
    int64_t *ids = calloc(n, sizeof *ids);
    unsigned *suyos = calloc(n, sizeof *suyos);
    if (!ids || !suyos)
        abort();
    for (size_t i = 0; i < n; i++) {
        size_t bytes = strcspn(++roles, ",}");
        suyos[i] = evento_rol(roles, bytes);
        ids[i] = strtoll(++clinicas, NULL, 10);
        roles += bytes;
        clinicas += strcspn(clinicas, ",}");
    }
    sesion->permisos = strtoll(db_answer_value(respuesta, 0, 4), NULL, 10);
    sesion_admitida(sesion, strtoll(db_answer_value(respuesta, 0, 0), NULL, 10),
                    strtoll(db_answer_value(respuesta, 0, 1), NULL, 10), n, ids, suyos);
    free(ids);
    free(suyos);
    if (latido_ms > reloj_mono_ms() + LLEGADA_MS)
        latido_ms = reloj_mono_ms() + LLEGADA_MS;
}

static void contestada(void *user, const struct db_answer *respuesta)
{
    struct sesion *sesion = user;
    if (!conexion_bien(respuesta, "relay_sesion"))
        sesion_sin_respuesta(sesion); /* a function that fails refuses nobody */
    else if (respuesta->rows == 0)
        sesion_rechazada(sesion);
    else
        admitir(sesion, respuesta);
}

bool acceso_comprobar(struct sesion *sesion, const unsigned char credencial[CREDENCIAL_BYTES])
{
    static const struct db_statement sentencia =
        {"relay_sesion",
         "SELECT sesion_id, agente_id, clinicas, roles, permisos FROM api.relay_sesion($1::bytea)"};
    const struct db_param param = DB_BYTES(credencial, CREDENCIAL_BYTES);
    return conexion_pedir(conexion, &sentencia, &param, 1, contestada, sesion);
}

/* ----------------------------------------------------------------------------------------------- the pulse */

/* What the pulse says of a session that lives. */
struct viva {
    int64_t id, permisos;
};

static int comparar(const void *a, const void *b)
{
    int64_t x = ((const struct viva *)a)->id, y = ((const struct viva *)b)->id;
    return (x > y) - (x < y);
}

/* Who has ended is told so; whose clinics or roles have changed comes back, and is asked who it is again. */
static void juzgar(struct sesion *una, const struct viva *vivas, size_t n)
{
    const struct viva clave = {.id = una->id}, *viva = bsearch(&clave, vivas, n, sizeof *vivas, comparar);
    if (!viva)
        sesion_cerrar(una, CIERRE_SIN_SESION, true);
    else if (viva->permisos != una->permisos)
        sesion_cerrar(una, CIERRE_NOS_VAMOS, false);
}

static void latido_contestado(void *user, const struct db_answer *respuesta)
{
    (void)user;
    latido_preguntado = false;
    if (latido_otro)
        latido_ms = 0;
    latido_otro = false;
    if (!conexion_bien(respuesta, "relay_latido"))
        return;
    size_t n = (size_t)respuesta->rows;
    struct viva *vivas = calloc(n + 1, sizeof *vivas);
    if (!vivas)
        abort();
    for (size_t i = 0; i < n; i++)
        vivas[i] = (struct viva){strtoll(db_answer_value(respuesta, (int)i, 0), NULL, 10),
                                 strtoll(db_answer_value(respuesta, (int)i, 1), NULL, 10)};
    qsort(vivas, n, sizeof *vivas, comparar);
    for (struct sesion *una = sesion_todas(); una; una = una->siguiente)
        if (una->id && una->latido == latido_numero)
            juzgar(una, vivas, n);
    free(vivas);
}

static void latir(void)
{
    static const struct db_statement sentencia =
        {"relay_latido", "SELECT sesion_id, permisos FROM api.relay_latido($1::bigint[])"};
    struct lista ids = {0};
    latido_numero++;
    for (struct sesion *una = sesion_todas(); una; una = una->siguiente)
        if (una->id) {
            una->latido = latido_numero;
            lista_poner(&ids, una->id);
        }
    latido_preguntado =
        conexion_pedir(conexion, &sentencia, &DB_TEXT(lista_texto(&ids)), 1, latido_contestado, NULL);
    lista_liberar(&ids);
}

int64_t acceso_pulso(int64_t ahora_ms)
{
    int64_t otra_vez_ms = conexion_pulso(conexion, ahora_ms);
    if (ahora_ms >= latido_ms) {
        if (!latido_preguntado && conexion_esta_lista(conexion))
            latir();
        latido_ms = ahora_ms + LATIDO_MS;
    }
    return latido_ms < otra_vez_ms ? latido_ms : otra_vez_ms;
}
