#include "admin/importar.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "admin/hoja.h"
#include "lib/arena.h"
#include "lib/db.h"
#include "lib/json.h"

enum {
    LINEAS = 200,
    ERRORES_MAX = 1000,
    LOTE_BYTES = 64 * 1024,
    ETIQUETA_LETRAS = 60,
    STATEMENT_TIMEOUT_MS = 60 * 1000
};

enum valor {
    GRUPO,
    CLINICA,
    ARCHIVO,
    COLUMNA,
    COLUMNAS,
    SEPARADOR,
    LETRAS,
    SIMULACRO
}; /* in the row's order */

enum tipo { TEXTO, FECHA, BOOLEANO, DINERO, TELEFONO, AVISO };

/* What a column may be: the member of the patient document, and the headings by which it is known, in lower case without
 * accents. */
static const struct clase {
    const char *miembro;
    enum tipo tipo;
    const char *cabeceras;
} clases[] = {
    {"erp_ref", TEXTO,
     "erp_ref|referencia|ref|id|id paciente|codigo|codigo paciente|num. paciente|no paciente|numero de paciente"},
    {"nombre", TEXTO, "nombre|nombre paciente"},
    {"apellidos", TEXTO, "apellidos|apellido"},
    {"nombre_preferido", TEXTO, "nombre_preferido|nombre preferido|como llamarle"},
    {"nacimiento", FECHA, "nacimiento|fecha de nacimiento|fecha nacimiento|f. nacimiento|nacido"},
    {"dni", TEXTO, "dni|nif|dni/nif|nie|documento"},
    {"n_historia", TEXTO, "n_historia|historia|numero de historia|no historia|n. historia|historia clinica"},
    {"email", TEXTO, "email|e-mail|correo|correo electronico|mail"},
    {"idioma", TEXTO, "idioma|lengua"},
    {"trato", TEXTO, "trato"},
    {"saldo_cent", DINERO, "saldo|deuda|pendiente|saldo pendiente"},
    {"moneda", TEXTO, "moneda"},
    {"no_llamar", BOOLEANO, "no_llamar|no llamar"},
    {"no_llamar_motivo", TEXTO, "no_llamar_motivo|motivo no llamar"},
    {"telefono", TELEFONO,
     "telefono|tel|tel.|telefono 1|telefono 2|telefono 3|telefono1|telefono2|telefono3|movil|telefono movil|telefono fijo|fijo|"
     "telefono casa|telefono trabajo|otro telefono"},
    {"aviso", AVISO, "aviso|avisos|alerta|alergias|observaciones para recepcion"},
};
enum { CLASES = sizeof clases / sizeof *clases, ERP_REF = 0, NOMBRE = 1 };

struct columna {
    const struct clase *clase; /* NULL: not used */
    const char *titulo;        /* as the sheet writes it */
};

struct importacion {
    struct ejecucion *e;
    struct db *db;
    struct arena *arena; /* of the lines that wait */
    struct hoja hoja;
    struct columna columnas[HOJA_COLUMNAS];
    int cuantas;
    bool simulacro;

    struct buf lineas;  /* documents, one a line */
    long donde[LINEAS]; /* where each stands in the file */
    int esperan;

    long leidas, creados, actualizados, fallidos;
    struct buf errores; /* for --json */
};

/* ---------------------------------------------------------------------------------------------- columns */

/* Lower case, without accents or blanks around: what headings are compared by. */
static const char *fold(struct arena *arena, const char *text)
{
    utf8proc_uint8_t *folded = NULL;
    text += strspn(text, " ");
    utf8proc_ssize_t bytes =
        utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)strlen(text), &folded,
                     UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD);
    if (bytes < 0)
        return "";
    while (bytes > 0 && folded[bytes - 1] == ' ')
        bytes--;
    const char *copy = arena_text_n(arena, (const char *)folded, (size_t)bytes);
    free(folded);
    return copy;
}

