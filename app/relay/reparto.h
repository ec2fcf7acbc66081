/*
 * reparto: which events a session gets, and in which order.
 *
 * The invariant: a subscription whose `leido` is the ring's `seq` waits for nothing. An event that comes while nothing
 * waits and is not for it moves `leido` on at once; so who waits has in `leido` + 1 an event of its own, or one to be
 * looked at when its turn comes.
 */
#ifndef CC_RELAY_REPARTO_H
#define CC_RELAY_REPARTO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct anillo;
struct evento;
struct sesion;

/* Follows these clinics, of which the session then owns the subscriptions. */
void reparto_suscribir(struct sesion *sesion, size_t n, const int64_t *clinicas, const unsigned *roles);

/* Follows nothing any more. */
void reparto_olvidar(struct sesion *sesion);

/* Takes the positions that the session's hola asks for and owes it a welcome. False: not all rings are up to date. */
bool reparto_entrar(struct sesion *sesion);

/* The ring has a new last event. */
void reparto_evento(struct anillo *anillo, const struct evento *evento);

/* The ring has lost its past. */
void reparto_recargar(struct anillo *anillo);

/* The next frame for the session, NULL when nothing waits. */
char *reparto_siguiente(struct sesion *sesion, size_t *bytes_r);

/* How long the oldest thing has been waiting. */
int64_t reparto_espera_ms(const struct sesion *sesion, int64_t ahora_ms);

#endif
