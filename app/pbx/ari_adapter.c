#include "pbx/ari_adapter.h"

#include <stddef.h>

/* Nobody posts for it. */
static enum adapter_verdict verify(const struct adapter_request *request, const struct adapter_config *config,
                                   int64_t now_s, struct arena *arena)
{
    (void)request, (void)config, (void)now_s, (void)arena;
    return ADAPTER_UNSIGNED;
}

static const char *delivery(const struct adapter_request *request)
{
    (void)request;
    return NULL;
}

static bool translate(const struct adapter_request *request, const struct adapter_config *config,
                      struct arena *arena, struct buf *events, const char **why_r)
{
    (void)request, (void)config, (void)arena, (void)events;
    *why_r = "esta centralita habla por su socket";
    return false;
}

static const struct adapter_setting settings[] = {
    {.name = "contexto",
     .type = ADAPTER_SETTING_TEXT,
     .min = 1,
     .max = 79,
     .help = "Contexto del plan de marcación en el que llaman los teléfonos; si falta, from-internal"},
    {.name = "contexto_transferencia",
     .type = ADAPTER_SETTING_TEXT,
     .min = 1,
     .max = 79,
     .help = "Contexto instalado para transferir: contact-center-transferencia; si falta, no se transfiere"},
    {.name = "dispositivo",
     .type = ADAPTER_SETTING_TEXT,
     .min = 1,
     .max = 79,
     .help = "Cómo se llama el teléfono de una extensión; si falta, PJSIP/{extension}"},
    {.name = "prefijo",
     .type = ADAPTER_SETTING_TEXT,
     .max = 8,
     .help = "Lo que se marca delante de un número de fuera: 0"},
    {.name = "marcado",
     .type = ADAPTER_SETTING_WORD,
     .words = "nacional|internacional|e164",
     .help = "Cómo quiere los números el plan de marcación; si falta, nacional"},
    {.type = ADAPTER_SETTING_NONE},
};

const struct adapter ari_adapter = {
    .name = "ari",
    .capabilities = ADAPTER_RINGS | ADAPTER_ANSWERS | ADAPTER_HOLDS | ADAPTER_TRANSFERS | ADAPTER_CAUSES |
                    ADAPTER_MAILBOX | ADAPTER_RECORDINGS | ADAPTER_ORIGINATES | ADAPTER_CONTROLS,
    .settings = settings,
    .verify = verify,
    .delivery = delivery,
    .translate = translate,
};
