#include "api/params.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "api/exchange.h"
#include "api/problem.h"
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/json.h"
#include "lib/utf8.h"

/* ------------------------------------------------------------------------------------------------ types */

/* A whole number without sign tricks: "12", "-3"; false for "+1", " 1", "1.0" and what exceeds 64 bits. */
static bool read_integer(const char *text, long long *number_r)
{
    char *end = NULL;
    errno = 0;
    *number_r = strtoll(text, &end, 10);
    return (*text == '-' || (*text >= '0' && *text <= '9')) && *end == '\0' && errno == 0;
}

static bool read_digits(const char **text, int count, int *number_r)
{
    *number_r = 0;
    for (; count > 0; count--, (*text)++) {
        if (**text < '0' || **text > '9')
            return false;
        *number_r = *number_r * 10 + (**text - '0');
    }
    return true;
}

static bool skip(const char **text, char expected)
{
    return *(*text)++ == expected;
}

static bool read_date(const char **text)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int year, month, day;
    if (!read_digits(text, 4, &year) || !skip(text, '-') || !read_digits(text, 2, &month) ||
        !skip(text, '-') || !read_digits(text, 2, &day) || year < 1 || month < 1 || month > 12)
        return false;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day >= 1 && day <= days[month - 1] + (month == 2 && leap);
}

static bool read_offset(const char **text)
{
    int hours, minutes;
    if (**text == 'Z' || **text == 'z')
        return (*text)++, true;
    if (**text != '+' && **text != '-')
        return false;
    (*text)++;
    return read_digits(text, 2, &hours) && skip(text, ':') && read_digits(text, 2, &minutes) && hours < 16 &&
           minutes < 60;
}

static bool is_date(const char *text)
{
    return read_date(&text) && *text == '\0';
}

/* RFC 3339 §5.6; leap seconds are refused, as PostgreSQL would turn them into the next minute. */
static bool is_moment(const char *text)
{
    int hour, minute, second;
    if (!read_date(&text) || (*text != 'T' && *text != 't'))
        return false;
    text++;
    if (!read_digits(&text, 2, &hour) || !skip(&text, ':') || !read_digits(&text, 2, &minute) ||
        !skip(&text, ':') || !read_digits(&text, 2, &second) || hour > 23 || minute > 59 || second > 59)
        return false;
    if (*text == '.') {
        size_t digits = strspn(++text, "0123456789");
        if (digits == 0 || digits > 9)
            return false;
        text += digits;
    }
    return read_offset(&text) && *text == '\0';
}

static bool is_one_of(const char *words, const char *text)
{
    size_t bytes = strlen(text);
    while (bytes > 0 && *words) {
        size_t word = strcspn(words, "|");
        if (word == bytes && strncmp(words, text, bytes) == 0)
            return true;
        words += word + (words[word] == '|');
    }
    return false;
}

static const char *fault_of_length(const struct param *param, const char *text)
{
    long characters = (long)utf8_length(text, strlen(text));
    return characters < param->min   ? "es demasiado corto"
           : characters > param->max ? "es demasiado largo"
                                     : NULL;
}

static const char *fault_of_integer(const struct param *param, long long number)
{
    if (param->type == PARAM_ID)
        return number >= 1 ? NULL : "no es un identificador";
    return number >= param->min && number <= param->max ? NULL : "está fuera de los límites";
}

const char *params_fault_of_text(const struct param *param, const char *text)
{
    long long number;
    switch (param->type) {
    case PARAM_ID:
    case PARAM_INT:
        return read_integer(text, &number) ? fault_of_integer(param, number) : "no es un número entero";
    case PARAM_TEXT:
    case PARAM_PHONE:
        return fault_of_length(param, text);
    case PARAM_WORD:
        return is_one_of(param->words, text) ? NULL : "no es uno de los valores posibles";
    case PARAM_BOOL:
        return is_one_of("true|false", text) ? NULL : "no es true ni false";
    case PARAM_DATE:
        return is_date(text) ? NULL : "no es una fecha como 2026-03-10";
    case PARAM_MOMENT:
        return is_moment(text) ? NULL : "no es un momento como 2026-03-10T09:15:00+01:00";
    case PARAM_WHEN:
        return is_date(text) || is_moment(text) ? NULL : "no es una fecha ni un momento con zona";
    case PARAM_IDS:
    case PARAM_OBJECT:
    case PARAM_LIST:
    case PARAM_NONE:
        break;
    }
    return "no puede ir aquí";
}

