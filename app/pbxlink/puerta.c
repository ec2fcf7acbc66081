#include "pbxlink/puerta.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "lib/texto.h"
#include "pbxlink/ajustes.h"
#include "pbxlink/enlace.h"

static const char ANTES[] = "/api/contact-center/centralitas/", DESPUES[] = "/ws";

/* The id between the two; false when it is another address. */
static bool leer_ruta(const char *ruta, char publico[CENTRALITA_PUBLICO_BYTES + 1])
{
    size_t antes = sizeof ANTES - 1, despues = sizeof DESPUES - 1, bytes = strlen(ruta);
    if (bytes <= antes + despues || bytes - antes - despues > CENTRALITA_PUBLICO_BYTES ||
        strncmp(ruta, ANTES, antes) != 0 || strcmp(ruta + bytes - despues, DESPUES) != 0)
        return false;
    snprintf(publico, CENTRALITA_PUBLICO_BYTES + 1, "%.*s", (int)(bytes - antes - despues), ruta + antes);
    return true;
}

/* RFC 7617: "Basic " and base64 of user:password. The password of this user, NULL when it is none. */
static const char *contrasena(const char *autorizacion, const char *usuario, char abierta[384],
                              size_t *bytes_r)
{
    static const char esquema[] = "Basic ";
    size_t bytes = 0, usuario_bytes = strlen(usuario);
    if (strncasecmp(autorizacion, esquema, sizeof esquema - 1) != 0)
        return NULL;
    autorizacion += sizeof esquema - 1;
    if (!texto_from_base64(autorizacion, strlen(autorizacion), abierta, 384, &bytes) ||
        bytes <= usuario_bytes || memcmp(abierta, usuario, usuario_bytes) != 0 ||
        abierta[usuario_bytes] != ':')
        return NULL;
    *bytes_r = bytes - usuario_bytes - 1;
    return abierta + usuario_bytes + 1;
}

/* Whether it shows one of the secrets; whose it is, is known. */
static bool mostrar(const struct puerta_llamada *llamada, struct centralita *centralita,
                    struct puerta_quien *quien)
{
    char abierta[384];
    size_t bytes = 0;
    const char *secreto = contrasena(llamada->autorizacion, quien->publico, abierta, &bytes);
    bool es = secreto && centralita_secreto(centralita, secreto, bytes);
    if (es)
        cripto_sha256(secreto, bytes, quien->huella);
    else
        centralita_rechazo(centralita, *llamada->autorizacion ? "firma_incorrecta" : "sin_credencial");
    cripto_wipe(abierta, sizeof abierta);
    return es;
}

int puerta_juzgar(const struct puerta_llamada *llamada, struct puerta_quien *quien)
{
    if (!llamada->websocket || strcmp(llamada->protocolo, "ari") != 0 ||
        !leer_ruta(llamada->ruta, quien->publico))
        return 400;
    if (!centralita_lista() || !cola_lista())
        return 503;
    struct centralita *centralita = centralita_de(quien->publico);
    if (!centralita)
        return 404;
    if (!mostrar(llamada, centralita, quien))
        return 401;
    return enlace_cuenta.enlaces >= ajustes.sockets ? 503 : 0;
}
