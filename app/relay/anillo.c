#include "relay/anillo.h"

#include <stdlib.h>

#include "lib/reloj.h"
#include "relay/ajustes.h"

enum { CUBOS = 1024, ADELANTO_MAX = 1000 };

static struct anillo *todos;
static struct anillo *cubos[CUBOS];

static struct anillo **cubo_de(int64_t clinica)
{
    return &cubos[(uint64_t)clinica % CUBOS];
}

struct anillo *anillo_todos(void)
{
    return todos;
}

struct anillo *anillo_buscar(int64_t clinica)
{
    struct anillo *anillo = *cubo_de(clinica);
    while (anillo && anillo->clinica != clinica)
        anillo = anillo->cubo;
    return anillo;
}

struct anillo *anillo_de(int64_t clinica)
{
    struct anillo *anillo = anillo_buscar(clinica);
    if (anillo)
        return anillo;
    anillo = calloc(1, sizeof *anillo);
    if (!anillo)
        abort();
    anillo->clinica = clinica;
    anillo->primera = 1;
    anillo->sola_ms = reloj_mono_ms();
    anillo->siguiente = todos;
    todos = anillo;
    anillo->cubo = *cubo_de(clinica);
    *cubo_de(clinica) = anillo;
    return anillo;
}

/* The oldest event goes. */
static void soltar(struct anillo *anillo)
{
    struct evento **sitio = &anillo->eventos[anillo->primera % ANILLO_EVENTOS];
    anillo->bytes -= (*sitio)->bytes;
    free(*sitio);
    *sitio = NULL;
    anillo->primera++;
}

static void vaciar(struct anillo *anillo)
{
    while (anillo->primera <= anillo->seq)
        soltar(anillo);
}

void anillo_situar(struct anillo *anillo, int64_t epoca, int64_t seq)
{
    vaciar(anillo);
    anillo->epoca = epoca;
    anillo->seq = seq;
    anillo->primera = seq + 1;
}

void anillo_agregar(struct anillo *anillo, struct evento *evento)
{
    size_t cabe = (size_t)ajustes.anillo_kb * 1024;
    anillo->seq = evento->seq;
    while (anillo->primera < anillo->seq &&
           (anillo->seq - anillo->primera >= ANILLO_EVENTOS || anillo->bytes + evento->bytes > cabe))
        soltar(anillo);
    anillo->bytes += evento->bytes;
    anillo->eventos[evento->seq % ANILLO_EVENTOS] = evento;
}

struct evento *anillo_evento(const struct anillo *anillo, int64_t seq)
{
    return seq >= anillo->primera && seq <= anillo->seq ? anillo->eventos[seq % ANILLO_EVENTOS] : NULL;
}

bool anillo_alcanza(const struct anillo *anillo, int64_t epoca, int64_t seq)
{
    return epoca == anillo->epoca && seq >= anillo->primera - 1 && seq <= anillo->seq + ADELANTO_MAX;
}

static void liberar(struct anillo **enlace)
{
    struct anillo *anillo = *enlace, **cubo = cubo_de(anillo->clinica);
    while (*cubo != anillo)
        cubo = &(*cubo)->cubo;
    *cubo = anillo->cubo;
    *enlace = anillo->siguiente;
    vaciar(anillo);
    free(anillo);
}

void anillo_envejecer(int64_t ahora_ms)
{
    struct anillo **enlace = &todos;
    while (*enlace) {
        struct anillo *anillo = *enlace;
        while (anillo->primera <= anillo->seq &&
               ahora_ms - anillo_evento(anillo, anillo->primera)->recibido_ms > ANILLO_MS)
            soltar(anillo);
        if (!anillo->suscripciones && anillo->sola_ms && ahora_ms - anillo->sola_ms > ANILLO_MS)
            liberar(enlace);
        else
            enlace = &anillo->siguiente;
    }
}

void anillo_cerrar(void)
{
    while (todos)
        liberar(&todos);
}
