/*
 * trama: the frames of app/INTERFACES.md §5, composed in one buffer of the process, since only one is written at a time.
 * What comes from the database goes in as it stands; the rest is numbers.
 */
#ifndef CC_RELAY_TRAMA_H
#define CC_RELAY_TRAMA_H

#include <stddef.h>

struct entrega;
struct sesion;
struct suscripcion;

/* Before each frame there is room for what libwebsockets puts there. */
enum { TRAMA_MARGEN_BYTES = 32 };

/* Each answers the frame and its length; valid until the next one. */
char *trama_bienvenida(const struct sesion *sesion, size_t *bytes_r);
char *trama_recargar(const struct suscripcion *suscripcion, size_t *bytes_r);
char *trama_entrega(const struct suscripcion *suscripcion, const struct entrega *entrega, long long seq,
                    size_t *bytes_r);
char *trama_fin(size_t *bytes_r);

void trama_cerrar(void);

#endif
