#include "pbxlink/censo.h"

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

enum { DUDA_MS = 3500, CADA_MS = 60000, REVISION_MS = 1000 };

struct censo_cuenta censo_cuenta;

/* ----------------------------------------------------------------------------------------------- the answer */

static void contado(void *user, long estado, const struct json *canales)
{
    struct centralita *centralita = user;
    if (estado != 200 || !canales || canales->type != JSON_ARRAY) {
        log_aviso(LOG_EVENT("sin_censo"), LOG_INT("centralita", (long)centralita->id),
                  LOG_INT("estado", estado));
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
    const struct centralita *centralita = user;
    if (estado < 200 || estado > 299) /* it tells more than we need: slower, nothing else */
        log_aviso(LOG_EVENT("sin_filtro"), LOG_INT("centralita", (long)centralita->id),
                  LOG_INT("estado", estado));
}

static void poner_filtro(struct enlace *enlace, const char *aplicacion)
{
    struct arena *arena = arena_new(4096);
    struct buf cuerpo = buf_in(arena);
    buf_json_begin(&cuerpo, '{');
    buf_json_key(&cuerpo, "allowed");
    buf_json_begin(&cuerpo, '[');
    for (size_t i = 0; ari_type(i); i++) {
        buf_json_begin(&cuerpo, '{');
        buf_json_member_text(&cuerpo, "type", ari_type(i));
        buf_json_end(&cuerpo, '}');
    }
    buf_json_end(&cuerpo, ']');
    buf_json_end(&cuerpo, '}');
    peticion_hacer(enlace, "PUT", arena_format(arena, "applications/%s/eventFilter", aplicacion), NULL,
                   buf_text(&cuerpo), filtrado, enlace_centralita(enlace));
    arena_free(&arena);
}

void censo_empezar(struct enlace *enlace, const char *aplicacion)
{
    poner_filtro(enlace, aplicacion);
    pedir(enlace);
}

int64_t censo_pulso(int64_t ahora_ms)
{
    for (struct centralita *una = centralita_todas(); una; una = una->siguiente)
        if (enlace_listo(una->enlace) && ahora_ms >= una->censo_ms)
            pedir(una->enlace);
    return ahora_ms + REVISION_MS;
}
