#include "jobs/ejecutor.h"

#include <stddef.h>
#include <string.h>

#include "jobs/cola.h"
#include "jobs/envio.h"
#include "jobs/mensaje.h"
#include "jobs/orden.h"

/* clang-format off */
static const struct ejecutor tabla[] = {
    /* These have their branch in api.trabajo_ejecutar. */
    {"cerrar_llamada", cola_en_sql},
    {"llamada_inactiva", cola_en_sql},
    {"llamada_retenida", cola_en_sql},
    {"promesa_vence", cola_en_sql},
    {"limpiar", cola_en_sql},
    {"particiones", cola_en_sql},
    {"seguimiento_citas", cola_en_sql},
    {"centralita_silencio", cola_en_sql},
    {"salida_vence", cola_en_sql},
    {"peticion_vence", cola_en_sql},

    {"enviar", envio_hacer},
    {"grabacion_traer", mensaje_traer},
    {"originar", orden_hacer},
    {"colgar", orden_hacer},
    {"transferir", orden_hacer},
};
/* clang-format on */

const struct ejecutor *ejecutor_de(const char *clase)
{
    for (size_t i = 0; i < sizeof tabla / sizeof *tabla; i++)
        if (strcmp(tabla[i].clase, clase) == 0)
            return &tabla[i];
    return NULL;
}
