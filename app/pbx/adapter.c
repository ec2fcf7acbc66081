#include "pbx/adapter.h"

#include <string.h>
#include <strings.h>

#include "lib/arena.h"
#include "lib/cripto.h"
#include "lib/json.h"
#include "lib/texto.h"
#include "pbx/ari_adapter.h"
#include "pbx/asterisk.h"
#include "pbx/form.h"
#include "pbx/generica.h"
#include "pbx/plantilla.h"
#include "pbx/twilio.h"
#include "pbx/zadarma.h"
#include "pbx/zammad.h"

static const struct adapter *const adapters[] = {
    &generica_adapter, &asterisk_adapter, &ari_adapter,    &plantilla_adapter,
    &twilio_adapter,   &zadarma_adapter,  &zammad_adapter, NULL,
};

const struct adapter *adapter_find(const char *name)
{
    const struct adapter *const *adapter = adapters;
    while (*adapter && strcmp((*adapter)->name, name) != 0)
        adapter++;
    return *adapter;
}

const struct adapter *const *adapter_all(void)
{
    return adapters;
}

const char *adapter_capability_name(enum adapter_capability capability)
{
    static const struct {
        enum adapter_capability capability;
        const char *name;
    } names[] = {
        {ADAPTER_RINGS, "suena"},          {ADAPTER_ANSWERS, "contesta"},  {ADAPTER_HOLDS, "retiene"},
        {ADAPTER_TRANSFERS, "transfiere"}, {ADAPTER_CAUSES, "causa"},      {ADAPTER_QUEUES, "cola"},
        {ADAPTER_MENUS, "menu"},           {ADAPTER_MAILBOX, "buzon"},     {ADAPTER_RECORDINGS, "grabacion"},
        {ADAPTER_ORIGINATES, "marca"},     {ADAPTER_CONTROLS, "controla"}, {ADAPTER_ROUTES, "encamina"},
        {ADAPTER_SIGNS, "firma"},          {ADAPTER_ORDERS, "ordena"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].capability == capability)
            return names[i].name;
    return NULL;
}

const char *adapter_verdict_name(enum adapter_verdict verdict)
{
    static const char *const names[] = {
        [ADAPTER_AUTHENTIC] = "autentica",
        [ADAPTER_UNSIGNED] = "sin_credencial",
        [ADAPTER_FORGED] = "firma_incorrecta",
        [ADAPTER_OUT_OF_TIME] = "fuera_de_tiempo",
    };
    return names[verdict];
}

const struct json *adapter_read_json(const struct adapter_request *request, struct arena *arena,
                                     const char **why_r)
{
    struct json_fault fault;
    const struct json *body = json_parse(arena, request->body, request->body_bytes, &fault);
    if (!body)
        *why_r = arena_format(arena, "%s (byte %zu)", json_error_text(fault.error), fault.offset_bytes);
    return body;
}

const char *adapter_bearer(const char *authorization)
{
    static const char scheme[] = "Bearer ";
    return strncasecmp(authorization, scheme, sizeof scheme - 1) == 0 ? authorization + sizeof scheme - 1
                                                                      : NULL;
}

enum adapter_verdict adapter_judge_secret(const char *shown, const struct adapter_config *config)
{
    if (!shown || !*shown)
        return ADAPTER_UNSIGNED;
    bool ours = false;
    for (int i = 0; i < config->secrets_count; i++)
        ours |= cripto_equal_text(shown, strlen(shown), config->secrets[i], strlen(config->secrets[i]));
    return ours ? ADAPTER_AUTHENTIC : ADAPTER_FORGED;
}

/* The password of "Basic base64(user:password)" in `room`, NULL when there is none. */
static const char *password_of(const char *authorization, char *room, size_t room_bytes)
{
    static const char scheme[] = "Basic ";
    size_t bytes = 0;
    if (strncasecmp(authorization, scheme, sizeof scheme - 1) != 0)
        return NULL;
    const char *encoded = authorization + sizeof scheme - 1;
    if (!texto_from_base64(encoded, strlen(encoded), room, room_bytes - 1, &bytes))
        return NULL;
    room[bytes] = '\0';
    const char *colon = strchr(room, ':');
    return colon ? colon + 1 : NULL;
}

/* An address cannot hold the "/" of base64: there a secret of ours is written as base64url (adapter_secret_in_address). */
static const char *from_address(const char *token, char *room, size_t room_bytes)
{
    static const char prefix[] = "whsec_";
    size_t bytes = strlen(token), at = sizeof prefix - 1;
    if (strncmp(token, prefix, at) != 0 || bytes + 4 > room_bytes)
        return token;
    memcpy(room, token, bytes + 1);
    for (; room[at]; at++)
        room[at] = (char)(room[at] == '-' ? '+' : room[at] == '_' ? '/' : room[at]);
    while ((at - (sizeof prefix - 1)) % 4 != 0)
        room[at++] = '=';
    room[at] = '\0';
    return room;
}

void adapter_secret_in_address(char *secret)
{
    for (char *at = secret + strcspn(secret, "_"); *at; at++)
        *at = (char)(*at == '+' ? '-' : *at == '/' ? '_' : *at == '=' ? '\0' : *at);
}

enum adapter_verdict adapter_judge_shown(const struct adapter_request *request,
                                         const struct adapter_config *config)
{
    char room[2 * ADAPTER_SECRET_BYTES];
    if (request->token && *request->token)
        return adapter_judge_secret(from_address(request->token, room, sizeof room), config);
    if (!request->authorization)
        return ADAPTER_UNSIGNED;
    const char *bearer = adapter_bearer(request->authorization);
    return adapter_judge_secret(bearer ? bearer : password_of(request->authorization, room, sizeof room),
                                config);
}

const char *adapter_header(const struct adapter_request *request, const char *name)
{
    for (const struct adapter_header *header = request->headers; header && header->name; header++)
        if (strcmp(header->name, name) == 0)
            return header->value;
    return "";
}

bool adapter_is_json(const struct adapter_request *request)
{
    const char *type = request->content_type ? request->content_type : "";
    if (strncasecmp(type, "application/x-www-form-urlencoded", 33) == 0)
        return false;
    if (strncasecmp(type, "application/json", 16) == 0 || strcasestr(type, "+json"))
        return true;
    size_t blank = request->body_bytes ? strspn(request->body, " \t\r\n") : 0;
    return blank < request->body_bytes && (request->body[blank] == '{' || request->body[blank] == '[');
}

const struct form *adapter_read_form(const struct adapter_request *request, struct arena *arena,
                                     const char **why_r)
{
    if (!adapter_is_json(request))
        return form_read(request->body, request->body_bytes, arena, why_r);
    const struct json *body = adapter_read_json(request, arena, why_r);
    return body ? form_of_json(body, arena, why_r) : NULL;
}
