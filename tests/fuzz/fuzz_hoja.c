/* Any bytes as a sheet: they become records of valid UTF-8 or bad ones, and it ends. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "admin/hoja.h"
#include "lib/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The first byte says which separator and letters are asked for. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char separators[] = {'\0', ';', ',', '\t'};
    if (size < 2)
        return 0;
    struct hoja hoja = {.archivo = fmemopen((void *)(uintptr_t)(data + 1), size - 1, "r"),
                        .separador = separators[data[0] % 4],
                        .letras = (enum hoja_letras)(data[0] / 4 % 3)};
    if (!hoja.archivo)
        return 0;
    hoja_abrir(&hoja);
    while (hoja_leer(&hoja)) {
        if (hoja.empieza < 1 || hoja.cuantos < 0 || hoja.cuantos > HOJA_COLUMNAS)
            abort();
        for (int i = 0; !hoja.defecto && i < hoja.cuantos; i++)
            if (!utf8_is_text(hoja.campos[i], strlen(hoja.campos[i])))
                abort();
    }
    hoja_cerrar(&hoja);
    fclose(hoja.archivo);
    return 0;
}
