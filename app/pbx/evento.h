/* evento: writes canonical events (INTERFACES.md §1), one JSON object each, into an array that is open. */
#ifndef CC_PBX_EVENTO_H
#define CC_PBX_EVENTO_H

#include <stdint.h>

struct buf;

/* Between begin and end, what is absent (NULL or "") is left out. */
void evento_begin(struct buf *out, const char *tipo, const char *llamada, const char *momento);
void evento_text(struct buf *out, const char *key, const char *text);
void evento_number(struct buf *out, const char *key, int64_t number);
void evento_end(struct buf *out);

/* A whole number of at most nine digits as text: "17"; left out when it is none. */
void evento_digits(struct buf *out, const char *key, const char *digits);

/* The text when it can be an extension's number ([0-9A-Za-z_.-]{1,32}), else "". */
const char *evento_extension(const char *text);

/* The Q.850 cause that a final SIP status stands for (RFC 3398 §8.2.6.1 as Asterisk maps it), -1 for what says nothing
 * (provisional, 2xx, 487: the caller gave up). */
int evento_cause_of_sip(int status);

#endif
