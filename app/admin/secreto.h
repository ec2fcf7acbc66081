/* secreto: the steps of commands that make a password, a token or a PBX's secret. Each adds to the arguments what is
 * stored (a hash, or the secret sealed under CC_CLAVE) and to `una_vez` what the person must copy now. */
#ifndef CC_ADMIN_SECRETO_H
#define CC_ADMIN_SECRETO_H

#include "admin/orden.h"
#include "lib/cripto.h"

orden_paso secreto_clave;            /* adds clave_hash; from standard input, or made and shown */
orden_paso secreto_token;            /* adds token_hash of a new API key */
orden_paso secreto_centralita_otro;  /* adds secreto */
orden_paso secreto_centralita_ajeno; /* adds publico: the vendor has the secret */

/* Adds publico and secreto; `in_address`: shows the address with the secret in it as well. */
int secreto_centralita_nueva(struct ejecucion *e, bool in_address);

/* CC_CLAVE; false, having said so, when it is none. */
bool secreto_clave_maestra(unsigned char master[CRIPTO_MASTER_BYTES]);

#endif
