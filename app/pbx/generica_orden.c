#include "pbx/generica_orden.h"

#include <inttypes.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/cripto.h"
#include "lib/json.h"
#include "lib/texto.h"
#include "pbx/adapter_config.h"

bool generica_orden_sign(const char *secret, const char *id, const char *timestamp, const char *body,
                         size_t body_bytes, unsigned char mac[CRIPTO_SHA256_BYTES])
{
    static const char prefix[] = "whsec_";
    unsigned char key[ADAPTER_SECRET_BYTES];
    size_t key_bytes = 0;
    if (strncmp(secret, prefix, sizeof prefix - 1) != 0)
        return false;
    const char *encoded = secret + sizeof prefix - 1;
    if (!texto_from_base64(encoded, strlen(encoded), key, sizeof key, &key_bytes))
        return false;
    const struct cripto_piece pieces[] = {
        {id, strlen(id)}, {".", 1}, {timestamp, strlen(timestamp)}, {".", 1}, {body, body_bytes}, {NULL, 0},
    };
    cripto_hmac_sha256(key, key_bytes, pieces, mac);
    cripto_wipe(key, sizeof key);
    return true;
}

/* What has a value; a bridge sees no empty member. */
static const char *body_of(const struct order *order, struct arena *arena)
{
    const struct {
        const char *name, *value;
    } members[] = {
        {"peticion", order->peticion}, {"extension", order->extension},
        {"numero", order->numero},     {"marcar", order->marcar},
        {"linea", order->linea},       {"nombre_mostrar", order->nombre_mostrar},
        {"llamada", order->llamada},   {"tramo", order->tramo},
        {"destino", order->destino},
    };
    struct buf body = buf_in(arena);
    buf_json_begin(&body, '{');
    buf_json_member_text(&body, "tipo", arena_format(arena, "orden.%s", order->clase));
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        if (*members[i].value)
            buf_json_member_text(&body, members[i].name, members[i].value);
    buf_json_key(&body, "plazo_s"), buf_json_int(&body, order->plazo_s);
    buf_json_end(&body, '}');
    return buf_text(&body);
}

bool generica_orden(const struct order *order, const struct adapter_config *config, int64_t now_s,
                    struct arena *arena, struct order_http *http_r, const char **motivo_r)
{
    const char *url = adapter_config_text(config, "url_ordenes", "");
    const char *body = body_of(order, arena);
    const char *timestamp = arena_format(arena, "%" PRId64, now_s);
    unsigned char mac[CRIPTO_SHA256_BYTES];
    char signature[TEXTO_BASE64_BYTES(CRIPTO_SHA256_BYTES)];
    bool can_sign = config->secrets_count > 0 && generica_orden_sign(config->secrets[0], order->peticion,
                                                                     timestamp, body, strlen(body), mac);
    *motivo_r = !*url ? "no_soportado" : !can_sign ? "credencial_rechazada" : NULL;
    if (*motivo_r)
        return false;
    texto_base64(mac, sizeof mac, signature);
    *http_r = (struct order_http){
        .method = "POST",
        .url = url,
        .body = body,
        .body_bytes = strlen(body),
        .body_type = "application/json",
        .headers = {{"webhook-id", order->peticion},
                    {"webhook-timestamp", timestamp},
                    {"webhook-signature", arena_format(arena, "v1,%s", signature)}},
    };
    return true;
}

/* The words that a bridge may say itself. */
static const char *motivo_of(const char *said)
{
    static const char *const words[] = {"extension_no_registrada", "numero_erroneo", "linea_no_permitida",
                                        "centralita_caida",        "no_soportado",   "centralita_ocupada"};
    for (size_t i = 0; said && i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], said) == 0)
            return words[i];
    return NULL;
}

void generica_orden_answer(const struct order *order, long status, const char *body, size_t bytes,
                           struct arena *arena, struct order_answer *answer_r)
{
    (void)order;
    struct json_fault fault;
    const struct json *said = body ? json_parse(arena, body, bytes, &fault) : NULL;
    const char *llamada = json_member_text(said, "llamada");
    const char *motivo = motivo_of(json_member_text(said, "motivo"));
    *answer_r = order_judge_status(status);
    if (status == 409) /* it has that request already */
        *answer_r = (struct order_answer){ORDER_ACCEPTED, "", ""};
    if (answer_r->outcome == ORDER_ACCEPTED && llamada && strlen(llamada) <= 128)
        answer_r->call_id = llamada;
    else if (answer_r->outcome == ORDER_REFUSED && motivo)
        answer_r->motivo = motivo;
}
