#include "jobs/envio.h"

#include <stdio.h>
#include <string.h>

#include "jobs/ajustes.h"
#include "jobs/cola.h"
#include "jobs/http.h"
#include "jobs/parte.h"
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/log.h"
#include "lib/reloj.h"
#include "lib/texto.h"
#include "pbx/generica_orden.h"

enum { ARENA_BYTES = 16 * 1024, SELLADO_MAX = 256 };

/* ------------------------------------------------------------------------------------------------- signing */

/* A sealed "whsec_…" as text; false when another CC_CLAVE sealed it. */
static bool abrir(const char *hex, size_t hex_bytes, char texto[SELLADO_MAX])
{
    unsigned char sellado[SELLADO_MAX];
    size_t bytes = 0;
    if (!texto_from_hex(hex, hex_bytes, sellado, sizeof sellado, &bytes) ||
        !cripto_unseal(ajustes.clave, sellado, bytes, (unsigned char *)texto))
        return false;
    texto[bytes - CRIPTO_SEAL_EXTRA_BYTES] = '\0';
    return true;
}

/* " v1,<base64>" for each secret of the list; nothing when none can be opened. Signed as orders to a bridge are. */
static void firmar(struct buf *firmas, const char *secretos, const char *mensaje, const char *momento,
                   const char *cuerpo)
{
    for (size_t bytes; (bytes = strcspn(secretos, " ")); secretos += bytes + (secretos[bytes] == ' ')) {
        unsigned char mac[CRIPTO_SHA256_BYTES];
        char secreto[SELLADO_MAX], base64[TEXTO_BASE64_BYTES(sizeof mac)];
        bool firmada = abrir(secretos, bytes, secreto) &&
                       generica_orden_sign(secreto, mensaje, momento, cuerpo, strlen(cuerpo), mac);
        cripto_wipe(secreto, sizeof secreto);
        if (!firmada)
            continue;
        texto_base64(mac, sizeof mac, base64);
        buf_add_format(firmas, " v1,%s", base64);
    }
}

/* ------------------------------------------------------------------------------------------------- telling */

static void oido(void *user, const struct db_answer *respuesta)
{
    struct trabajo *trabajo = user;
    const char *queda =
        respuesta->outcome == DB_OK && respuesta->rows == 1 ? db_answer_value(respuesta, 0, 0) : NULL;
    bool fallo = queda && strcmp(queda, "hecho") != 0;
    if (respuesta->outcome == DB_REFUSED)
        cola_fallo(trabajo, respuesta->error->sqlstate, -1);
    else
        cola_terminado(trabajo,
                       !fallo                         ? CUENTA_HECHO
                       : strcmp(queda, "muerto") == 0 ? CUENTA_MUERTO
                                                      : CUENTA_FALLO,
                       fallo ? "no_llega" : "");
}

static void contestada(void *user, const struct http_respuesta *r)
{
    static const struct db_statement sentencia =
        {"envio_resultado", "SELECT api.envio_resultado($1::bigint, $2::int, $3::text, $4::int, $5::int)"};
    struct trabajo *trabajo = user;
    char estado[24], ms[24], espera[24];
    snprintf(estado, sizeof estado, "%ld", r->estado);
    snprintf(ms, sizeof ms, "%ld", r->ms);
    snprintf(espera, sizeof espera, "%ld", r->espera_s);
    const char *const valores[] = {trabajo->id_texto, r->estado ? estado : NULL,
                                   *r->motivo ? r->motivo : NULL, ms, espera};
    parte_dar(&sentencia, valores, 5, oido, trabajo);
}

/* ------------------------------------------------------------------------------------------------- sending */

static void enviar(struct trabajo *trabajo, const struct db_answer *fila)
{
    struct arena *arena = arena_new(ARENA_BYTES);
    const char *mensaje = db_answer_value(fila, 0, 3), *cuerpo = db_answer_value(fila, 0, 4);
    const char *momento = arena_format(arena, "%lld", (long long)reloj_wall_s());
    struct buf firmas = buf_in(arena);
    firmar(&firmas, db_answer_value(fila, 0, 5), mensaje, momento, cuerpo);
    const struct http_pedido pedido = {.metodo = "POST",
                                       .url = db_answer_value(fila, 0, 1),
                                       .red_privada = *db_answer_value(fila, 0, 2) == 't',
                                       .cuerpo = cuerpo,
                                       .cuerpo_bytes = strlen(cuerpo),
                                       .cabeceras = {"Content-Type: application/json",
                                                     arena_format(arena, "webhook-id: %s", mensaje),
                                                     arena_format(arena, "webhook-timestamp: %s", momento),
                                                     arena_format(arena, "webhook-signature:%s",
                                                                  buf_text(&firmas))}};
    if (firmas.bytes) {
        http_pedir(&pedido, contestada, trabajo);
    } else {
        log_error(LOG_EVENT("secreto_ilegible"), LOG_TEXT("suscripcion", db_answer_value(fila, 0, 0)));
        contestada(trabajo, &(struct http_respuesta){.motivo = "secreto_ilegible"});
    }
    arena_free(&arena);
}

void envio_hacer(struct trabajo *trabajo)
{
    static const struct db_statement sentencia =
        {"envio_preparar", "SELECT suscripcion, url, red_privada, mensaje, cuerpo, secretos"
                           " FROM api.envio_preparar($1::bigint)"};
    cola_preparar(trabajo, &sentencia, enviar);
}
