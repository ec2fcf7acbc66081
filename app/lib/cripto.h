/*
 * cripto: hashes, MACs, sealed secrets, tokens and passwords, all by libsodium, and utf8proc.
 * cripto_init must have succeeded once in the process before anything else here.
 */
#ifndef CC_CRIPTO_H
#define CC_CRIPTO_H

#include <stdbool.h>
#include <stddef.h>

enum {
    CRIPTO_SHA256_BYTES = 32,
    CRIPTO_MASTER_BYTES = 32,          /* CC_CLAVE */
    CRIPTO_SEAL_EXTRA_BYTES = 24 + 16, /* nonce and MAC of a sealed secret */
    CRIPTO_TOKEN_RANDOM_BYTES = 32,    /* 256 bits: no slow hash is needed to keep it */
    CRIPTO_TOKEN_TEXT_BYTES = 4 + 43,  /* "ccs_" and base64url */
    CRIPTO_PASSWORD_HASH_BYTES = 128,  /* "$argon2id$v=19$m=…", NUL included */
};

bool cripto_init(void);

void cripto_sha256(const void *data, size_t bytes, unsigned char digest[CRIPTO_SHA256_BYTES]);

/* The data of an HMAC comes in pieces (a NULL piece ends the list), so that nobody needs to join them. */
struct cripto_piece {
    const void *data;
    size_t bytes;
};
void cripto_hmac_sha256(const void *key, size_t key_bytes, const struct cripto_piece *pieces,
                        unsigned char mac[CRIPTO_SHA256_BYTES]);

/* Constant time in the contents. */
bool cripto_equal(const void *a, const void *b, size_t bytes);

/* The same for texts of unequal length: compares their SHA-256 (OWASP ASVS 11.2.4). */
bool cripto_equal_text(const char *a, size_t a_bytes, const char *b, size_t b_bytes);

/* Decodes CC_CLAVE: 32 bytes in base64. */
bool cripto_master(const char *base64, unsigned char master[CRIPTO_MASTER_BYTES]);

/* XSalsa20-Poly1305 (crypto_secretbox), written as nonce ‖ box. `sealed` has room for bytes + CRIPTO_SEAL_EXTRA_BYTES,
 * `open` for sealed_bytes - CRIPTO_SEAL_EXTRA_BYTES. cripto_unseal is false for a wrong key or a changed byte. */
void cripto_seal(const unsigned char master[CRIPTO_MASTER_BYTES], const void *data, size_t bytes,
                 unsigned char *sealed);
bool cripto_unseal(const unsigned char master[CRIPTO_MASTER_BYTES], const unsigned char *sealed,
                   size_t sealed_bytes, unsigned char *open);

/* A new token: `prefix` ("ccs_", "cck_", "cct_") and 43 random base64url characters, NUL-terminated. */
void cripto_token(const char *prefix, char token[CRIPTO_TOKEN_TEXT_BYTES + 1]);

/* Argon2id, m = 19 MiB, t = 2, p = 1 (OWASP's minimum; 35-50 ms on 2 cores), of the password in Unicode NFC: keyboards
 * differ in how they write é. False: out of memory. */
bool cripto_password_hash(const char *password, size_t bytes, char hash[CRIPTO_PASSWORD_HASH_BYTES]);
bool cripto_password_verify(const char *hash, const char *password, size_t bytes);
bool cripto_password_needs_rehash(const char *hash);

/* Random bytes, and the wiping of secrets. */
void cripto_random(void *data, size_t bytes);
void cripto_wipe(void *data, size_t bytes);

#endif
