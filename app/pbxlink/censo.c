#include "pbxlink/censo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/db.h"
#include "lib/json.h"
#include "lib/log.h"
#include "lib/reloj.h"
#include "pbx/ari.h"
#include "pbxlink/centralita.h"
#include "pbxlink/enlace.h"
#include "pbxlink/peticion.h"

/* An Asterisk that is still starting answers 503: asked again soon. */
enum { DUDA_MS = 3500, CADA_MS = 60000, OTRA_VEZ_MS = 500, REVISION_MS = 500 };

struct censo_cuenta censo_cuenta;

/* ----------------------------------------------------------------------------------------------- the answer */

static void contado(void *user, long estado, const struct json *canales)
{
    struct centralita *centralita = user;
    if (estado != 200 || !canales || canales->type != JSON_ARRAY) {
        log_aviso(LOG_EVENT("sin_censo"), LOG_INT("centralita", (long)centralita->id),
                  LOG_INT("estado", estado));
        centralita->censo_ms = reloj_mono_ms() + OTRA_VEZ_MS;
        return;
    }
    char momento[RELOJ_RFC3339_BYTES];
    struct arena *arena = arena_new(16384);
    struct buf censo = buf_in(arena);
    ari_census(centralita->ari, canales, reloj_rfc3339(reloj_wall_us(), momento), &censo);
    cola_poner(centralita, COLA_CENSO, buf_text(&censo), "", 0);
    arena_free(&arena);
    censo_cuenta.censos++;
}

void censo_aplicado(struct centralita *centralita, const struct db_answer *respuesta)
{
    long nuevos = atol(db_answer_value(respuesta, 0, 0)), cerradas = atol(db_answer_value(respuesta, 0, 1));
    if (atol(db_answer_value(respuesta, 0, 2)) > 0)
        centralita->censo_ms = reloj_mono_ms() + DUDA_MS;
    censo_cuenta.nuevos += (unsigned long)nuevos;
    censo_cuenta.cerradas += (unsigned long)cerradas;
    if (nuevos || cerradas)
        log_info(LOG_EVENT("censo"), LOG_INT("centralita", (long)centralita->id), LOG_INT("nuevos", nuevos),
                 LOG_INT("cerradas", cerradas));
}

/* ----------------------------------------------------------------------------------------------- the questions */

static void pedir(struct enlace *enlace)
{
    struct centralita *centralita = enlace_centralita(enlace);
    centralita->censo_ms = reloj_mono_ms() + CADA_MS;
    peticion_hacer(enlace, "GET", "channels", NULL, NULL, contado, centralita);
}

static void filtrado(void *user, long estado, const struct json *cuerpo)
{
    (void)cuerpo;
    struct centralita *centralita = user;
    centralita->sin_filtro = estado == 503 || estado == 0;
    if (estado < 200 || estado > 299) /* until then it tells more than we need */
        log_aviso(LOG_EVENT("sin_filtro"), LOG_INT("centralita", (long)centralita->id),
                  LOG_INT("estado", estado));
}

static void permitir(struct buf *cuerpo, const char *tipo)
{
    buf_json_begin(cuerpo, '{');
    buf_json_member_text(cuerpo, "type", tipo);
    buf_json_end(cuerpo, '}');
}

/* The filter is also for the answers to our own questions. */
static void poner_filtro(struct enlace *enlace)
{
    struct centralita *centralita = enlace_centralita(enlace);
    centralita->sin_filtro = false;
    struct arena *arena = arena_new(4096);
    struct buf cuerpo = buf_in(arena);
    buf_json_begin(&cuerpo, '{');
    buf_json_key(&cuerpo, "allowed");
    buf_json_begin(&cuerpo, '[');
    permitir(&cuerpo, "RESTResponse");
    for (size_t i = 0; ari_type(i); i++)
        permitir(&cuerpo, ari_type(i));
    buf_json_end(&cuerpo, ']');
    buf_json_end(&cuerpo, '}');
    peticion_hacer(enlace, "PUT", arena_format(arena, "applications/%s/eventFilter", centralita->aplicacion),
                   NULL, buf_text(&cuerpo), filtrado, centralita);
    arena_free(&arena);
}

void censo_empezar(struct enlace *enlace, const char *aplicacion)
{
    struct centralita *centralita = enlace_centralita(enlace);
    snprintf(centralita->aplicacion, sizeof centralita->aplicacion, "%s", aplicacion);
    poner_filtro(enlace);
    pedir(enlace);
}

int64_t censo_pulso(int64_t ahora_ms)
{
    for (struct centralita *una = centralita_todas(); una; una = una->siguiente) {
        if (!enlace_listo(una->enlace) || ahora_ms < una->censo_ms)
            continue;
        if (una->sin_filtro)
            poner_filtro(una->enlace);
        pedir(una->enlace);
    }
    return ahora_ms + REVISION_MS;
}
