/* simular: plays a PBX with the generic adapter, for trying an installation and for its health check. */
#ifndef CC_ADMIN_SIMULAR_H
#define CC_ADMIN_SIMULAR_H

#include "admin/orden.h"

/* Posts the events of one incoming call to CC_URL, signed as Standard Webhooks: offered, ringing at each extension,
 * and, where asked, answered and ended. Prints per event its status and milliseconds. */
orden_paso simular_llamada;

#endif
