/*
 * conexion: a non-blocking connection to PostgreSQL that comes back by itself, watched through espera.
 *
 * It is begun again after a loss (after 100 ms, growing to 2 s), and when the server stays silent for longer than one's
 * patience: on a unix socket nothing else tells that it hangs. It asks first whether the schema is the one this program was built for; for
 * another one it says which command mends it, and asks again on the next connection.
 */
#ifndef CC_CONEXION_H
#define CC_CONEXION_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/db.h"

struct conexion;

/* `lista`: connected, listening and of the right schema (also after each return). `aviso`: a NOTIFY; `propio` when we
 * sent it. Neither may be NULL. */
struct conexion_eventos {
    void (*lista)(void);
    void (*aviso)(const char *canal, bool propio);
};

/* `config.application` is the name in logs, too; `canales` ends with NULL. All they point to lives for ever. */
struct conexion *conexion_nueva(const struct db_config *config, int paciencia_ms, const char *const *canales,
                                const struct conexion_eventos *eventos);

/* NULL is harmless; the pointer is nulled. Calls that wait are not answered. */
void conexion_liberar(struct conexion **conexion);

bool conexion_esta_lista(const struct conexion *conexion);

/* As db_async_send. */
bool conexion_pedir(struct conexion *conexion, const struct db_statement *sentencia,
                    const struct db_param *params, int n, db_answered *respuesta, void *user);

/* Whether an answer is good; a refusal, which none of our functions should give, is logged under this name. */
bool conexion_bien(const struct db_answer *respuesta, const char *que);

/* Drops the connection; it comes back. */
void conexion_cortar(struct conexion *conexion);

/* What the time has brought. Returns when to be called again at the latest (monotonic, ms). */
int64_t conexion_pulso(struct conexion *conexion, int64_t ahora_ms);

#endif
