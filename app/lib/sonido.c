#include "lib/sonido.h"

#include <string.h>
#include <strings.h>

const char *sonido_tipo(const char *audio, size_t bytes)
{
    if (bytes < 12)
        return NULL;
    if (memcmp(audio, "RIFF", 4) == 0 && memcmp(audio + 8, "WAVE", 4) == 0)
        return "audio/wav";
    if (memcmp(audio, "OggS", 4) == 0)
        return "audio/ogg";
    bool frame = (unsigned char)audio[0] == 0xFF && ((unsigned char)audio[1] & 0xE6) == 0xE2; /* layer III */
    return memcmp(audio, "ID3", 3) == 0 || frame ? "audio/mpeg" : NULL;
}

bool sonido_puede_ser(const char *content_type)
{
    static const char *const prefixes[] = {"audio/", "application/octet-stream", "binary/octet-stream",
                                           "application/ogg"};
    if (!content_type || !*content_type)
        return true;
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (strncasecmp(content_type, prefixes[i], strlen(prefixes[i])) == 0)
            return true;
    return false;
}