static bool lists(const char *words, const char *word)
{
    size_t wanted = strlen(word);
    for (size_t bytes; wanted > 0 && *words; words += bytes + (words[bytes] == '|')) {
        bytes = strcspn(words, "|");
        if (bytes == wanted && strncmp(words, word, bytes) == 0)
            return true;
    }
    return false;
}

static const struct clase *class_of_member(const char *member, size_t bytes)
{
    for (int i = 0; i < CLASES; i++)
        if (strlen(clases[i].miembro) == bytes && strncmp(clases[i].miembro, member, bytes) == 0)
            return &clases[i];
    return NULL;
}

static bool refuse(const char *what, const char *why)
{
    fprintf(stderr, "cc-admin: «%s»: %s\n", what, why);
    return false;
}

/* "miembro=Cabecera", or "-=Cabecera" for one that is not to be read. */
static bool assign(struct importacion *i, const char *mapping)
{
    size_t bytes = strcspn(mapping, "= ");
    const char *title = mapping + strcspn(mapping, "=");
    const struct clase *class = class_of_member(mapping, bytes);
    bool is_none = bytes == 1 && *mapping == '-';
    if (*title != '=' || (!class && !is_none))
        return refuse(
            mapping,
            "se escribe miembro=Cabecera, con un miembro del documento de paciente, telefono o aviso; -=Cabecera no se lee");
    title = fold(i->arena, title + 1);
    for (int c = 0; c < i->cuantas; c++)
        if (strcmp(fold(i->arena, i->columnas[c].titulo), title) == 0)
            return i->columnas[c].clase = is_none ? NULL : class, true;
    return refuse(mapping, "el archivo no tiene esa columna");
}

/* One mapping a line; what begins with # is a remark. */
static bool assign_file(struct importacion *i, const char *path)
{
    char line[1024];
    FILE *file = fopen(path, "re");
    if (!file)
        return refuse(path, strerror(errno));
    bool good = true;
    while (good && fgets(line, sizeof line, file)) {
        line[strcspn(line, "\r\n")] = '\0';
        const char *begin = line + strspn(line, " \t");
        good = *begin == '\0' || *begin == '#' || assign(i, begin);
    }
    fclose(file);
    return good;
}

static bool has(const struct importacion *i, int which)
{
    for (int c = 0; c < i->cuantas; c++)
        if (i->columnas[c].clase == &clases[which])
            return true;
    return false;
}

/* Two columns for one member would hide each other; telephones and alerts are lists. */
static bool check_columns(const struct importacion *i)
{
    for (int c = 0; c < i->cuantas; c++)
        for (int d = 0; d < c; d++)
            if (i->columnas[c].clase && i->columnas[c].clase == i->columnas[d].clase &&
                i->columnas[c].clase->tipo < TELEFONO)
                return refuse(i->columnas[c].titulo, "otra columna ya es lo mismo; diga cuál con --columna");
    if (has(i, ERP_REF) && has(i, NOMBRE))
        return true;
    fprintf(stderr,
            "cc-admin: falta la columna %s; diga cuál es con --columna miembro=Cabecera. El archivo tiene:\n",
            has(i, ERP_REF) ? "nombre" : "erp_ref");
    for (int c = 0; c < i->cuantas; c++)
        fprintf(stderr, "  %s\n", i->columnas[c].titulo);
    return false;
}

static bool read_headings(struct importacion *i)
{
    const char **given = i->e->repetidos;
    if (!hoja_leer(&i->hoja) || i->hoja.defecto)
        return refuse(i->e->valores[ARCHIVO], i->hoja.defecto ? i->hoja.defecto : "está vacío");
    i->cuantas = i->hoja.cuantos;
    for (int c = 0; c < i->cuantas; c++) {
        i->columnas[c].titulo = arena_text(i->e->arena, i->hoja.campos[c]);
        const char *folded = fold(i->arena, i->columnas[c].titulo);
        for (int k = 0; k < CLASES && !i->columnas[c].clase; k++)
            if (lists(clases[k].cabeceras, folded))
                i->columnas[c].clase = &clases[k];
    }
    if (i->e->valores[COLUMNAS] && !assign_file(i, i->e->valores[COLUMNAS]))
        return false;
    for (; given && *given; given++)
        if (!assign(i, *given))
            return false;
    return check_columns(i);
}

