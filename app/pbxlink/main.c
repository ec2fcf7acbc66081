/* cc-pbxlink: holds the sockets of PBXs that dial us. DESIGN.md says how. */
#include <stdlib.h>

#include "lib/cripto.h"
#include "lib/log.h"
#include "lib/settings.h"
#include "pbxlink/ajustes.h"
#include "pbxlink/servidor.h"

int main(int argc, char **argv)
{
    int salida = ajustes_leer(argc, argv);
    if (salida != SETTINGS_RUN)
        return salida;
    log_open("cc-pbxlink", ajustes.nivel);
    if (!cripto_init() || !ajustes_clave())
        return EXIT_FAILURE;
    if (servidor_abrir())
        servidor_correr();
    return EXIT_FAILURE;
}
