/*
 * espera: the descriptors that are not browsers (two connections to PostgreSQL, the signals), watched behind one.
 *
 * libwebsockets closes what it adopts, and 4.1 forgets a wish to write that is renewed while writing. So it never sees
 * these descriptors: they are in an epoll set, and libwebsockets is given the set, which is readable when one of them
 * is ready, for reading or for writing. libpq may change its socket as it likes.
 */
#ifndef CC_RELAY_ESPERA_H
#define CC_RELAY_ESPERA_H

#include <stdbool.h>

/* Who wants to know. Lives as long as the process. */
struct vigia {
    void (*listo)(void *user);
    void *user;
};

/* Makes the set; a descriptor for libwebsockets to adopt, and to close at the end. -1: errno says why. */
int espera_abrir(void);

/* Watches fd from now on, in this manner. To be called again whenever fd may have become another one, even of the same
 * number: a descriptor that was closed leaves the set by itself. */
void espera_vigilar(struct vigia *vigia, int fd, bool leer, bool escribir);

/* Tells whoever is ready. */
void espera_atender(void);

#endif
