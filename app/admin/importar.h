/* importar: patients from a sheet (CSV), as the ERP's bulk feed would send them: streamed, a report for each bad line, or only
 * a rehearsal. Which column is what: by its heading, or as the administrator says. */
#ifndef CC_ADMIN_IMPORTAR_H
#define CC_ADMIN_IMPORTAR_H

#include "admin/orden.h"

orden_paso importar_pacientes;

#endif
