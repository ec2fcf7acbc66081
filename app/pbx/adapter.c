#include "pbx/adapter.h"

#include <string.h>
#include <strings.h>

#include "lib/arena.h"
#include "lib/json.h"
#include "pbx/asterisk.h"
#include "pbx/generica.h"

static const struct adapter *const adapters[] = {
    &generica_adapter,
    &asterisk_adapter,
    NULL,
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
