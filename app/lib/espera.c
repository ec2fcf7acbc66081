#include "lib/espera.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <unistd.h>

static int conjunto = -1;
static int senales = -1;
static void (*contar_senal)(int cual);

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

static void leer_senal(void *user)
{
    struct signalfd_siginfo cual;
    (void)user;
    if (read(senales, &cual, sizeof cual) == sizeof cual)
        contar_senal((int)cual.ssi_signo);
}

bool espera_senales(void (*senal)(int cual))
{
    static struct vigia vigia = {leer_senal, NULL};
    sigset_t cuales;
    sigemptyset(&cuales);
    sigaddset(&cuales, SIGTERM);
    sigaddset(&cuales, SIGINT);
    sigprocmask(SIG_BLOCK, &cuales, NULL);
    signal(SIGPIPE, SIG_IGN);
    contar_senal = senal;
    senales = signalfd(-1, &cuales, SFD_NONBLOCK | SFD_CLOEXEC);
    if (senales >= 0)
        espera_vigilar(&vigia, senales, true, false);
    return senales >= 0;
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
