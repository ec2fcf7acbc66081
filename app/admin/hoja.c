#include "admin/hoja.h"

#include <stdlib.h>
#include <string.h>

#include "lib/utf8.h"

/* Windows-1252 from 0x80 to 0x9F, as code points; 0: none. Above, it is Unicode. */
static const unsigned short especiales[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                              0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                              0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                              0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

static const char muy_largo[] = "El registro es demasiado largo; ¿faltan unas comillas?";

/* ------------------------------------------------------------------------------------------------ bytes */

static int next_byte(struct hoja *hoja)
{
    if (hoja->primera_en < hoja->primera_bytes)
        return (unsigned char)hoja->primera[hoja->primera_en++];
    return getc_unlocked(hoja->archivo);
}

static int peek_byte(struct hoja *hoja)
{
    if (hoja->primera_en < hoja->primera_bytes)
        return (unsigned char)hoja->primera[hoja->primera_en];
    return ungetc(getc_unlocked(hoja->archivo), hoja->archivo);
}

/* The separator that stands most often in the first line, outside quotes. */
static char guess_separator(const char *line, size_t bytes)
{
    static const char separators[] = {';', ',', '\t'};
    size_t counts[sizeof separators] = {0}, best = 0;
    bool quoted = false;
    for (size_t i = 0; i < bytes; i++) {
        quoted ^= line[i] == '"';
        for (size_t s = 0; s < sizeof separators; s++)
            counts[s] += !quoted && line[i] == separators[s];
    }
    for (size_t s = 1; s < sizeof separators; s++)
        best = counts[s] > counts[best] ? s : best;
    return separators[best];
}

static void *take(size_t bytes)
{
    void *memory = malloc(bytes);
    if (!memory)
        abort();
    return memory;
}

void hoja_abrir(struct hoja *hoja)
{
    static const char mark[] = "\xEF\xBB\xBF";
    hoja->texto = take(HOJA_REGISTRO_BYTES + 1);
    hoja->convertido = take(3 * HOJA_REGISTRO_BYTES + 1);
    hoja->primera = take(HOJA_REGISTRO_BYTES);
    hoja->linea = 1;
    hoja->primera_bytes = hoja->primera_en = 0;
    for (int byte = 0; byte != '\n' && hoja->primera_bytes < HOJA_REGISTRO_BYTES;) {
        if ((byte = getc_unlocked(hoja->archivo)) == EOF)
            break;
        hoja->primera[hoja->primera_bytes++] = (char)byte;
    }
    if (hoja->primera_bytes >= 3 && memcmp(hoja->primera, mark, 3) == 0) {
        hoja->primera_en = 3;
        hoja->letras = HOJA_LETRAS_UTF8;
    }
    if (!hoja->separador)
        hoja->separador = guess_separator(hoja->primera, hoja->primera_bytes);
}

void hoja_cerrar(struct hoja *hoja)
{
    free(hoja->texto);
    free(hoja->convertido);
    free(hoja->primera);
}

/* --------------------------------------------------------------------------------------------- a record */

static void put(struct hoja *hoja, int byte)
{
    if (hoja->usados < HOJA_REGISTRO_BYTES)
        hoja->texto[hoja->usados++] = (char)byte;
    else
        hoja->defecto = muy_largo;
    if (byte == '\0' && !hoja->defecto)
        hoja->defecto = "Hay un byte nulo: no es un archivo de texto.";
}

/* Ends a field: its text is followed by a NUL. */
static void end_field(struct hoja *hoja, size_t begins)
{
    if (hoja->cuantos == HOJA_COLUMNAS)
        hoja->defecto = "Tiene demasiadas columnas.";
    else if (!hoja->defecto)
        hoja->campos[hoja->cuantos++] = hoja->texto + begins;
    if (hoja->usados <= HOJA_REGISTRO_BYTES)
        hoja->texto[hoja->usados] = '\0';
    hoja->usados += hoja->usados < HOJA_REGISTRO_BYTES;
}

/* What follows an opening quote. False: the file ended within. */
static bool read_quoted(struct hoja *hoja)
{
    for (int byte; (byte = next_byte(hoja)) != EOF;) {
        if (byte == '"' && peek_byte(hoja) != '"')
            return true;
        if (byte == '"')
            next_byte(hoja);
        hoja->linea += byte == '\n';
        put(hoja, byte);
    }
    hoja->defecto = "Se abren comillas que no se cierran.";
    return false;
}

/* One field and what ends it: the separator, '\n' or EOF. */
static int read_field(struct hoja *hoja)
{
    size_t begins = hoja->usados;
    int byte = next_byte(hoja);
    if (byte == '"' && read_quoted(hoja))
        byte = next_byte(hoja);
    else if (byte == '"')
        byte = EOF;
    for (; byte != EOF && byte != '\n' && byte != hoja->separador; byte = next_byte(hoja))
        if (byte != '\r' || peek_byte(hoja) != '\n')
            put(hoja, byte);
    end_field(hoja, begins);
    hoja->linea += byte == '\n';
    return byte;
}

/* ----------------------------------------------------------------------------------------------- letters */

static bool is_ascii(const struct hoja *hoja)
{
    for (size_t i = 0; i < hoja->usados; i++)
        if ((unsigned char)hoja->texto[i] >= 0x80)
            return false;
    return true;
}

static size_t encode(unsigned code, char *out)
{
    if (code < 0x80)
        return out[0] = (char)code, 1;
    if (code < 0x800)
        return out[0] = (char)(0xC0 | code >> 6), out[1] = (char)(0x80 | (code & 0x3F)), 2;
    return out[0] = (char)(0xE0 | code >> 12), out[1] = (char)(0x80 | (code >> 6 & 0x3F)),
           out[2] = (char)(0x80 | (code & 0x3F)), 3;
}

static void convert(struct hoja *hoja)
{
    char *out = hoja->convertido;
    for (int i = 0; i < hoja->cuantos; i++) {
        const char *field = hoja->campos[i];
        hoja->campos[i] = out;
        for (; *field; field++) {
            unsigned code = (unsigned char)*field;
            if (code >= 0x80 && code < 0xA0)
                code = especiales[code - 0x80] ? especiales[code - 0x80] : '?';
            out += encode(code, out);
        }
        *out++ = '\0';
    }
}

static bool is_utf8(const struct hoja *hoja)
{
    return utf8_valid_prefix(hoja->texto, hoja->usados) == hoja->usados;
}

static void settle_letters(struct hoja *hoja)
{
    if (hoja->defecto || is_ascii(hoja))
        return;
    if (hoja->letras == HOJA_LETRAS_SOLAS)
        hoja->letras = is_utf8(hoja) ? HOJA_LETRAS_UTF8 : HOJA_LETRAS_LATIN1;
    if (hoja->letras == HOJA_LETRAS_LATIN1)
        convert(hoja);
    else if (!is_utf8(hoja))
        hoja->defecto = "No es texto UTF-8; si el archivo es Latin-1, dígalo con --letras latin1.";
}

bool hoja_leer(struct hoja *hoja)
{
    for (int end = 0; end != EOF;) {
        hoja->cuantos = 0;
        hoja->usados = 0;
        hoja->defecto = NULL;
        hoja->empieza = hoja->linea;
        while ((end = read_field(hoja)) == hoja->separador)
            ;
        bool empty = !hoja->defecto && hoja->cuantos == 1 && hoja->campos[0][0] == '\0';
        if (!empty) {
            settle_letters(hoja);
            return true;
        }
    }
    return false;
}
