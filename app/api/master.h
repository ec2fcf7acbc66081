/*
 * master: makes the sockets, keeps the three pools at strength, and ends or renews them when told.
 *
 * SIGTERM, SIGINT: no more connections, 10 s for what was begun, then the rest is killed. SIGHUP: the program is
 * executed again (a new version, the same environment) on the same sockets and in the same process, and its workers
 * take the place of the old ones one by one: no request fails. A worker that dies is replaced at once, or after a
 * growing wait if it had just begun; one whose request is older than its pool allows is killed.
 */
#ifndef CC_API_MASTER_H
#define CC_API_MASTER_H

struct config;

/* Runs until told to end; returns the exit status. `argv` is what SIGHUP executes. */
int master_run(const struct config *config, char **argv);

#endif
