#include "pbx/order.h"

#include <string.h>

#include "lib/json.h"

enum { ID_BYTES = 64 };

static const char *text_of(const struct json *orden, const char *name)
{
    const char *text = json_member_text(orden, name);
    return text ? text : "";
}

static int64_t integer_of(const struct json *orden, const char *name, int64_t otherwise)
{
    int64_t integer;
    const struct json *member = json_member(orden, name);
    return member && member->type == JSON_NUMBER && json_integer(member, &integer) ? integer : otherwise;
}

/* It goes into headers and addresses as it is. */
static bool is_ours(const char *id)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    size_t bytes = strlen(id);
    return bytes > 0 && bytes <= ID_BYTES && strspn(id, letters) == bytes;
}

bool order_read(const struct json *orden, struct order *order_r)
{
    int64_t plazo_s = integer_of(orden, "plazo_s", 30);
    *order_r = (struct order){
        .clase = text_of(orden, "clase"),
        .peticion = text_of(orden, "peticion"),
        .extension = text_of(orden, "extension"),
        .numero = text_of(orden, "numero"),
        .marcar = text_of(orden, "marcar"),
        .linea = text_of(orden, "linea"),
        .nombre_mostrar = text_of(orden, "nombre_mostrar"),
        .llamada = text_of(orden, "llamada"),
        .tramo = text_of(orden, "tramo"),
        .destino = text_of(orden, "destino"),
        .plazo_s = plazo_s < 5     ? 5
                   : plazo_s > 120 ? 120
                                   : (int)plazo_s,
        .enviada_s = integer_of(orden, "enviada_s", 0),
    };
    return *order_r->clase && is_ours(order_r->peticion);
}

const char *order_outcome_name(enum order_outcome outcome)
{
    static const char *const names[] = {
        [ORDER_ACCEPTED] = "aceptada",
        [ORDER_REFUSED] = "rechazada",
        [ORDER_RETRY] = "reintentar",
        [ORDER_UNKNOWN] = "incierta",
    };
    return names[outcome];
}

struct order_answer order_judge_status(long status)
{
    struct order_answer answer = {ORDER_UNKNOWN, "respuesta_ilegible", ""};
    if (status >= 200 && status < 300)
        answer = (struct order_answer){ORDER_ACCEPTED, "", ""};
    else if (status == 401 || status == 403)
        answer = (struct order_answer){ORDER_REFUSED, "credencial_rechazada", ""};
    else if (status == 404)
        answer = (struct order_answer){ORDER_REFUSED, "no_soportado", ""};
    else if (status == 429)
        answer = (struct order_answer){ORDER_RETRY, "centralita_ocupada", ""};
    else if (status == 503)
        answer = (struct order_answer){ORDER_RETRY, "centralita_caida", ""};
    else if (status >= 400 && status < 500)
        answer = (struct order_answer){ORDER_REFUSED, "numero_erroneo", ""};
    return answer;
}
