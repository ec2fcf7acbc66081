/*
 * espera: the descriptors of a process that waits for several things at once, behind one.
 *
 * An epoll set holds connections to PostgreSQL and the signals; its own descriptor is readable when one of them is
 * ready, for reading or for writing. So a loop of somebody else's needs to watch only that one: libwebsockets (which
 * closes what it adopts, and whose 4.1 forgets a wish to write that is renewed while writing) and libcurl never see
 * libpq's socket, which may change as it likes.
 */
#ifndef CC_ESPERA_H
#define CC_ESPERA_H

#include <stdbool.h>

/* Who wants to know. Lives as long as the process. */
struct vigia {
    void (*listo)(void *user);
    void *user;
};

/* Makes the set: a descriptor to watch, and to close at the end. -1: errno says why. */
int espera_abrir(void);

/* Watches fd from now on, in this manner. To be called again whenever fd may have become another one, even of the same
 * number: a descriptor that was closed leaves the set by itself. */
void espera_vigilar(struct vigia *vigia, int fd, bool leer, bool escribir);

/* From now on SIGTERM and SIGINT end nothing by themselves but are told here; SIGPIPE is ignored. False: errno. */
bool espera_senales(void (*senal)(int cual));

/* Tells whoever is ready. */
void espera_atender(void);

#endif