/* ------------------------------------------------------------------------------------------- documents */

/* 31/12/1980 and 31-12-1980 are 1980-12-31; anything else is SQL's to judge. */
static const char *date_of(struct arena *arena, const char *text)
{
    int day, month, year, end = 0;
    if (sscanf(text, "%2d%*[/.-]%2d%*[/.-]%4d%n", &day, &month, &year, &end) == 3 && text[end] == '\0' &&
        year > 999)
        return arena_format(arena, "%04d-%02d-%02d", year, month, day);
    return text;
}

/* "1.234,56", "1234.5" and "45 €" are cents. False: it is no amount. */
static bool cents_of(const char *text, long long *cents_r)
{
    const char *comma = strrchr(text, ','), *dot = strrchr(text, '.'), *point = comma > dot ? comma : dot;
    bool is_negative = *text == '-';
    long long units = 0, cents = 0, digits = 0;
    if (point && strspn(point + 1, "0123456789") > 2)
        point = NULL; /* 1.234 */
    for (const char *at = text + is_negative; *at; at++) {
        if (*at >= '0' && *at <= '9' && digits < 14) {
            bool is_cent = point && at > point;
            units = is_cent ? units : units * 10 + (*at - '0');
            cents = is_cent ? cents * 10 + (*at - '0') : cents;
            digits++;
        } else if (!strchr("., ", *at) && strcmp(at, "€") != 0) {
            return false;
        } else if ((unsigned char)*at >= 0x80) {
            break;
        }
    }
    size_t decimals = point ? strspn(point + 1, "0123456789") : 0;
    *cents_r = (units * 100 + (decimals == 1 ? cents * 10 : cents)) * (is_negative ? -1 : 1);
    return digits > 0;
}

static void add_money(struct buf *out, const char *key, const char *text)
{
    long long cents;
    buf_json_key(out, key);
    if (cents_of(text, &cents))
        buf_json_int(out, cents);
    else
        buf_json_text(out, text); /* SQL says what is wrong with it */
}

static void add_truth(struct importacion *i, struct buf *out, const char *key, const char *text)
{
    const char *folded = fold(i->arena, text);
    buf_json_key(out, key);
    if (lists("si|s|x|1|true|verdadero", folded) || lists("no|n|0|false|falso", folded))
        buf_json_bool(out, lists("si|s|x|1|true|verdadero", folded));
    else
        buf_json_text(out, text);
}

static void add_member(struct importacion *i, struct buf *out, const struct clase *class, const char *text)
{
    if (class->tipo == DINERO)
        add_money(out, class->miembro, text);
    else if (class->tipo == BOOLEANO)
        add_truth(i, out, class->miembro, text);
    else
        buf_json_member_text(out, class->miembro, class->tipo == FECHA ? date_of(i->arena, text) : text);
}

static const char *value_of(const struct importacion *i, int column)
{
    const char *text = column < i->hoja.cuantos ? i->hoja.campos[column] : "";
    return text + strspn(text, " \t\r\n");
}

/* All columns of one kind of list: [{"numero": …, "etiqueta": the heading}] or [{"texto": …}]. */
static void add_list(struct importacion *i, struct buf *out, enum tipo type, const char *key,
                     const char *member)
{
    buf_json_key(out, key);
    buf_json_begin(out, '[');
    for (int c = 0; c < i->cuantas; c++) {
        if (!i->columnas[c].clase || i->columnas[c].clase->tipo != type || !*value_of(i, c))
            continue;
        buf_json_begin(out, '{');
        buf_json_member_text(out, member, value_of(i, c));
        if (type == TELEFONO && strlen(i->columnas[c].titulo) <= ETIQUETA_LETRAS)
            buf_json_member_text(out, "etiqueta", i->columnas[c].titulo);
        buf_json_end(out, '}');
    }
    buf_json_end(out, ']');
}