static const char *fault_of_ids(const struct param *param, const struct json *value)
{
    int64_t id;
    for (const struct json *element = value->first; element; element = element->next)
        if (!json_integer(element, &id) || id < 1)
            return "no es una lista de identificadores";
    return (long)value->count < param->min || (long)value->count > param->max
               ? "no tiene ese número de elementos"
               : NULL;
}

const char *params_fault_of_json(const struct param *param, const struct json *value)
{
    int64_t number;
    if (value->type == JSON_NULL)
        return param->required && !param->nullable ? "no puede ser null" : NULL;
    switch (param->type) {
    case PARAM_ID:
    case PARAM_INT:
        return json_integer(value, &number) ? fault_of_integer(param, number) : "no es un número entero";
    case PARAM_BOOL:
        return value->type == JSON_BOOL ? NULL : "no es true ni false";
    case PARAM_IDS:
        return value->type == JSON_ARRAY ? fault_of_ids(param, value) : "no es una lista";
    case PARAM_LIST:
        return value->type != JSON_ARRAY ? "no es una lista"
               : (long)value->count < param->min || (long)value->count > param->max
                   ? "no tiene ese número de elementos"
                   : NULL;
    case PARAM_OBJECT:
        return value->type == JSON_OBJECT ? NULL : "no es un objeto";
    default:
        return value->type == JSON_TEXT ? params_fault_of_text(param, value->text) : "no es un texto";
    }
}

const char *params_sql_type(enum param_type type)
{
    static const char *const types[] = {
        [PARAM_ID] = "bigint",          [PARAM_INT] = "int", [PARAM_BOOL] = "boolean", [PARAM_DATE] = "date",
        [PARAM_MOMENT] = "timestamptz",
    };
    return (size_t)type < sizeof types / sizeof *types && types[type] ? types[type] : "text";
}

/* ----------------------------------------------------------------------------------------- the request */

/* The errors of problem+json, gathered. */
static void add_error(struct buf *errors, const char *name, const char *detail)
{
    buf_json_begin(errors, '{');
    buf_json_key(errors, "pointer");
    struct buf pointer = buf_in(errors->arena);
    buf_add(&pointer, "/");
    for (; *name; name++) { /* RFC 6901 §3 */
        if (*name == '~' || *name == '/')
            buf_add(&pointer, *name == '~' ? "~0" : "~1");
        else
            buf_add_n(&pointer, name, 1);
    }
    buf_json_text(errors, buf_text(&pointer));
    buf_json_member_text(errors, "detail", detail);
    buf_json_end(errors, '}');
}

static int param_index(const struct route *route, enum param_place in, const char *name)
{
    for (int i = 0; i < ROUTE_PARAMS && route->params[i].type != PARAM_NONE; i++)
        if (route->params[i].in == in && strcmp(route->params[i].name, name) == 0)
            return i;
    return -1;
}

static int hex_digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

/* Decodes a piece of a query (application/x-www-form-urlencoded). NULL when it is no text. */
static char *decode(struct arena *arena, const char *at, size_t bytes)
{
    char *text = arena_take(arena, bytes + 1), *to = text;
    for (const char *end = at + bytes; at < end; at++) {
        if (*at != '%') {
            *to++ = (char)(*at == '+' ? ' ' : *at);
            continue;
        }
        if (end - at < 3 || hex_digit(at[1]) < 0 || hex_digit(at[2]) < 0)
            return NULL;
        *to++ = (char)(hex_digit(at[1]) * 16 + hex_digit(at[2]));
        at += 2;
    }
    *to = '\0';
    return utf8_is_text(text, (size_t)(to - text)) ? text : NULL;
}

static const char *fault_of_form(const struct exchange *x)
{
    return x->csv ? "no va con text/csv: se escriben todas las filas" : "sólo va con Accept: text/csv";
}

