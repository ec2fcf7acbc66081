/* sonido: what audio is, and is not, whatever anybody says that it is. */
#ifndef CC_SONIDO_H
#define CC_SONIDO_H

#include <stdbool.h>
#include <stddef.h>

/* The largest audio of a message, unless CC_CUERPO_AUDIO_BYTES says otherwise. */
#define SONIDO_BYTES_MAX "8388608"

/* "audio/wav", "audio/mpeg" or "audio/ogg" by how the bytes begin; NULL for all else. */
const char *sonido_tipo(const char *audio, size_t bytes);

/* Whether a Content-Type lets a body be audio: audio/…, plain bytes, or nothing said (NULL, ""). */
bool sonido_puede_ser(const char *content_type);

#endif
