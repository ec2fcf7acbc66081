#include "relay/espera.h"

#include <errno.h>
#include <sys/epoll.h>

static int conjunto = -1;

int espera_abrir(void)
{
    conjunto = epoll_create1(EPOLL_CLOEXEC);
    return conjunto;
}

void espera_vigilar(struct vigia *vigia, int fd, bool leer, bool escribir)
{
    struct epoll_event que = {.data.ptr = vigia};
    que.events = (leer ? EPOLLIN : 0U) | (escribir ? EPOLLOUT : 0U);
    if (epoll_ctl(conjunto, EPOLL_CTL_MOD, fd, &que) != 0 && errno == ENOENT)
        epoll_ctl(conjunto, EPOLL_CTL_ADD, fd, &que);
}

void espera_atender(void)
{
    struct epoll_event listos[8];
    int n = epoll_wait(conjunto, listos, sizeof listos / sizeof *listos, 0);
    for (int i = 0; i < n; i++) {
        struct vigia *vigia = listos[i].data.ptr;
        vigia->listo(vigia->user);
    }
}
