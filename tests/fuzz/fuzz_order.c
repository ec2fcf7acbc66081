/* Orders: any order and settings become a request to the vendor's own host without a line of somebody else's in it, and any answer
 * is judged. */
#include <stdlib.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/cripto.h"
#include "lib/json.h"
#include "pbx/adapter.h"
#include "pbx/order.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t bytes);

static bool is_one_line(const char *text)
{
    for (; text && *text; text++)
        if ((unsigned char)*text < 0x20 || *text == 0x7F)
            return false;
    return true;
}

static void check_request(const struct adapter *adapter, const struct order_http *http)
{
    bool theirs =
        (strcmp(adapter->name, "twilio") == 0 &&
         strncmp(http->url, "https://api.twilio.com/2010-04-01/Accounts/AC", 45) == 0) ||
        (strcmp(adapter->name, "zadarma") == 0 &&
         strncmp(http->url, "https://api.zadarma.com/v1/", 27) == 0) ||
        (strcmp(adapter->name, "generica") == 0 && strcmp(http->url, "https://pbx.example/ordenes") == 0);
    if (!theirs || !is_one_line(http->url) || strchr(http->url, ' ') || !is_one_line(http->user) ||
        !is_one_line(http->password))
        abort();
    for (int i = 0; i < ORDER_HEADERS_MAX && http->headers[i].name; i++)
        if (!is_one_line(http->headers[i].name) || !is_one_line(http->headers[i].value))
            abort();
}

static void judge(void (*judge_answer)(const struct order *, long, const char *, size_t, struct arena *,
                                       struct order_answer *),
                  const struct order *order, const char *body, size_t bytes, struct arena *arena)
{
    static const long statuses[] = {0, 200, 201, 302, 400, 401, 404, 429, 500, 503};
    for (size_t i = 0; judge_answer && i < sizeof statuses / sizeof *statuses; i++) {
        struct order_answer answer = {ORDER_UNKNOWN, NULL, NULL};
        judge_answer(order, statuses[i], body, bytes, arena, &answer);
        if (!answer.motivo || !answer.call_id || (statuses[i] >= 500 && answer.outcome == ORDER_ACCEPTED))
            abort();
    }
}

/* The first line is the order, the rest the answer. */
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t bytes)
{
    static const char settings[] =
        "{\"cuenta\":\"AC0123456789abcdef0123456789abcdef\",\"url_ordenes\":\"https://pbx.example/ordenes\"}";
    struct arena *arena = arena_new(4096);
    struct json_fault fault;
    struct order order;
    struct order_http http;
    const char *motivo = NULL;
    const unsigned char *feed = bytes ? memchr(data, '\n', bytes) : NULL;
    size_t head = feed ? (size_t)(feed - data) : bytes, skip = feed ? head + 1 : head;
    const char *body = arena_text_n(arena, (const char *)data + skip, bytes - skip);
    const struct adapter_config config = {
        .secrets = {"whsec_plJ3nmyCDGBKInavdOK15jsl"},
        .secrets_count = 1,
        .ajustes = json_parse(arena, settings, sizeof settings - 1, &fault),
        .credential = "clave:secreto",
        .url = "https://cc.example/api/contact-center/webhooks/abc",
    };
    if (!cripto_init())
        abort();
    bool read = order_read(json_parse(arena, (const char *)data, head, &fault), &order);
    for (const struct adapter *const *one = adapter_all(); *one && read; one++) {
        if ((*one)->order && (*one)->order(&order, &config, 1773134100, arena, &http, &motivo))
            check_request(*one, &http);
        if ((*one)->inquire && (*one)->inquire(&order, &config, 1773134100, arena, &http, &motivo))
            check_request(*one, &http);
        judge((*one)->answer, &order, body, bytes - skip, arena);
        judge((*one)->inquired, &order, body, bytes - skip, arena);
    }
    arena_free(&arena);
    return 0;
}
