#include "lib/texto.h"

#include <sodium.h>

void texto_hex(const void *data, size_t bytes, char *hex)
{
    sodium_bin2hex(hex, 2 * bytes + 1, data, bytes);
}

bool texto_from_hex(const char *hex, size_t hex_bytes, void *data, size_t room_bytes, size_t *bytes_r)
{
    const char *end = NULL;
    return sodium_hex2bin(data, room_bytes, hex, hex_bytes, NULL, bytes_r, &end) == 0 &&
           end == hex + hex_bytes;
}

void texto_base64(const void *data, size_t bytes, char *text)
{
    sodium_bin2base64(text, TEXTO_BASE64_BYTES(bytes), data, bytes, sodium_base64_VARIANT_ORIGINAL);
}

void texto_base64url(const void *data, size_t bytes, char *text)
{
    sodium_bin2base64(text, TEXTO_BASE64_BYTES(bytes), data, bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

static bool decode(const char *text, size_t text_bytes, void *data, size_t room_bytes, size_t *bytes_r,
                   int variant)
{
    const char *end = NULL;
    return sodium_base642bin(data, room_bytes, text, text_bytes, NULL, bytes_r, &end, variant) == 0 &&
           end == text + text_bytes;
}

bool texto_from_base64(const char *text, size_t text_bytes, void *data, size_t room_bytes, size_t *bytes_r)
{
    return decode(text, text_bytes, data, room_bytes, bytes_r, sodium_base64_VARIANT_ORIGINAL);
}

bool texto_from_base64url(const char *text, size_t text_bytes, void *data, size_t room_bytes, size_t *bytes_r)
{
    return decode(text, text_bytes, data, room_bytes, bytes_r, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}
