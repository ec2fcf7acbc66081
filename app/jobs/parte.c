#include "jobs/parte.h"

#include <stdlib.h>
#include <string.h>

#include "lib/conexion.h"

struct parte {
    struct parte *siguiente;
    const struct db_statement *sentencia;
    char *valores[PARTE_VALORES_MAX];
    int n;
    bool dicho; /* in flight */
    db_answered *oido;
    void *user;
};

static struct conexion *conexion;
static struct parte *pendientes;

void parte_abrir(struct conexion *por)
{
    conexion = por;
}

static void quitar(struct parte *parte)
{
    struct parte **donde = &pendientes;
    while (*donde != parte)
        donde = &(*donde)->siguiente;
    *donde = parte->siguiente;
    for (int i = 0; i < parte->n; i++)
        free(parte->valores[i]);
    free(parte);
}

static void contestado(void *user, const struct db_answer *respuesta)
{
    struct parte *parte = user;
    if (respuesta->outcome == DB_AWAY) {
        parte->dicho = false;
        return;
    }
    parte->oido(parte->user, respuesta);
    quitar(parte);
}

static void decir(struct parte *parte)
{
    struct db_param params[PARTE_VALORES_MAX];
    for (int i = 0; i < parte->n; i++)
        params[i] = DB_TEXT(parte->valores[i]);
    parte->dicho = conexion_pedir(conexion, parte->sentencia, params, parte->n, contestado, parte);
}

void parte_dar(const struct db_statement *sentencia, const char *const *valores, int n, db_answered *oido,
               void *user)
{
    struct parte *parte = calloc(1, sizeof *parte);
    if (!parte)
        abort();
    *parte =
        (struct parte){.siguiente = pendientes, .sentencia = sentencia, .n = n, .oido = oido, .user = user};
    for (int i = 0; i < n; i++)
        if (valores[i] && !(parte->valores[i] = strdup(valores[i])))
            abort();
    pendientes = parte;
    decir(parte);
}

void parte_pulso(void)
{
    if (!conexion_esta_lista(conexion))
        return;
    for (struct parte *parte = pendientes; parte; parte = parte->siguiente)
        if (!parte->dicho)
            decir(parte);
}
