/*
 * centralita: the PBXs that may dial us, as the database lists them, and what we hold of each.
 *
 * The list is fetched every two seconds, so that whoever knocks is judged at once and without waiting for the database:
 * a PBX that is told 101 begins at once to tell what it has kept, and what it tells to somebody who then refuses it is
 * lost. A centralita that is gone, off, or whose secret was revoked loses its socket at the next fetch.
 */
#ifndef CC_PBXLINK_CENTRALITA_H
#define CC_PBXLINK_CENTRALITA_H

#include <stdbool.h>
#include <stdint.h>

#include "pbx/adapter.h"
#include "pbxlink/cola.h"

struct ari;
struct enlace;

enum { CENTRALITA_PUBLICO_BYTES = 64, CENTRALITA_AJUSTE_BYTES = 80 };

struct centralita {
    struct centralita *siguiente;
    int64_t id;
    char publico[CENTRALITA_PUBLICO_BYTES + 1];
    int version; /* of its configuration */
    char secretos[ADAPTER_SECRETS_MAX][ADAPTER_SECRET_BYTES + 1];
    int secretos_n;
    char contexto[CENTRALITA_AJUSTE_BYTES];               /* where its telephones dial */
    char contexto_transferencia[CENTRALITA_AJUSTE_BYTES]; /* installed there for that, "" none */
    char dispositivo[CENTRALITA_AJUSTE_BYTES];            /* of an extension: "PJSIP/{extension}" */
    bool vigente;                                         /* it was in the last list */
    bool ajena;            /* another process holds its newest socket: ours is an old one */
    int encargos;          /* orders for it that are being carried out */
    struct ari *ari;       /* what lives on it */
    struct enlace *enlace; /* its newest socket, NULL: none */
    struct cola cola;      /* what it told that is not stored yet */
    int64_t rechazo_ms;    /* a refusal was last noted */
    int64_t censo_ms;      /* when to take the next census */
    char aplicacion[CENTRALITA_AJUSTE_BYTES]; /* as it calls its side of the socket */
    bool sin_filtro;                          /* it was not told yet which events to send */
};

void centralita_abrir(void);
void centralita_cerrar(void);

/* Whether the list is known and fresh: only then may anybody come in. */
bool centralita_lista(void);

/* NULL when it is nobody's id. */
struct centralita *centralita_de(const char *publico);

/* All of them, linked by `siguiente`. */
struct centralita *centralita_todas(void);

/* Constant in time; both live secrets. */
bool centralita_secreto(const struct centralita *centralita, const char *secreto, size_t bytes);

/* Somebody came with its name and not its secret: counted where its administrator sees it, once a second at most. */
void centralita_rechazo(struct centralita *centralita, const char *motivo);

/* Its newest socket is ours from now on. */
void centralita_enlazar(struct centralita *centralita);

/* It has no socket here any more. */
void centralita_soltar(struct centralita *centralita);

/* Fetches the list when it is due. Returns when to be called again (monotonic, ms). */
int64_t centralita_pulso(int64_t ahora_ms);

#endif
