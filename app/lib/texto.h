/* texto: hexadecimal and base64, by libsodium, with our conventions: strict input, NUL-terminated output. */
#ifndef CC_TEXTO_H
#define CC_TEXTO_H

#include <stdbool.h>
#include <stddef.h>

/* Lower-case hexadecimal; `hex` has room for 2 × bytes + 1. */
void texto_hex(const void *data, size_t bytes, char *hex);

/* Strict: an even number of digits and nothing else. False when it does not fit or is not hexadecimal. */
bool texto_from_hex(const char *hex, size_t hex_bytes, void *data, size_t room_bytes, size_t *bytes_r);

/* Base64 with padding (RFC 4648 §4) and base64url without (§5). `text` has room for TEXTO_BASE64_BYTES(bytes). */
#define TEXTO_BASE64_BYTES(bytes) (((bytes) + 2) / 3 * 4 + 1)
void texto_base64(const void *data, size_t bytes, char *text);
void texto_base64url(const void *data, size_t bytes, char *text);

/* Strict: canonical, padded when not url; nothing before, within or after. False when it does not fit. */
bool texto_from_base64(const char *text, size_t text_bytes, void *data, size_t room_bytes, size_t *bytes_r);
bool texto_from_base64url(const char *text, size_t text_bytes, void *data, size_t room_bytes,
                          size_t *bytes_r);

#endif