static bool has_type(const struct importacion *i, enum tipo type)
{
    for (int c = 0; c < i->cuantas; c++)
        if (i->columnas[c].clase && i->columnas[c].clase->tipo == type)
            return true;
    return false;
}

static void add_document(struct importacion *i)
{
    struct buf document = buf_in(i->arena); /* by itself: a second one in the same text would be a member */
    buf_json_begin(&document, '{');
    buf_json_key(&document, "clinica_id"), buf_json_raw(&document, i->e->valores[CLINICA]);
    for (int c = 0; c < i->cuantas; c++)
        if (i->columnas[c].clase && i->columnas[c].clase->tipo < TELEFONO && *value_of(i, c))
            add_member(i, &document, i->columnas[c].clase, value_of(i, c));
    if (has_type(i, TELEFONO))
        add_list(i, &document, TELEFONO, "telefonos", "numero");
    if (has_type(i, AVISO))
        add_list(i, &document, AVISO, "avisos", "texto");
    buf_json_end(&document, '}');
    buf_add(&i->lineas, buf_text(&document));
    buf_add(&i->lineas, "\n");
}

/* --------------------------------------------------------------------------------------------- the report */

static void tell(struct importacion *i, long line, const char *detail, const struct json *errors)
{
    i->fallidos++;
    fprintf(stderr, "línea %ld: %s\n", line, detail);
    for (const struct json *one = errors ? errors->first : NULL; one; one = one->next)
        fprintf(stderr, "  %s: %s\n", json_member_text(one, "pointer") + 1, json_member_text(one, "detail"));
    if (i->fallidos > ERRORES_MAX)
        return;
    buf_json_begin(&i->errores, '{');
    buf_json_key(&i->errores, "linea"), buf_json_int(&i->errores, line);
    buf_json_member_text(&i->errores, "detail", detail);
    buf_json_key(&i->errores, "errors");
    if (errors)
        json_write(&i->errores, errors);
    else
        buf_json_raw(&i->errores, "[]");
    buf_json_end(&i->errores, '}');
}

static void take_report(struct importacion *i, const struct json *report)
{
    int64_t number;
    i->creados += json_integer(json_member(report, "creados"), &number) ? (long)number : 0;
    i->actualizados += json_integer(json_member(report, "actualizados"), &number) ? (long)number : 0;
    for (const struct json *one = json_member(report, "errores")->first; one; one = one->next)
        if (json_integer(json_member(one, "linea"), &number))
            tell(i, i->donde[number - 1], json_member_text(one, "detail"), json_member(one, "errors"));
}

/* Writes the lines that wait. EXIT_DONE: go on. */
static int write_lines(struct importacion *i)
{
    static const struct db_statement statement = {"admin_paciente_lote",
                                                  "SELECT api.admin_paciente_lote($1::jsonb)"};
    struct buf arguments = buf_in(i->arena);
    struct json_fault fault;
    if (i->esperan == 0)
        return EXIT_DONE;
    buf_json_begin(&arguments, '{');
    buf_json_key(&arguments, "grupo"), buf_json_raw(&arguments, i->e->valores[GRUPO]);
    buf_json_key(&arguments, "primera"), buf_json_int(&arguments, 1);
    buf_json_key(&arguments, "simulacro"), buf_json_bool(&arguments, i->simulacro);
    buf_json_member_text(&arguments, "lineas", buf_text(&i->lineas));
    buf_json_end(&arguments, '}');
    enum db_outcome outcome =
        db_call(i->db, &statement, (const struct db_param[]){DB_TEXT(buf_text(&arguments))}, 1, DB_ONCE);
    if (outcome != DB_OK) {
        fprintf(stderr, "cc-admin: en la línea %ld: %s\n", i->donde[0],
                outcome == DB_REFUSED ? db_error(i->db)->message
                                      : "la base de datos no responde; lo anterior está escrito");
        return outcome == DB_REFUSED ? EXIT_REFUSED : EXIT_NO_DATABASE;
    }
    const char *answer = db_value(i->db, 0, 0);
    take_report(i, json_parse(i->arena, answer, strlen(answer), &fault));
    i->esperan = 0;
    arena_reset(i->arena);
    i->lineas = buf_in(i->arena);
    return EXIT_DONE;
}

