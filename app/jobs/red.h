/*
 * red: which addresses cc-jobs may connect to (OWASP ASVS 1.3.6, API7: server-side request forgery).
 *
 * What goes out goes to the public internet. Everything that is not global unicast is refused: private, loopback,
 * link-local, ULA, CGNAT, documentation, multicast, 0/8, and what hides an IPv4 address in an IPv6 one (v4-mapped, NAT64,
 * 6to4, Teredo). An administrator of the machine may except networks (CC_RED_PERMITIDA).
 * It is asked about the very address of the socket that is about to connect, so a name that resolves to something else a
 * moment later (DNS rebinding) gains nothing.
 */
#ifndef CC_JOBS_RED_H
#define CC_JOBS_RED_H

#include <stdbool.h>

struct sockaddr;

/* Whether it is a global unicast address (IANA's special-purpose registries, RFC 6890). False for any other family. */
bool red_publica(const struct sockaddr *direccion);

/* Whether it lies in one of the networks of a list: "192.168.1.0/24, 10.0.0.5, fd00::/8". */
bool red_contiene(const char *lista, const struct sockaddr *direccion);

/* Whether such a list can be read. */
bool red_lista_valida(const char *lista);

#endif
