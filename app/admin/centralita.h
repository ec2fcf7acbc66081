/* centralita: the step that makes a PBX: its adapter judges its settings, its secret is the vendor's or made here. */
#ifndef CC_ADMIN_CENTRALITA_H
#define CC_ADMIN_CENTRALITA_H

#include "admin/orden.h"

orden_paso centralita_nueva; /* adds ajustes, credencial, publico and secreto */

#endif
