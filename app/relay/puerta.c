#include "relay/puerta.h"

#include <string.h>

#include "relay/ajustes.h"

/* RFC 6454 §6.2: scheme, host and port, nothing after. CC_URL may end with a slash. */
static bool es(const char *origen, const char *permitido, size_t bytes)
{
    while (bytes && permitido[bytes - 1] == '/')
        bytes--;
    return bytes && strlen(origen) == bytes && memcmp(origen, permitido, bytes) == 0;
}

bool puerta_origen(const char *origen)
{
    if (es(origen, ajustes.url, strlen(ajustes.url)))
        return true;
    for (const char *uno = ajustes.origenes; *uno; uno += strcspn(uno, ",")) {
        uno += strspn(uno, ", ");
        if (es(origen, uno, strcspn(uno, ", ")))
            return true;
    }
    return false;
}
