/*
 * audio: where a message that a PBX tells of may be fetched from.
 *
 * The address comes in an event, and so is data: whoever can post an event can write any. It is asked for only where the
 * centralita's configuration says that its audio lives, and only there goes its credential.
 */
#ifndef CC_PBX_AUDIO_H
#define CC_PBX_AUDIO_H

#include "pbx/adapter.h"
#include "pbx/order.h"

/* For the list of an adapter whose audio is below an address that its administrator names; its credential goes there. */
#define ADAPTER_SETTINGS_OF_AUDIO                                                                           \
    {                                                                                                       \
        .name = "url_audio", .type = ADAPTER_SETTING_URL,                                                   \
        .help = "De dónde se traen los mensajes del buzón: la dirección por la que empiezan las suyas, " \
                "como https://pbx.example/mensajes; sin ella no se traen."                                  \
    }
#define ADAPTER_CREDENTIAL_OF_AUDIO \
    "Lo que pide el servidor de url_audio: usuario:clave (Basic) o un token (Bearer); nada, si no pide nada"

/* Whether `url` is below `base`: the same scheme, host and port, a path that goes on from its own, and nothing by which
 * another reader of addresses could see it lead elsewhere. */
bool audio_is_below(const char *url, const char *base);

/* The `audio` of such an adapter. */
bool audio_fetch(const char *url, const struct adapter_config *config, struct arena *arena,
                 struct order_http *http_r, const char **motivo_r);

#endif
