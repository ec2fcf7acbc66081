/* cc-jobs: does what the database has left for later. DESIGN.md says how. */
#include <poll.h>
#include <stdlib.h>

#include "jobs/ajustes.h"
#include "jobs/cola.h"
#include "lib/cripto.h"
#include "lib/espera.h"
#include "lib/log.h"
#include "lib/notify.h"
#include "lib/reloj.h"
#include "lib/settings.h"

enum { DESPEDIDA_MS = 8000 };

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
    struct pollfd que = {.fd = espera, .events = POLLIN};
    while (!despedida_ms || (cola_en_curso() > 0 && reloj_mono_ms() < despedida_ms)) {
        int64_t falta_ms = cola_pulso(reloj_mono_ms()) - reloj_mono_ms();
        poll(&que, 1, falta_ms > 0 ? (int)falta_ms : 0);
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
    if (!cripto_init() || espera < 0 || !espera_senales(despedir))
        return EXIT_FAILURE;
    cola_abrir();
    notify_send("READY=1");
    log_info(LOG_EVENT("listo"));
    correr(espera);
    cola_cerrar();
    return EXIT_SUCCESS;
}