static void take_query_parameter(struct exchange *x, char *name, char *value, struct buf *errors)
{
    int index = param_index(x->route, PARAM_QUERY, name);
    if (index < 0) {
        add_error(errors, name, "no existe aquí");
        return;
    }
    const struct param *param = &x->route->params[index];
    if (param->type == PARAM_PHONE && *value == ' ')
        *value = '+'; /* ?numero=+34… as people write it; a form would have sent %2B */
    const char *fault = param->form == (x->csv ? PARAM_FORM_JSON : PARAM_FORM_CSV) ? fault_of_form(x)
                        : x->values[index]                                         ? "está repetido"
                                           : params_fault_of_text(param, value);
    if (fault)
        add_error(errors, name, fault);
    x->values[index] = value;
}

/* An empty value is an absent one: forms send every field. */
static void take_query(struct exchange *x, struct buf *errors)
{
    for (const char *at = x->request.query; *at;) {
        size_t bytes = strcspn(at, "&"), name_bytes = strcspn(at, "=&");
        char *name = decode(x->arena, at, name_bytes);
        char *value = name_bytes < bytes ? decode(x->arena, at + name_bytes + 1, bytes - name_bytes - 1)
                                         : decode(x->arena, "", 0);
        if (!name || !value)
            add_error(errors, name ? name : "", "no es texto UTF-8");
        else if (*value)
            take_query_parameter(x, name, value, errors);
        at += bytes + (at[bytes] == '&');
    }
}

static void check_members(struct exchange *x, struct buf *errors)
{
    for (const struct json *member = x->body->first; member; member = member->next) {
        int index = param_index(x->route, PARAM_BODY, member->key);
        const char *fault =
            index < 0 ? "no existe aquí" : params_fault_of_json(&x->route->params[index], member);
        if (fault)
            add_error(errors, member->key, fault);
    }
}

static void check_required(struct exchange *x, struct buf *errors)
{
    for (int i = 0; i < ROUTE_PARAMS && x->route->params[i].type != PARAM_NONE; i++) {
        const struct param *param = &x->route->params[i];
        bool present =
            param->in == PARAM_BODY ? json_member(x->body, param->name) != NULL : x->values[i] != NULL;
        if (param->required && !present)
            add_error(errors, param->name, "falta");
    }
}

/* A path that cannot name anything is not there: 404, not 422. */
static bool take_path(struct exchange *x)
{
    int segment = 0;
    for (int i = 0; i < ROUTE_PARAMS && x->route->params[i].type != PARAM_NONE; i++) {
        if (x->route->params[i].in != PARAM_PATH)
            continue;
        x->values[i] = x->segments[segment++];
        if (!utf8_is_text(x->values[i], strlen(x->values[i])) ||
            params_fault_of_text(&x->route->params[i], x->values[i])) {
            problem_reply(x, "CC404", NULL, NULL);
            return false;
        }
    }
    return true;
}

static bool route_takes_body(const struct route *route)
{
    for (int i = 0; i < ROUTE_PARAMS && route->params[i].type != PARAM_NONE; i++)
        if (route->params[i].in == PARAM_BODY)
            return true;
    return false;
}

static bool read_body(struct exchange *x)
{
    struct json_fault fault;
    if (!route_takes_body(x->route))
        return true;
    if (!request_has_type(&x->request, "application/json")) {
        problem_reply(x, "CC415", NULL, NULL);
        return false;
    }
    x->body = json_parse(x->arena, x->request.body, x->request.body_bytes, &fault);
    if (x->body && x->body->type == JSON_OBJECT)
        return true;
    const char *why =
        x->body ? "el cuerpo no es un objeto"
                : arena_format(x->arena, "%s (byte %zu)", json_error_text(fault.error), fault.offset_bytes);
    problem_reply(x, "CC400", arena_format(x->arena, "El cuerpo no se puede leer: %s.", why), NULL);
    return false;
}

bool params_check(struct exchange *x)
{
    struct buf errors = buf_in(x->arena);
    buf_json_begin(&errors, '[');
    if (!take_path(x) || !read_body(x))
        return false;
    take_query(x, &errors);
    if (x->body)
        check_members(x, &errors);
    check_required(x, &errors);
    buf_json_end(&errors, ']');
    if (strcmp(buf_text(&errors), "[]") == 0)
        return true;
    problem_reply(x, "CC422", NULL, buf_text(&errors));
    return false;
}
