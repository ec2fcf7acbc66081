/* entrega: the step that reads kept deliveries again, after their mapping was mended. */
#ifndef CC_ADMIN_ENTREGA_H
#define CC_ADMIN_ENTREGA_H

#include "admin/orden.h"

orden_paso entrega_repetir;

#endif
