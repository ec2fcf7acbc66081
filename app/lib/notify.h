/*
 * notify: tells the service manager how we are (sd_notify's protocol: a datagram to $NOTIFY_SOCKET,
 * https://www.freedesktop.org/software/systemd/man/latest/sd_notify.html). Without one, nothing happens.
 */
#ifndef CC_NOTIFY_H
#define CC_NOTIFY_H

/* `state` is "READY=1", "RELOADING=1", "STOPPING=1", "WATCHDOG=1" or several lines of such assignments. */
void notify_send(const char *state);

/* "RELOADING=1" with the monotonic time that systemd 253 wants beside it. */
void notify_reloading(void);

#endif
