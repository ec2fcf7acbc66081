#include "api/listen.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "lib/log.h"

enum { BACKLOG = 1024 };

static int failed(const char *event, const char *path, int fd)
{
    log_error(LOG_EVENT(event), LOG_TEXT("camino", path), LOG_TEXT("motivo", strerror(errno)));
    if (fd >= 0)
        close(fd);
    return -1;
}

static int socket_path(char *path, size_t room_bytes, const char *directory, const char *name)
{
    int bytes = snprintf(path, room_bytes, "%s/%s.sock", directory, name);
    if (bytes >= 0 && (size_t)bytes < room_bytes)
        return 0;
    errno = ENAMETOOLONG;
    return -1;
}

int listen_open(const char *directory, const char *name)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (socket_path(address.sun_path, sizeof address.sun_path, directory, name) < 0)
        return failed("socket_imposible", directory, -1);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    unlink(address.sun_path);
    mode_t before = umask(0117); /* from its first moment nobody but owner and group may connect */
    int bound = fd < 0 ? -1 : bind(fd, (struct sockaddr *)&address, sizeof address);
    umask(before);
    if (bound < 0 || listen(fd, BACKLOG) < 0)
        return failed("socket_imposible", address.sun_path, fd);
    return fd;
}

void listen_remove(const char *directory, const char *name)
{
    char path[sizeof((struct sockaddr_un *)0)->sun_path];
    if (socket_path(path, sizeof path, directory, name) == 0)
        unlink(path);
}

int listen_lock(const char *directory)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/cc-api.pid", directory);
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0640);
    if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) < 0)
        return failed("otro_master_en_marcha", path, fd);
    if (ftruncate(fd, 0) < 0 || dprintf(fd, "%d\n", getpid()) < 0)
        return failed("pid_sin_escribir", path, fd);
    return fd;
}
