#include "relay/evento.h"

#include <stdlib.h>
#include <string.h>

#include "lib/reloj.h"

unsigned evento_rol(const char *nombre, size_t bytes)
{
    static const struct {
        const char *nombre;
        unsigned rol;
    } tabla[] = {{"agente", ROL_AGENTE},
                 {"supervisor", ROL_SUPERVISOR},
                 {"administrador", ROL_ADMINISTRADOR}};
    for (size_t i = 0; i < sizeof tabla / sizeof *tabla; i++)
        if (strlen(tabla[i].nombre) == bytes && memcmp(tabla[i].nombre, nombre, bytes) == 0)
            return tabla[i].rol;
    return 0;
}

/* ------------------------------------------------------------------------------------- the ends of values */

static const char *tras_blancos(const char *en, const char *fin)
{
    while (en < fin && (*en == ' ' || *en == '\n' || *en == '\r' || *en == '\t'))
        en++;
    return en;
}

/* `en` is at an opening quote; after the closing one. */
static const char *tras_texto(const char *en, const char *fin)
{
    for (en++; en < fin && *en != '"'; en++)
        en += *en == '\\';
    return en < fin ? en + 1 : fin;
}

/* After the value at `en`. */
static const char *tras_valor(const char *en, const char *fin)
{
    int abiertos = 0;
    do {
        if (*en == '"') {
            en = tras_texto(en, fin);
            continue;
        }
        abiertos += (*en == '{' || *en == '[') - (*en == '}' || *en == ']');
        en++;
    } while (en < fin && (abiertos > 0 || !strchr(":,]} \n\r\t", *en)));
    return en < fin ? en : fin;
}

/* Takes one value, and what follows it up to the next one (a comma or a colon). */
static struct trozo tomar(const char **en, const char *fin)
{
    struct trozo trozo = {.texto = tras_blancos(*en, fin)};
    const char *tras = trozo.texto < fin ? tras_valor(trozo.texto, fin) : fin;
    trozo.bytes = (size_t)(tras - trozo.texto);
    tras = tras_blancos(tras, fin);
    *en = tras < fin && (*tras == ',' || *tras == ':') ? tras + 1 : tras;
    return trozo;
}

/* The next value inside a container whose inside ends at `fin`; false at the end. */
static bool siguiente(const char **en, const char *fin, struct trozo *trozo_r)
{
    *en = tras_blancos(*en, fin);
    if (*en >= fin)
        return false;
    *trozo_r = tomar(en, fin);
    return trozo_r->bytes > 0;
}

static bool es(struct trozo trozo, const char *texto)
{
    return trozo.bytes == strlen(texto) && memcmp(trozo.texto, texto, trozo.bytes) == 0;
}

/* What is between the brackets or braces. */
static struct trozo interior(struct trozo trozo)
{
    return trozo.bytes < 2 ? (struct trozo){trozo.texto, 0}
                           : (struct trozo){trozo.texto + 1, trozo.bytes - 2};
}

/* ---------------------------------------------------------------------------------------------- deliveries */

static unsigned leer_roles(struct trozo lista)
{
    unsigned roles = 0;
    struct trozo uno;
    const char *en = lista.texto, *fin = en + lista.bytes;
    while (siguiente(&en, fin, &uno))
        roles |= evento_rol(interior(uno).texto, interior(uno).bytes);
    return roles;
}

static void leer_miembro(struct entrega *entrega, struct trozo clave, struct trozo valor)
{
    if (es(valor, "null"))
        return;
    if (es(clave, "\"tipo\""))
        entrega->tipo = valor;
    else if (es(clave, "\"accion\""))
        entrega->accion = valor;
    else if (es(clave, "\"cuerpo\""))
        entrega->cuerpo = valor;
    else if (es(clave, "\"agentes\""))
        entrega->agentes = interior(valor);
    else if (es(clave, "\"tema\""))
        entrega->panel = es(valor, "\"panel\"");
    else if (es(clave, "\"roles\""))
        entrega->roles = leer_roles(interior(valor));
}

static bool leer_entrega(struct entrega *entrega, struct trozo objeto)
{
    struct trozo dentro = interior(objeto), clave;
    const char *en = dentro.texto, *fin = en + dentro.bytes;
    *entrega = (struct entrega){.roles = ROL_CUALQUIERA, .accion = {"null", 4}, .cuerpo = {"null", 4}};
    while (siguiente(&en, fin, &clave))
        leer_miembro(entrega, clave, tomar(&en, fin));
    return entrega->tipo.bytes > 2 && *entrega->tipo.texto == '"' &&
           (entrega->panel || entrega->agentes.texto);
}

struct evento *evento_nuevo(int64_t seq, int64_t creado_ms, const char *texto, size_t bytes, size_t *malas_r)
{
    struct trozo dentro = interior((struct trozo){texto, bytes}), una;
    const char *en = dentro.texto, *fin = en + dentro.bytes;
    size_t n = 0;
    while (siguiente(&en, fin, &una))
        n++;
    size_t todo = sizeof(struct evento) + n * sizeof(struct entrega) + dentro.bytes;
    struct evento *evento = malloc(todo);
    if (!evento)
        abort();
    *evento = (struct evento){seq, creado_ms, reloj_mono_ms(), todo, 0};
    char *copia = memcpy(&evento->entregas[n], dentro.texto, dentro.bytes);
    for (en = copia, fin = copia + dentro.bytes; siguiente(&en, fin, &una);)
        evento->n += leer_entrega(&evento->entregas[evento->n], una);
    *malas_r = n - evento->n;
    return evento;
}

bool evento_toca(const struct entrega *entrega, int64_t agente, unsigned rol, bool panel)
{
    if (entrega->panel)
        return panel && (entrega->roles & rol);
    const char *en = entrega->agentes.texto, *fin = en + entrega->agentes.bytes;
    struct trozo uno;
    while (siguiente(&en, fin, &uno))
        if (strtoll(uno.texto, NULL, 10) == agente)
            return true;
    return false;
}
