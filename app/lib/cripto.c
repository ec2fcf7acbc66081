#include "lib/cripto.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "lib/texto.h"

enum { ARGON_PASSES = 2, ARGON_MEMORY_BYTES = 19456 * 1024 };

_Static_assert(CRIPTO_SEAL_EXTRA_BYTES == crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES,
               "nonce and MAC");
_Static_assert(CRIPTO_MASTER_BYTES == crypto_secretbox_KEYBYTES, "key of secretbox");
_Static_assert(CRIPTO_PASSWORD_HASH_BYTES >= crypto_pwhash_STRBYTES, "text of Argon2id");

bool cripto_init(void)
{
    return sodium_init() >= 0;
}

void cripto_sha256(const void *data, size_t bytes, unsigned char digest[CRIPTO_SHA256_BYTES])
{
    crypto_hash_sha256(digest, data, bytes);
}

void cripto_hmac_sha256(const void *key, size_t key_bytes, const struct cripto_piece *pieces,
                        unsigned char mac[CRIPTO_SHA256_BYTES])
{
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, key, key_bytes);
    for (; pieces->data; pieces++)
        crypto_auth_hmacsha256_update(&state, pieces->data, pieces->bytes);
    crypto_auth_hmacsha256_final(&state, mac);
    sodium_memzero(&state, sizeof state);
}

bool cripto_equal(const void *a, const void *b, size_t bytes)
{
    return sodium_memcmp(a, b, bytes) == 0;
}

bool cripto_equal_text(const char *a, size_t a_bytes, const char *b, size_t b_bytes)
{
    unsigned char digest_a[CRIPTO_SHA256_BYTES], digest_b[CRIPTO_SHA256_BYTES];
    cripto_sha256(a, a_bytes, digest_a);
    cripto_sha256(b, b_bytes, digest_b);
    return cripto_equal(digest_a, digest_b, sizeof digest_a);
}

bool cripto_master(const char *base64, unsigned char master[CRIPTO_MASTER_BYTES])
{
    size_t bytes = 0;
    return texto_from_base64(base64, strlen(base64), master, CRIPTO_MASTER_BYTES, &bytes) &&
           bytes == CRIPTO_MASTER_BYTES;
}

void cripto_seal(const unsigned char master[CRIPTO_MASTER_BYTES], const void *data, size_t bytes,
                 unsigned char *sealed)
{
    randombytes_buf(sealed, crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(sealed + crypto_secretbox_NONCEBYTES, data, bytes, sealed, master);
}

bool cripto_unseal(const unsigned char master[CRIPTO_MASTER_BYTES], const unsigned char *sealed,
                   size_t sealed_bytes, unsigned char *open)
{
    return sealed_bytes >= CRIPTO_SEAL_EXTRA_BYTES &&
           crypto_secretbox_open_easy(open, sealed + crypto_secretbox_NONCEBYTES,
                                      sealed_bytes - crypto_secretbox_NONCEBYTES, sealed, master) == 0;
}

void cripto_token(const char *prefix, char token[CRIPTO_TOKEN_TEXT_BYTES + 1])
{
    unsigned char random[CRIPTO_TOKEN_RANDOM_BYTES];
    char text[TEXTO_BASE64_BYTES(CRIPTO_TOKEN_RANDOM_BYTES)];
    randombytes_buf(random, sizeof random);
    texto_base64url(random, sizeof random, text);
    memcpy(token, prefix, 4);
    memcpy(token + 4, text, CRIPTO_TOKEN_TEXT_BYTES - 4 + 1);
    sodium_memzero(random, sizeof random);
    sodium_memzero(text, sizeof text);
}

/* The same letters may be typed as other code points (é, or e and an accent): normalised to composed ones (Unicode NFC), in
 * memory of its own. What is no UTF-8 stays as it is. NULL: no memory. */
static char *normalise(const char *password, size_t bytes, size_t *bytes_r)
{
    utf8proc_uint8_t *composed = NULL;
    utf8proc_ssize_t length = utf8proc_map((const utf8proc_uint8_t *)password, (utf8proc_ssize_t)bytes,
                                           &composed, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (length >= 0) {
        *bytes_r = (size_t)length;
        return (char *)composed;
    }
    char *same = length == UTF8PROC_ERROR_NOMEM ? NULL : malloc(bytes + 1);
    if (same)
        memcpy(same, password, bytes);
    *bytes_r = bytes;
    return same;
}

static void forget(char *password, size_t bytes)
{
    sodium_memzero(password, bytes);
    free(password);
}

bool cripto_password_hash(const char *password, size_t bytes, char hash[CRIPTO_PASSWORD_HASH_BYTES])
{
    char *composed = normalise(password, bytes, &bytes);
    if (!composed)
        return false;
    bool made = crypto_pwhash_str_alg(hash, composed, bytes, ARGON_PASSES, ARGON_MEMORY_BYTES,
                                      crypto_pwhash_ALG_ARGON2ID13) == 0;
    forget(composed, bytes);
    return made;
}

bool cripto_password_verify(const char *hash, const char *password, size_t bytes)
{
    char *composed = normalise(password, bytes, &bytes);
    if (!composed)
        return false;
    bool right = crypto_pwhash_str_verify(hash, composed, bytes) == 0;
    forget(composed, bytes);
    return right;
}

bool cripto_password_needs_rehash(const char *hash)
{
    return crypto_pwhash_str_needs_rehash(hash, ARGON_PASSES, ARGON_MEMORY_BYTES) != 0;
}

void cripto_random(void *data, size_t bytes)
{
    randombytes_buf(data, bytes);
}

void cripto_wipe(void *data, size_t bytes)
{
    sodium_memzero(data, bytes);
}
