/* cc-jobs: does what the database has left for later. DESIGN.md says how. */
#include <stdlib.h>

#include "jobs/ajustes.h"
#include "jobs/cola.h"
#include "jobs/http.h"
#include "lib/espera.h"
#include "lib/log.h"
#include "lib/notify.h"
#include "lib/reloj.h"
#include "lib/settings.h"

enum { DESPEDIDA_MS = 12000 }; /* longer than any request */

static int64_t despedida_ms; /* when to leave at the latest; 0: we stay */

static void despedir(int senal)
{
    log_info(LOG_EVENT("fin"), LOG_INT("senal", senal));
    notify_send("STOPPING=1");
    despedida_ms = reloj_mono_ms() + DESPEDIDA_MS;
    cola_terminar();
}

static void correr(int espera)
{
    while (!despedida_ms || (cola_en_curso() > 0 && reloj_mono_ms() < despedida_ms)) {
        int64_t falta_ms = cola_pulso(reloj_mono_ms()) - reloj_mono_ms();
        http_esperar(espera, falta_ms > 0 ? (int)falta_ms : 0);
        espera_atender();
    }
}

int main(int argc, char **argv)
{
    int salida = ajustes_leer(argc, argv);
    if (salida != SETTINGS_RUN)
        return salida;
    log_open("cc-jobs", ajustes.nivel);
    int espera = espera_abrir();
    if (espera < 0 || !espera_senales(despedir) || !http_abrir())
        return EXIT_FAILURE;
    cola_abrir();
    notify_send("READY=1");
    log_info(LOG_EVENT("listo"));
    correr(espera);
    cola_cerrar();
    http_cerrar();
    return EXIT_SUCCESS;
}
