/* adapter_config: a centralita's configuration, opened from what the database keeps, and its settings read and checked. */
#ifndef CC_PBX_ADAPTER_CONFIG_H
#define CC_PBX_ADAPTER_CONFIG_H

#include "lib/cripto.h"
#include "pbx/adapter.h"

enum { ADAPTER_CREDENTIAL_BYTES = 512, ADAPTER_AJUSTES_BYTES = 32768 };

/* A row of the database, as PostgreSQL prints it; NULL where there is nothing. */
struct adapter_row {
    const char *secretos;   /* sealed under CC_CLAVE, hexadecimal, a space between two */
    const char *credencial; /* the same, one */
    const char *ajustes;    /* JSON */
    const char *zona;
    const char *publico; /* the opaque id of its address */
};

/* `site` is CC_URL. Texts and tree live in the arena. False: something was sealed under another CC_CLAVE, or is not what it
 * should be; it is left out, the rest is there. */
bool adapter_config_open(const struct adapter_row *row, const unsigned char master[CRIPTO_MASTER_BYTES],
                         const char *site, struct arena *arena, struct adapter_config *config_r);

/* A setting, `otherwise` when it was not set (or is not of that type). */
const char *adapter_config_text(const struct adapter_config *config, const char *name, const char *otherwise);
bool adapter_config_bool(const struct adapter_config *config, const char *name, bool otherwise);
int64_t adapter_config_int(const struct adapter_config *config, const char *name, int64_t otherwise);

/* Whether these settings suit the adapter: writes the `errors` of a problem+json ({"pointer", "detail"}, pointers below
 * `prefix`: "/ajustes") as the elements of an open array. True: there is none. */
bool adapter_config_check(const struct adapter *adapter, const struct json *ajustes, const char *prefix,
                          struct arena *arena, struct buf *errors);

/* The settings of an adapter as JSON, for whoever builds a form: [{"nombre", "tipo", "obligatorio", "min", "max",
 * "palabras", "ayuda"}]. */
void adapter_config_describe(const struct adapter *adapter, struct buf *out);

#endif
