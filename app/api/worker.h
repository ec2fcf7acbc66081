/* worker: accept → route → check → call → reply → reset, for ever. */
#ifndef CC_API_WORKER_H
#define CC_API_WORKER_H

#include "api/pool.h"

struct board;
struct config;

struct worker_place {
    enum pool pool;
    int slot;      /* on the board */
    int listen_fd; /* non-blocking */
    int argon_fd;
};

/* Serves until SIGTERM; returns the exit status. Called in the child, with SIGTERM blocked. */
int worker_run(const struct config *config, struct board *board, const struct worker_place *place);

#endif
