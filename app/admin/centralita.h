/* centralita: the steps that make a PBX and give it another secret: its adapter judges its settings, its secret is the vendor's or made here. */
#ifndef CC_ADMIN_CENTRALITA_H
#define CC_ADMIN_CENTRALITA_H

#include "admin/orden.h"

orden_paso centralita_nueva;        /* adds ajustes, credencial, publico and secreto */
orden_paso centralita_otro_secreto; /* adds secreto: the vendor's, or a new one of ours */

#endif
