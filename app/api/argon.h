/* argon: at most two passwords are hashed at once by all workers together; each takes 19 MiB and a core for some 40 ms. */
#ifndef CC_API_ARGON_H
#define CC_API_ARGON_H

/* A place, or -1: all are taken, and stayed so for as long as a request may wait. `fd` is a file that all workers have open
 * (exchange.argon_fd). A worker that dies gives its place back. */
int argon_take(int fd);

/* Gives it back; -1 is none. */
void argon_give(int fd, int place);

#endif
