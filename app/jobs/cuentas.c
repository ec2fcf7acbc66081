#include "jobs/cuentas.h"

#include <stdint.h>
#include <string.h>

#include "lib/buf.h"

enum { CLASES_MAX = 64 };

static const char *const nombres[CUENTAS] = {"hecho", "fallo", "muerto"};

static struct {
    const char *clase;
    int64_t cuentas[CUENTAS];
} filas[CLASES_MAX];

void cuentas_sumar(const char *clase, enum cuenta cuenta)
{
    for (int i = 0; i < CLASES_MAX; i++) {
        if (!filas[i].clase)
            filas[i].clase = clase;
        if (strcmp(filas[i].clase, clase) == 0) {
            filas[i].cuentas[cuenta]++;
            return;
        }
    }
}

void cuentas_escribir(struct buf *json, long en_curso)
{
    buf_json_begin(json, '{');
    buf_json_key(json, "clases");
    buf_json_begin(json, '{');
    for (int i = 0; i < CLASES_MAX && filas[i].clase; i++) {
        buf_json_key(json, filas[i].clase);
        buf_json_begin(json, '{');
        for (int c = 0; c < CUENTAS; c++)
            buf_json_key(json, nombres[c]), buf_json_int(json, filas[i].cuentas[c]);
        buf_json_end(json, '}');
    }
    buf_json_end(json, '}');
    buf_json_key(json, "en_curso"), buf_json_int(json, en_curso);
    buf_json_end(json, '}');
}
