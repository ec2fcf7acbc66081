/* secreto: secrets that are made here, shown once, and kept sealed under CC_CLAVE. */
#ifndef CC_SECRETO_H
#define CC_SECRETO_H

#include "lib/cripto.h"

struct arena;

enum {
    SECRETO_TEXT_BYTES = 6 + 44, /* "whsec_" and base64 of 32 random bytes */
    SECRETO_PUBLIC_BYTES = 22,   /* base64url of 16 */
};

/* A new shared secret, written as Standard Webhooks does; who needs a bearer or another form takes the same text. */
void secreto_nuevo(char text[SECRETO_TEXT_BYTES + 1]);

/* A new public id: 128 random bits, because a PBX that cannot sign is known by its address alone. */
void secreto_publico(char id[SECRETO_PUBLIC_BYTES + 1]);

/* Seals a text as it is, so that what is opened is what was shown. In the arena, in hexadecimal: what SQL's
 * decode(…, 'hex') takes. */
const char *secreto_sellar(const unsigned char master[CRIPTO_MASTER_BYTES], const char *text,
                           struct arena *arena);

#endif
