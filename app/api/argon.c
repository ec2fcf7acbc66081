#include "api/argon.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>
#include <unistd.h>

#include "lib/reloj.h"

enum { ARGON_AT_ONCE = 2, ARGON_WAIT_MS = 500, ARGON_LOOK_MS = 5 };

/* A place is a byte of the file: the kernel gives it back when its holder dies. */
static bool lock_place(int fd, int place, short type)
{
    struct flock lock = {.l_type = type, .l_whence = SEEK_SET, .l_start = place, .l_len = 1};
    return fcntl(fd, F_SETLK, &lock) == 0;
}

int argon_take(int fd)
{
    for (int64_t until_ms = reloj_mono_ms() + ARGON_WAIT_MS; reloj_mono_ms() < until_ms;) {
        for (int place = 0; place < ARGON_AT_ONCE; place++)
            if (lock_place(fd, place, F_WRLCK))
                return place;
        nanosleep(&(struct timespec){.tv_nsec = ARGON_LOOK_MS * 1000000L}, NULL);
    }
    return -1;
}

void argon_give(int fd, int place)
{
    if (place >= 0)
        lock_place(fd, place, F_UNLCK);
}
