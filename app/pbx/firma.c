#include "pbx/firma.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdlib.h>
#include <string.h>

#include "lib/texto.h"

size_t firma_hmac(enum firma_algorithm algorithm, const char *key, const void *data, size_t bytes,
                  unsigned char mac[FIRMA_MAC_BYTES_MAX])
{
    const EVP_MD *digest = algorithm == FIRMA_SHA1     ? EVP_sha1()
                           : algorithm == FIRMA_SHA256 ? EVP_sha256()
                                                       : EVP_sha512();
    unsigned mac_bytes = 0;
    if (!HMAC(digest, key, (int)strlen(key), data, bytes, mac, &mac_bytes))
        abort(); /* out of memory: a worker dies alone, as in lib/arena */
    return mac_bytes;
}

void firma_md5_hex(const void *data, size_t bytes, char hex[FIRMA_MD5_HEX_BYTES])
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned digest_bytes = 0;
    if (!EVP_Digest(data, bytes, digest, &digest_bytes, EVP_md5(), NULL) ||
        2 * digest_bytes >= FIRMA_MD5_HEX_BYTES)
        abort();
    texto_hex(digest, digest_bytes, hex);
}

void firma_hex_base64(const char *key, const void *data, size_t bytes, char text[FIRMA_HEX_BASE64_BYTES])
{
    unsigned char mac[FIRMA_MAC_BYTES_MAX];
    char hex[2 * FIRMA_SHA1_BYTES + 1];
    texto_hex(mac, firma_hmac(FIRMA_SHA1, key, data, bytes, mac), hex);
    texto_base64(hex, strlen(hex), text);
}
