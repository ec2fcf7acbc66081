#include "lib/secreto.h"

#include <stdio.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/texto.h"

enum { SECRET_RANDOM_BYTES = 32, PUBLIC_RANDOM_BYTES = 16 };

void secreto_nuevo(char text[SECRETO_TEXT_BYTES + 1])
{
    unsigned char random[SECRET_RANDOM_BYTES];
    cripto_random(random, sizeof random);
    snprintf(text, SECRETO_TEXT_BYTES + 1, "whsec_");
    texto_base64(random, sizeof random, text + strlen(text));
    cripto_wipe(random, sizeof random);
}

void secreto_publico(char id[SECRETO_PUBLIC_BYTES + 1])
{
    unsigned char random[PUBLIC_RANDOM_BYTES];
    char text[TEXTO_BASE64_BYTES(
        PUBLIC_RANDOM_BYTES)]; /* with room for the padding that base64url leaves out */
    cripto_random(random, sizeof random);
    texto_base64url(random, sizeof random, text);
    memcpy(id, text, SECRETO_PUBLIC_BYTES + 1);
}

const char *secreto_sellar(const unsigned char master[CRIPTO_MASTER_BYTES], const char *text,
                           struct arena *arena)
{
    size_t bytes = strlen(text), sealed_bytes = bytes + CRIPTO_SEAL_EXTRA_BYTES;
    unsigned char *sealed = arena_take(arena, sealed_bytes);
    char *hex = arena_take(arena, sealed_bytes * 2 + 1);
    cripto_seal(master, text, bytes, sealed);
    texto_hex(sealed, sealed_bytes, hex);
    return hex;
}
