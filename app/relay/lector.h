/*
 * lector: reads the events of the clinics that somebody follows, and keeps the rings.
 *
 * A NOTIFY is a hint: a transaction that skipped it may commit just after we looked, so after a hint, and after any
 * news, it looks again every 10 ms until 250 ms pass without. Without hints it looks once a second. Each 10 s it sends
 * itself a NOTIFY; when that is not back within 5 s the connection is taken for dead.
 */
#ifndef CC_RELAY_LECTOR_H
#define CC_RELAY_LECTOR_H

#include <stdbool.h>
#include <stdint.h>

void lector_abrir(void);
void lector_cerrar(void);

/* Connected, and has looked within the last 5 s. */
bool lector_listo(void);

/* What it has done since the start. `retraso_ms`: from the last event's commit, about, until it was read. */
struct lector_cuenta {
    unsigned long lecturas, eventos, avisos, huecos;
    long retraso_ms;
};
extern struct lector_cuenta lector_cuenta;

/* Look soon: there is a ring that has never been asked about. */
void lector_mirar(void);

/* Returns when to be called again. */
int64_t lector_pulso(int64_t ahora_ms);

#endif
