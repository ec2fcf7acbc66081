/* puerta: who may upgrade to a WebSocket. Exact comparisons only (OWASP ASVS 4.4.2). */
#ifndef CC_RELAY_PUERTA_H
#define CC_RELAY_PUERTA_H

#include <stdbool.h>

/* Whether pages of this origin may open sockets: CC_URL's, or one of CC_ORIGENES. */
bool puerta_origen(const char *origen);

#endif
