/* colgar and transferir: what is done to a call that lives. */
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

/* ARI has no event for what we do ourselves. Told before it is done, so that what comes of it comes later; when it is not
 * done, transferencia.falla follows. */
static void contar(const struct encargo *encargo, const char *tipo, const struct ari_leg *de)
{
    char momento[RELOJ_RFC3339_BYTES];
    struct buf evento = buf_in(encargo->arena);
    buf_json_begin(&evento, '[');
    buf_json_begin(&evento, '{');
    buf_json_member_text(&evento, "tipo", tipo);
    buf_json_member_text(&evento, "llamada", de->call->id);
    buf_json_member_text(&evento, "momento", reloj_rfc3339(reloj_wall_us(), momento));
    buf_json_member_text(&evento, "tramo", de->id);
    buf_json_member_text(&evento, "rol", "agente");
    buf_json_member_text(&evento, "extension", de->extension);
    buf_json_member_text(&evento, "destino", encargo->orden.destino);
    buf_json_end(&evento, '}');
    buf_json_end(&evento, ']');
    cola_poner(encargo->centralita, COLA_EVENTO, buf_text(&evento), buf_text(&evento), evento.bytes);
}

static void fallar(struct encargo *encargo)
{
    const struct ari_call *cual = llamada(encargo);
    const struct ari_leg *de = cual ? de_quien(encargo, cual) : NULL;
    if (de)
        contar(encargo, "transferencia.falla", de);
    orden_acabar(encargo, ORDER_REFUSED, "no_soportado");
}

static void transferido(void *user, long estado, const struct json *cuerpo)
{
    (void)cuerpo;
    struct encargo *encargo = user;
    if (estado == 0)
        orden_acabar(encargo, ORDER_UNKNOWN, "sin_respuesta");
    else if (estado == 200 || estado == 409)
        orden_acabar(encargo, ORDER_ACCEPTED, "");
    else
        fallar(encargo);
}

/* What the installed context wants to know. */
static const char *variables(const struct encargo *encargo, const struct ari_leg *a)
{
    struct buf cuerpo = buf_in(encargo->arena);
    buf_json_begin(&cuerpo, '{');
    buf_json_key(&cuerpo, "variables");
    buf_json_begin(&cuerpo, '{');
    buf_json_member_text(&cuerpo, "CC_CANAL", a->id);
    buf_json_member_text(&cuerpo, "CC_DESTINO", encargo->orden.destino);
    buf_json_end(&cuerpo, '}');
    buf_json_end(&cuerpo, '}');
    return buf_text(&cuerpo);
}

/* ARI redirects no channel that is in no application of ours (409). What it does is originate: a Local channel into a
 * context that is installed on the PBX, which redirects the other side; the agent's leg ends by that. */
static void transferir(struct encargo *encargo, const struct ari_leg *de, const struct ari_leg *a)
{
    const char *contexto = encargo->centralita->contexto_transferencia;
    const struct peticion_dato datos[] = {
        {"endpoint", arena_format(encargo->arena, "Local/s@%s/n", contexto)},
        {"extension", "s"},
        {"context", contexto},
        {"priority", "1"},
        {"channelId", encargo->orden.peticion},
        {NULL, NULL},
    };
    contar(encargo, "transferencia.ciega", de);
    peticion_hacer(encargo->centralita->enlace, "POST", "channels", datos, variables(encargo, a), transferido,
                   encargo);
}

void mando_transferir(struct encargo *encargo)
{
    const struct ari_call *cual = llamada(encargo);
    const struct ari_leg *de = cual ? de_quien(encargo, cual) : NULL, *a = de ? a_quien(encargo, de) : NULL;
    if (encargo->repetida) /* whether it was done shows in the call */
        orden_acabar(encargo, ORDER_UNKNOWN, "sin_respuesta");
    else if (!orden_es_sencillo(encargo->orden.destino))
        orden_acabar(encargo, ORDER_REFUSED, "numero_erroneo");
    else if (!a || !orden_es_sencillo(a->id) || !*encargo->centralita->contexto_transferencia)
        orden_acabar(encargo, ORDER_REFUSED, "no_soportado");
    else
        transferir(encargo, de, a);
}
