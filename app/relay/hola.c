#include "relay/hola.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/cripto.h"
#include "lib/json.h"

/* The first byte of a credential (app/INTERFACES.md §1). */
enum { DE_GALLETA = 1, DE_TICKET = 3 };

static void credencial_de(unsigned char clase, const char *token, size_t bytes,
                          unsigned char credencial[CREDENCIAL_BYTES])
{
    credencial[0] = clase;
    cripto_sha256(token, bytes, credencial + 1);
}

static bool leer_posicion(const struct json *miembro, struct posicion *posicion)
{
    char *fin;
    errno = 0;
    posicion->clinica = strtoll(miembro->key, &fin, 10);
    return errno == 0 && *fin == '\0' && posicion->clinica > 0 && miembro->type == JSON_ARRAY &&
           miembro->count == 2 && json_integer(miembro->first, &posicion->epoca) &&
           json_integer(miembro->first->next, &posicion->seq) && posicion->epoca >= 0 && posicion->seq >= 0;
}

static bool tiene(const struct json *lista, const char *texto)
{
    for (const struct json *uno = lista ? lista->first : NULL; uno; uno = uno->next)
        if (uno->type == JSON_TEXT && strcmp(uno->text, texto) == 0)
            return true;
    return false;
}

static struct hola *leer(const struct json *mensaje)
{
    const char *tipo = json_member_text(mensaje, "tipo"), *ticket = json_member_text(mensaje, "ticket");
    const struct json *posiciones = json_member(mensaje, "posiciones");
    if (!tipo || strcmp(tipo, "hola") != 0 || (posiciones && posiciones->type != JSON_OBJECT))
        return NULL;
    size_t n = posiciones ? posiciones->count : 0;
    struct hola *hola = calloc(1, sizeof *hola + n * sizeof *hola->posiciones);
    if (!hola)
        abort();
    hola->panel = tiene(json_member(mensaje, "temas"), "panel");
    hola->con_ticket = ticket != NULL;
    if (ticket)
        credencial_de(DE_TICKET, ticket, strlen(ticket), hola->credencial);
    for (const struct json *uno = posiciones ? posiciones->first : NULL; uno; uno = uno->next)
        if (!leer_posicion(uno, &hola->posiciones[hola->n++])) {
            free(hola);
            return NULL;
        }
    return hola;
}

struct hola *hola_leer(const char *texto, size_t bytes)
{
    struct json_fault fallo;
    struct arena *arena = arena_new(HOLA_MAX_BYTES * 4UL);
    const struct json *mensaje = json_parse(arena, texto, bytes, &fallo);
    struct hola *hola = mensaje ? leer(mensaje) : NULL;
    arena_free(&arena);
    return hola;
}

const struct posicion *hola_posicion(const struct hola *hola, int64_t clinica)
{
    for (size_t i = 0; i < hola->n; i++)
        if (hola->posiciones[i].clinica == clinica)
            return &hola->posiciones[i];
    return NULL;
}

bool hola_galleta(const char *cabecera, unsigned char credencial[CREDENCIAL_BYTES])
{
    static const char nombre[] = "__Host-cc=";
    for (const char *en = cabecera; en; en = strchr(en, ';')) {
        en += strspn(en, "; ");
        if (strncmp(en, nombre, sizeof nombre - 1) != 0)
            continue;
        en += sizeof nombre - 1;
        credencial_de(DE_GALLETA, en, strcspn(en, "; "), credencial);
        return true;
    }
    return false;
}
