/* listen: the unix sockets that nginx connects to, and the lock that keeps two masters from sharing them. */
#ifndef CC_API_LISTEN_H
#define CC_API_LISTEN_H

/* A non-blocking socket at `directory`/`name`.sock, 0660; its group is the directory's if that is setgid. What stands
 * there is replaced: hold the lock first. -1, with a line in the log, when it cannot be. */
int listen_open(const char *directory, const char *name);

/* Removes its path, so that new clients are refused at once. */
void listen_remove(const char *directory, const char *name);

/* Takes `directory`/cc-api.pid and writes our process id into it. -1, with a line in the log, when another has it. */
int listen_lock(const char *directory);

#endif