static int read_rows(struct importacion *i)
{
    int status = EXIT_DONE;
    while (status == EXIT_DONE && hoja_leer(&i->hoja)) {
        i->leidas++;
        if (i->hoja.defecto) {
            tell(i, i->hoja.empieza, i->hoja.defecto, NULL);
            continue;
        }
        i->donde[i->esperan++] = i->hoja.empieza;
        add_document(i);
        if (i->esperan == LINEAS)
            status = write_lines(i);
    }
    return status == EXIT_DONE ? write_lines(i) : status;
}

static void sum_up(struct importacion *i)
{
    struct buf *out = &i->e->una_vez;
    buf_json_end(&i->errores, ']');
    buf_json_key(out, "simulacro"), buf_json_bool(out, i->simulacro);
    buf_json_key(out, "lineas"), buf_json_int(out, i->leidas);
    buf_json_key(out, "creados"), buf_json_int(out, i->creados);
    buf_json_key(out, "actualizados"), buf_json_int(out, i->actualizados);
    buf_json_key(out, "fallidos"), buf_json_int(out, i->fallidos);
    buf_json_key(out, "sin_usar"), buf_json_begin(out, '[');
    for (int c = 0; c < i->cuantas; c++)
        if (!i->columnas[c].clase)
            buf_json_text(out, i->columnas[c].titulo);
    buf_json_end(out, ']');
    buf_json_key(out, "errores"), buf_json_raw(out, buf_text(&i->errores));
}

/* ----------------------------------------------------------------------------------------------- the command */

static bool read_options(struct importacion *i)
{
    const char *separator = i->e->valores[SEPARADOR], *letters = i->e->valores[LETRAS],
               *path = i->e->valores[ARCHIVO];
    if (separator && strcmp(separator, "tab") == 0)
        separator = "\t";
    if (separator && (strlen(separator) != 1 || !strchr(";,\t|", *separator)))
        return refuse(separator, "el separador es ; , | o tab");
    if (letters && strcmp(letters, "utf8") != 0 && strcmp(letters, "latin1") != 0)
        return refuse(letters, "las letras son utf8 o latin1");
    if (separator)
        i->hoja.separador = *separator;
    i->hoja.letras = !letters ? HOJA_LETRAS_SOLAS : *letters == 'u' ? HOJA_LETRAS_UTF8 : HOJA_LETRAS_LATIN1;
    i->hoja.archivo = strcmp(path, "-") == 0 ? stdin : fopen(path, "re");
    return i->hoja.archivo || refuse(path, strerror(errno));
}

int importar_pacientes(struct ejecucion *e)
{
    static struct importacion i; /* its lists are large */
    const struct db_config config = {orden_ajustes.db, "cc_admin", "cc-admin", STATEMENT_TIMEOUT_MS};
    i = (struct importacion){.e = e, .simulacro = e->valores[SIMULACRO] != NULL, .errores = buf_in(e->arena)};
    if (!read_options(&i))
        return EXIT_USAGE;
    i.arena = arena_new(LOTE_BYTES);
    i.lineas = buf_in(i.arena);
    i.db = db_new(&config);
    buf_json_begin(&i.errores, '[');
    hoja_abrir(&i.hoja);
    int status = read_headings(&i) ? read_rows(&i) : EXIT_USAGE;
    if (status != EXIT_USAGE)
        sum_up(&i);
    hoja_cerrar(&i.hoja);
    if (i.hoja.archivo != stdin)
        fclose(i.hoja.archivo);
    db_free(&i.db);
    arena_free(&i.arena);
    return status == EXIT_DONE && i.fallidos > 0 ? EXIT_REFUSED : status;
}
