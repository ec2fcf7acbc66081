/* colgar and transferir: what is done to a call that lives. Both may be done twice. */
#include <string.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/json.h"
#include "lib/reloj.h"
#include "pbx/ari.h"
#include "pbx/ari_vivo.h"
#include "pbxlink/centralita.h"
#include "pbxlink/encargo.h"
#include "pbxlink/enlace.h"
#include "pbxlink/peticion.h"

/* The call that the order is about, by any of its names; NULL when it does not live. */
static const struct ari_call *llamada(const struct encargo *encargo)
{
    const struct ari_vivo *vivo = ari_living(encargo->centralita->ari);
    const char *nombres[] = {encargo->orden.tramo, encargo->orden.llamada};
    for (size_t i = 0; i < 2; i++) {
        const struct ari_leg *leg = ari_vivo_leg(vivo, nombres[i]);
        if (leg)
            return leg->call;
    }
    return ari_vivo_call(vivo, encargo->orden.llamada);
}

static void colgar_canal(struct encargo *encargo, const char *canal, peticion_respuesta *respuesta)
{
    peticion_hacer(encargo->centralita->enlace, "DELETE", arena_format(encargo->arena, "channels/%s", canal),
                   NULL, NULL, respuesta, encargo);
}

/* ----------------------------------------------------------------------------------------------- colgar */

static void colgado(void *user, long estado, const struct json *cuerpo)
{
    (void)cuerpo;
    struct encargo *encargo = user;
    encargo->alguna |= estado == 204 || estado == 404; /* 404: it has gone by itself */
    if (--encargo->faltan > 0)
        return;
    if (encargo->alguna)
        orden_acabar(encargo, ORDER_ACCEPTED, "");
    else
        orden_acabar(encargo, ORDER_UNKNOWN, "sin_respuesta");
}

/* Every channel of it: after a transfer the one that began it may be gone, and the others talk on. */
void mando_colgar(struct encargo *encargo)
{
    const struct ari_call *cual = llamada(encargo);
    const struct ari_leg *leg = ari_living(encargo->centralita->ari)->legs;
    for (; leg; leg = leg->next)
        if (leg->call == cual && orden_es_sencillo(leg->id)) {
            encargo->faltan++;
            colgar_canal(encargo, leg->id, colgado);
        }
    if (encargo->faltan > 0)
        return;
    encargo->faltan = 1;
    if (orden_es_sencillo(encargo->orden.llamada))
        colgar_canal(encargo, encargo->orden.llamada, colgado);
    else
        orden_acabar(encargo, ORDER_REFUSED, "no_soportado");
}

/* ----------------------------------------------------------------------------------------------- transferir */

/* Who transfers: the leg that was named, else that of the agent's extension. */
static const struct ari_leg *de_quien(const struct encargo *encargo, const struct ari_call *cual)
{
    const struct ari_leg *leg = ari_living(encargo->centralita->ari)->legs;
    while (leg && (leg->call != cual || (strcmp(leg->id, encargo->orden.tramo) != 0 &&
                                         strcmp(leg->extension, encargo->orden.extension) != 0)))
        leg = leg->next;
    return leg;
}

/* Who is transferred: the outside, or, within the house, the other telephone. */
static const struct ari_leg *a_quien(const struct encargo *encargo, const struct ari_leg *de)
{
    const struct ari_leg *otro = NULL, *leg = ari_living(encargo->centralita->ari)->legs;
    for (; leg; leg = leg->next)
        if (leg->call == de->call && leg != de && (!otro || !*leg->extension))
            otro = leg;
    return otro;
}

/* ARI has no event for what we did ourselves. */
static void contar(const struct encargo *encargo, const struct ari_leg *de)
{
    char momento[RELOJ_RFC3339_BYTES];
    struct buf evento = buf_in(encargo->arena);
    buf_json_begin(&evento, '[');
    buf_json_begin(&evento, '{');
    buf_json_member_text(&evento, "tipo", "transferencia.ciega");
    buf_json_member_text(&evento, "llamada", de->call->id);
    buf_json_member_text(&evento, "momento", reloj_rfc3339(reloj_wall_us(), momento));
    buf_json_member_text(&evento, "tramo", de->id);
    buf_json_member_text(&evento, "rol", "agente");
    buf_json_member_text(&evento, "extension", de->extension);
    buf_json_member_text(&evento, "destino", encargo->orden.destino);
    buf_json_member_text(&evento, "peticion", encargo->orden.peticion);
    buf_json_end(&evento, '}');
    buf_json_end(&evento, ']');
    cola_poner(encargo->centralita, COLA_EVENTO, buf_text(&evento), buf_text(&evento), evento.bytes);
}

static void soltado(void *user, long estado, const struct json *cuerpo)
{
    (void)cuerpo;
    struct encargo *encargo = user;
    if (estado == 204 || estado == 404)
        orden_acabar(encargo, ORDER_ACCEPTED, "");
    else
        orden_acabar(encargo, ORDER_UNKNOWN, "sin_respuesta");
}

/* The other side knows where to go when its bridge ends: now the agent leaves it. */
static void dirigido(void *user, long estado, const struct json *cuerpo)
{
    (void)cuerpo;
    struct encargo *encargo = user;
    const struct ari_call *cual = llamada(encargo);
    const struct ari_leg *de = cual ? de_quien(encargo, cual) : NULL;
    if (estado == 0 || !de || !enlace_listo(encargo->centralita->enlace)) {
        orden_acabar(encargo, ORDER_UNKNOWN, "sin_respuesta");
    } else if (estado != 204) {
        orden_acabar(encargo, ORDER_REFUSED, "no_soportado");
    } else {
        contar(encargo, de);
        colgar_canal(encargo, de->id, soltado);
    }
}

/* ARI refuses to redirect a channel that is in no application of ours. What it takes is the variable that says where a
 * channel goes when it leaves its bridge. */
void mando_transferir(struct encargo *encargo)
{
    const struct ari_call *cual = llamada(encargo);
    const struct ari_leg *de = cual ? de_quien(encargo, cual) : NULL, *a = de ? a_quien(encargo, de) : NULL;
    if (!orden_es_sencillo(encargo->orden.destino)) {
        orden_acabar(encargo, ORDER_REFUSED, "numero_erroneo");
        return;
    }
    if (!a || !orden_es_sencillo(a->id)) { /* done already, or there is nobody to be transferred */
        orden_acabar(encargo, encargo->repetida ? ORDER_UNKNOWN : ORDER_REFUSED,
                     encargo->repetida ? "sin_respuesta" : "no_soportado");
        return;
    }
    const struct peticion_dato datos[] = {
        {"variable", "CHANNEL(after_bridge_goto)"},
        {"value",
         arena_format(encargo->arena, "%s,%s,1", encargo->centralita->contexto, encargo->orden.destino)},
        {NULL, NULL},
    };
    peticion_hacer(encargo->centralita->enlace, "POST",
                   arena_format(encargo->arena, "channels/%s/variable", a->id), datos, NULL, dirigido,
                   encargo);
}
