/*
 * enlace: one PBX's socket, from its upgrade to its end.
 *
 *   ABIERTO → (ApplicationRegistered) → REGISTRADO → DESPEDIDO
 *
 * The newest socket of a centralita is the one that is spoken to; an older one is said goodbye, but whatever it still
 * tells is taken. A goodbye is a close frame of ours, after which we read on until the PBX closes: what it has put into
 * the wire is not lost, and what comes later it keeps (Asterisk queues in memory and tells it at the next connection).
 * While the database is away PBXs are said goodbye and let in again when it is back: memory here stays bounded.
 */
#ifndef CC_PBXLINK_ENLACE_H
#define CC_PBXLINK_ENLACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/cripto.h"

struct centralita;
struct enlace;
struct lws;

/* RFC 6455 §7.4.1, and ours from 4400. */
enum enlace_cierre {
    ENLACE_NOS_VAMOS = 1001,
    ENLACE_DEMASIADO_LARGO = 1009,
    ENLACE_SIN_BASE = 1013,
    ENLACE_SIN_PERMISO = 4401, /* secret revoked, centralita off */
    ENLACE_OTRO = 4409,        /* it has connected anew */
};

/* A PBX has connected with this secret. It becomes its centralita's. */
struct enlace *enlace_nuevo(struct lws *wsi, struct centralita *centralita,
                            const unsigned char huella[CRIPTO_SHA256_BYTES]);

/* The socket is gone: frees. */
void enlace_ido(struct enlace *enlace);

/* A piece of a message; a sign of life. */
void enlace_recibir(struct enlace *enlace, const char *texto, size_t bytes, bool ultima);
void enlace_vivo(struct enlace *enlace);

/* What is to be written next. */
enum enlace_que { ENLACE_NADA, ENLACE_TEXTO, ENLACE_PING, ENLACE_ADIOS };
struct enlace_trama {
    enum enlace_que que;
    const char *texto; /* freed by enlace_escrita */
    size_t bytes;
    uint16_t codigo;
};
struct enlace_trama enlace_siguiente(struct enlace *enlace);
void enlace_escrita(struct enlace *enlace);

/* A text frame to the PBX, copied. */
void enlace_decir(struct enlace *enlace, const char *texto);

void enlace_cerrar(struct enlace *enlace, enum enlace_cierre cierre);
void enlace_despedir(enum enlace_cierre cierre); /* all */

/* Which socket it is, in the whole world: random letters. */
const char *enlace_marca(const struct enlace *enlace);

/* Whether the secret that it came with is still one of its centralita's. */
bool enlace_autentico(const struct enlace *enlace);

/* Whether it has said that it is ready and nobody has said goodbye. NULL: it is not. */
bool enlace_listo(const struct enlace *enlace);

struct centralita *enlace_centralita(const struct enlace *enlace);

/* Whether any socket, an old one included, is this centralita's. */
bool enlace_hay(const struct centralita *centralita);

/* Stops reading its sockets, or reads on. */
void enlace_frenar(struct centralita *centralita, bool si);

/* Pings, deadlines, a database that is away. Returns when to be called again (monotonic, ms). */
int64_t enlace_pulso(int64_t ahora_ms);

struct enlace_cuenta {
    long enlaces;
    unsigned long recibidos, eventos, ilegibles, despedidas;
};
extern struct enlace_cuenta enlace_cuenta;

#endif
