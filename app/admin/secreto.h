/* secreto: the steps of commands that make a password, a token or a PBX's secret. Each adds to the arguments what is
 * stored (a hash, or the secret sealed under CC_CLAVE) and to `una_vez` what the person must copy now. */
#ifndef CC_ADMIN_SECRETO_H
#define CC_ADMIN_SECRETO_H

#include "admin/orden.h"

orden_paso secreto_clave;            /* adds clave_hash; from standard input, or made and shown */
orden_paso secreto_token;            /* adds token_hash of a new API key */
orden_paso secreto_centralita_nueva; /* adds publico and secreto */
orden_paso secreto_centralita_otro;  /* adds secreto */

#endif
