/* firma: the MACs that vendors sign with and libsodium has not, by OpenSSL's libcrypto. Only for judging and making what a
 * vendor asks for: nothing of ours is kept under SHA-1 or MD5. */
#ifndef CC_PBX_FIRMA_H
#define CC_PBX_FIRMA_H

#include <stddef.h>

enum { FIRMA_SHA1_BYTES = 20, FIRMA_MAC_BYTES_MAX = 64, FIRMA_MD5_HEX_BYTES = 33 };

enum firma_algorithm { FIRMA_SHA1, FIRMA_SHA256, FIRMA_SHA512 };

/* The MAC and its length. */
size_t firma_hmac(enum firma_algorithm algorithm, const char *key, const void *data, size_t bytes,
                  unsigned char mac[FIRMA_MAC_BYTES_MAX]);

/* Lower-case hexadecimal, NUL-terminated. */
void firma_md5_hex(const void *data, size_t bytes, char hex[FIRMA_MD5_HEX_BYTES]);

/* Base64 of the lower-case hexadecimal of the HMAC-SHA1: what PHP's base64_encode(hash_hmac('sha1', …)) gives, which several
 * vendors document as their signature (56 letters, not the 28 of the raw bytes). */
enum { FIRMA_HEX_BASE64_BYTES = 57 };
void firma_hex_base64(const char *key, const void *data, size_t bytes, char text[FIRMA_HEX_BASE64_BYTES]);

#endif
