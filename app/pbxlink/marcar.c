/* originar: the agent's telephone rings, and when it is answered the number is dialled in the dial plan. */
#include <stdio.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/json.h"
#include "lib/reloj.h"
#include "pbxlink/centralita.h"
#include "pbxlink/encargo.h"
#include "pbxlink/enlace.h"
#include "pbxlink/peticion.h"

enum { PREGUNTAR_MS = 15000 };

static void preguntar(struct encargo *encargo);

/* Nobody knows whether it was taken: does the channel of that name live? A channel that is not there proves nothing, it may
 * be over already. */
static void preguntado(void *user, long estado, const struct json *cuerpo)
{
    (void)cuerpo;
    struct encargo *encargo = user;
    bool a_tiempo = reloj_mono_ms() - encargo->desde_ms < PREGUNTAR_MS;
    if (estado == 200)
        orden_acabar(encargo, ORDER_ACCEPTED, "");
    else if (estado == 0 && a_tiempo && enlace_listo(encargo->centralita->enlace))
        preguntar(encargo);
    else
        orden_acabar(encargo, ORDER_UNKNOWN, "sin_respuesta");
}

static void preguntar(struct encargo *encargo)
{
    const char *uri = arena_format(encargo->arena, "channels/%s", encargo->orden.peticion);
    if (enlace_listo(encargo->centralita->enlace))
        peticion_hacer(encargo->centralita->enlace, "GET", uri, NULL, NULL, preguntado, encargo);
    else
        orden_acabar(encargo, ORDER_UNKNOWN, "sin_respuesta");
}

static void marcado(void *user, long estado, const struct json *cuerpo)
{
    (void)cuerpo;
    struct encargo *encargo = user;
    if (estado == 0)
        preguntar(encargo);
    else if ((estado >= 200 && estado < 300) || estado == 409) /* 409: a channel of that name lives already */
        orden_acabar(encargo, ORDER_ACCEPTED, "");
    else if (estado == 500) /* "Allocation failed": no such telephone, or it is not registered */
        orden_acabar(encargo, ORDER_REFUSED, "extension_no_registrada");
    else {
        struct order_answer juicio = order_judge_status(estado);
        orden_acabar(encargo, juicio.outcome, juicio.motivo);
    }
}

/* What the agent's telephone shows: whom it is about to call. A name must not end its own quotes. */
static const char *quien_se_muestra(const struct encargo *encargo)
{
    char *nombre = arena_text(encargo->arena, encargo->orden.nombre_mostrar);
    for (char *c = nombre; *c; c++)
        if (*c == '"' || *c == '\\' || *c == '<' || *c == '>' || (unsigned char)*c < ' ')
            *c = ' ';
    return arena_format(encargo->arena, "\"%s\" <%s>", *nombre ? nombre : encargo->orden.numero,
                        encargo->orden.numero);
}

/* CTI_ID comes back in every event of the call; the others are for the dial plan. */
static const char *variables(const struct encargo *encargo)
{
    struct buf cuerpo = buf_in(encargo->arena);
    buf_json_begin(&cuerpo, '{');
    buf_json_key(&cuerpo, "variables");
    buf_json_begin(&cuerpo, '{');
    buf_json_member_text(&cuerpo, "CTI_ID", encargo->orden.peticion);
    buf_json_member_text(&cuerpo, "CC_PETICION", encargo->orden.peticion);
    buf_json_member_text(&cuerpo, "CC_LINEA", encargo->orden.linea);
    buf_json_end(&cuerpo, '}');
    buf_json_end(&cuerpo, '}');
    return buf_text(&cuerpo);
}

/* "PJSIP/{extension}" with the extension in its place. */
static const char *dispositivo(const struct encargo *encargo)
{
    static const char hueco[] = "{extension}";
    const char *forma = encargo->centralita->dispositivo, *en = strstr(forma, hueco);
    return en ? arena_format(encargo->arena, "%.*s%s%s", (int)(en - forma), forma, encargo->orden.extension,
                             en + sizeof hueco - 1)
              : forma;
}

static void marcar(struct encargo *encargo)
{
    const struct order *orden = &encargo->orden;
    const struct peticion_dato datos[] = {
        {"endpoint", dispositivo(encargo)},
        {"extension", orden->marcar},
        {"context", encargo->centralita->contexto},
        {"priority", "1"},
        {"callerId", quien_se_muestra(encargo)},
        {"timeout", arena_format(encargo->arena, "%d", orden->plazo_s)},
        {"channelId", orden->peticion},
        {NULL, NULL},
    };
    if (enlace_listo(encargo->centralita->enlace))
        peticion_hacer(encargo->centralita->enlace, "POST", "channels", datos, variables(encargo), marcado,
                       encargo);
    else
        orden_acabar(encargo, ORDER_RETRY, "centralita_caida");
}

/* Nothing has been dialled yet. Who does not say "offline" may be there. */
static void visto(void *user, long estado, const struct json *cuerpo)
{
    struct encargo *encargo = user;
    const char *dice = cuerpo ? json_member_text(cuerpo, "state") : NULL;
    if (estado == 0)
        orden_acabar(encargo, ORDER_RETRY, "centralita_caida");
    else if (estado == 404 || (dice && strcmp(dice, "offline") == 0))
        orden_acabar(encargo, ORDER_REFUSED, "extension_no_registrada");
    else
        marcar(encargo);
}

void marcar_empezar(struct encargo *encargo)
{
    const struct order *orden = &encargo->orden;
    const char *aparato = dispositivo(encargo);
    if (encargo->repetida)
        preguntar(encargo);
    else if (!orden_es_sencillo(orden->extension) || !orden_es_sencillo(orden->marcar))
        orden_acabar(encargo, ORDER_REFUSED, "numero_erroneo");
    else if (strncmp(aparato, "Local/", 6) == 0) /* no endpoint of the PBX's */
        marcar(encargo);
    else
        peticion_hacer(encargo->centralita->enlace, "GET",
                       arena_format(encargo->arena, "endpoints/%s", aparato), NULL, NULL, visto, encargo);
}
