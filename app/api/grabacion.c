#include "api/grabacion.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/config.h"
#include "api/exchange.h"
#include "api/invoke.h"
#include "api/problem.h"
#include "api/webhook_cache.h"
#include "lib/arena.h"
#include "lib/cripto.h"
#include "lib/log.h"
#include "lib/sonido.h"
#include "lib/texto.h"

enum { PIECE_BYTES = 192 * 1024, DOUBT_MS = 2000 };

/* ------------------------------------------------------------------------------------------------ uploading */

static bool knows_secret(const struct webhook_config *config, const char *authorization)
{
    const char *said = adapter_bearer(authorization);
    bool known = false;
    for (int i = 0; said && i < config->adapter_config.secrets_count; i++) {
        const char *secret = config->adapter_config.secrets[i];
        known |= cripto_equal_text(said, strlen(said), secret, strlen(secret));
    }
    return known;
}

/* Whose it is, once its secret is right; NULL, having replied, when it is not. */
static const struct webhook_config *authenticate(struct exchange *x, bool may_doubt)
{
    const struct webhook_config *config = NULL;
    enum webhook_cache_found found = webhook_cache_find(x->webhook_cache, x->db, x->segments[0], &config);
    if (found == WEBHOOK_CACHE_AWAY)
        return problem_reply_db(x, db_error(x->db)), NULL;
    if (found == WEBHOOK_CACHE_UNKNOWN)
        return problem_reply(x, "CC404", NULL, NULL), NULL;
    if (knows_secret(config, x->request.authorization))
        return config;
    if (may_doubt && webhook_cache_forget(x->webhook_cache, x->segments[0], DOUBT_MS))
        return authenticate(x, false);
    problem_reply(x, "CC401", "El secreto no es el de esta centralita.", NULL);
    return NULL;
}

/* The whole of it, in the arena: NULL, having replied, when it is too long or was cut. */
static char *read_audio(struct exchange *x, size_t *bytes_r)
{
    size_t piece = 0;
    *bytes_r = 0;
    switch (request_begin_body(&x->request, (unsigned long long)x->config->audio_bytes)) {
    case REQUEST_BODY_READ:
        break;
    case REQUEST_BODY_TOO_BIG:
        return problem_reply(x, "CC413", NULL, NULL), NULL;
    default:
        return problem_reply(x, "CC400", "Hace falta Content-Length.", NULL), NULL;
    }
    size_t whole = (size_t)x->request.unread_bytes;
    char *audio = arena_take(x->arena, whole + 1);
    do {
        if (request_read_piece(&x->request, x->in, audio + *bytes_r, whole + 1 - *bytes_r, &piece) !=
            REQUEST_BODY_READ)
            return problem_reply(x, "CC503", "El audio no llegó entero.", NULL), NULL;
        *bytes_r += piece;
    } while (piece > 0 && *bytes_r < whole);
    return audio;
}

/* False: the configuration was stale, and is forgotten; once more. */
static bool store(struct exchange *x, const struct webhook_config *config, const char *audio, size_t bytes)
{
    static const struct db_statement keep =
        {"grabacion_subir", "SELECT estado, cabeceras, cuerpo FROM api.grabacion_subir($1::bigint, $2::int, "
                            "$3::jsonb, $4::text, $5::text, $6::bytea)"};
    const struct db_param params[] = {
        DB_TEXT(config->id),     DB_TEXT(config->version),           DB_TEXT(invoke_context(x)),
        DB_TEXT(x->segments[1]), DB_TEXT(sonido_tipo(audio, bytes)), DB_BYTES(audio, bytes),
    };
    /* Repeatable: the audio's own hash keeps it from being kept twice. */
    enum db_outcome outcome = db_call(x->db, &keep, params, sizeof params / sizeof *params, DB_REPEATABLE);
    if (outcome == DB_REFUSED && strcmp(db_error(x->db)->sqlstate, "CC419") == 0 &&
        webhook_cache_forget(x->webhook_cache, x->segments[0], 0))
        return false;
    invoke_reply(x, outcome);
    return true;
}

void grabacion_subir(struct exchange *x)
{
    size_t bytes;
    const struct webhook_config *config = authenticate(x, true);
    const char *audio = config ? read_audio(x, &bytes) : NULL;
    if (!audio)
        return;
    if (!sonido_tipo(audio, bytes)) {
        problem_reply(x, "CC415", "No es un WAV, un MP3 ni un Ogg.", NULL);
        return;
    }
    if (!store(x, config, audio, bytes) && (config = authenticate(x, false)) &&
        !store(x, config, audio, bytes))
        problem_reply(x, "CC503", NULL, NULL);
}

/* ------------------------------------------------------------------------------------------------ listening */

/* Asks for a piece of it; `bytes` 0 opens it: says what it is, and is noted as listening. */
static bool ask(struct exchange *x, size_t from, int bytes)
{
    static const struct db_statement read =
        {"grabacion_audio",
         "SELECT t.tipo, t.bytes, encode(t.trozo, 'hex') FROM api.grabacion_audio($1::bytea, "
         "$2::jsonb, $3::bigint, $4::int, $5::int) t"};
    char begin[24], length[24];
    snprintf(begin, sizeof begin, "%zu", from);
    snprintf(length, sizeof length, "%d", bytes);
    const struct db_param params[] = {invoke_credential(x), DB_TEXT(invoke_context(x)), DB_TEXT(x->values[0]),
                                      DB_TEXT(begin), DB_TEXT(length)};
    return db_call(x->db, &read, params, sizeof params / sizeof *params, DB_REPEATABLE) == DB_OK;
}

/* The piece at hand, decoded into `room`; false when it is none. */
static bool decode(struct exchange *x, char *room, size_t *bytes_r)
{
    const char *hex = db_value(x->db, 0, 2);
    return hex && *hex && texto_from_hex(hex, strlen(hex), room, PIECE_BYTES, bytes_r);
}

/* What cannot be read to its end is cut: the length that was promised tells the browser. */
static bool stream(struct exchange *x, FCGX_Stream *out)
{
    char *room = arena_take(x->arena, PIECE_BYTES);
    size_t sent = 0, bytes = 0;
    while (sent < x->reply.stream_bytes) {
        if (!ask(x, sent, PIECE_BYTES) || !decode(x, room, &bytes) || !reply_piece(out, room, bytes))
            return false;
        sent += bytes;
    }
    return true;
}

void grabacion_audio(struct exchange *x)
{
    if (!ask(x, 0, 0)) {
        problem_reply_db(x, db_error(x->db));
        return;
    }
    const char *length = arena_text(x->arena, db_value(x->db, 0, 1));
    reply_text(&x->reply, 200, arena_text(x->arena, db_value(x->db, 0, 0)), NULL);
    reply_header(&x->reply, "Content-Length", length);
    reply_header(&x->reply, "Content-Disposition", "inline");
    x->reply.stream_bytes = (size_t)atoll(length);
    x->reply.stream = stream;
}
