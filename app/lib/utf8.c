#include "lib/utf8.h"

#include <string.h>

/* Bytes of the sequence that begins here, 0 when it is not valid (RFC 3629 §4, table of well-formed sequences). */
static size_t sequence_bytes(const unsigned char *at, size_t room)
{
    unsigned char lead = at[0];
    if (lead < 0x80)
        return 1;
    size_t bytes = lead >= 0xC2 && lead <= 0xDF   ? 2
                   : (lead & 0xF0) == 0xE0        ? 3
                   : lead >= 0xF0 && lead <= 0xF4 ? 4
                                                  : 0;
    if (bytes == 0 || bytes > room)
        return 0;
    for (size_t i = 1; i < bytes; i++)
        if ((at[i] & 0xC0) != 0x80)
            return 0;
    bool overlong = (lead == 0xE0 && at[1] < 0xA0) || (lead == 0xF0 && at[1] < 0x90);
    bool surrogate = lead == 0xED && at[1] >= 0xA0;
    bool too_high = lead == 0xF4 && at[1] >= 0x90;
    return overlong || surrogate || too_high ? 0 : bytes;
}

size_t utf8_valid_prefix(const char *text, size_t bytes)
{
    const unsigned char *at = (const unsigned char *)text;
    size_t done = 0;
    while (done < bytes) {
        size_t step = sequence_bytes(at + done, bytes - done);
        if (step == 0)
            break;
        done += step;
    }
    return done;
}

bool utf8_is_text(const char *text, size_t bytes)
{
    return !memchr(text, '\0', bytes) && utf8_valid_prefix(text, bytes) == bytes;
}

size_t utf8_length(const char *text, size_t bytes)
{
    size_t characters = 0;
    for (size_t i = 0; i < bytes; i++)
        characters += ((unsigned char)text[i] & 0xC0) != 0x80;
    return characters;
}
