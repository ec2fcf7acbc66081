#include "lib/json.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <yajl/yajl_parse.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/utf8.h"

enum { NUMBER_BYTES_MAX = 128 };

struct parse {
    struct arena *arena;
    struct json *open[JSON_DEPTH_MAX]; /* the containers around the present place, outermost first */
    struct json *last[JSON_DEPTH_MAX]; /* the last child of each, to append after it */
    int depth;
    int nodes;
    struct json *root;
    const char *key;       /* of the member whose value comes next */
    const char *last_text; /* the text of the last value */
    enum json_error error;
};

/* ------------------------------------------------------------------------------------ before yajl sees it */

/* The code unit of the \uXXXX at `at`, -1 when it is none. */
static int escaped_unit(const char *at, const char *end)
{
    int unit = 0;
    if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
        return -1;
    for (int i = 2; i < 6; i++) {
        char c = at[i];
        int digit = c >= '0' && c <= '9'                 ? c - '0'
                    : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
                                                         : -1;
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

/* yajl turns half a surrogate pair into "?" or into invalid UTF-8 and \u0000 into a NUL inside the text, so escapes are
 * judged before. A backslash is legal only inside a string: no need to know where strings are. */
static bool escapes_are_good(const char *data, size_t bytes, size_t *offset_r)
{
    const char *end = data + bytes;
    for (const char *at = data; (at = memchr(at, '\\', (size_t)(end - at))); at += 2) {
        *offset_r = (size_t)(at - data);
        int unit = escaped_unit(at, end);
        bool high = (unit & ~0x3FF) == 0xD800, low = (unit & ~0x3FF) == 0xDC00;
        if (unit == 0 || low || (high && (escaped_unit(at + 6, end) & ~0x3FF) != 0xDC00))
            return false;
        if (unit > 0)
            at += high ? 10 : 4;
        else if (end - at < 2)
            break; /* cut off: yajl will refuse it, as it does unknown escapes */
    }
    return true;
}

/* ---------------------------------------------------------------------------------------- yajl's callbacks */

static int refuse(struct parse *parse, enum json_error error)
{
    parse->error = error;
    return 0; /* yajl stops */
}

static struct json *append(struct parse *parse, enum json_type type)
{
    if (++parse->nodes > JSON_NODES_MAX) {
        refuse(parse, JSON_TOO_MANY_VALUES);
        return NULL;
    }
    struct json *node = arena_zero(parse->arena, sizeof *node);
    node->type = type;
    node->key = parse->key;
    parse->key = NULL;
    if (parse->depth == 0) {
        parse->root = node;
        return node;
    }
    struct json *parent = parse->open[parse->depth - 1], **last = &parse->last[parse->depth - 1];
    *(*last ? &(*last)->next : &parent->first) = node;
    *last = node;
    parent->count++;
    return node;
}

static int on_null(void *context)
{
    return append(context, JSON_NULL) != NULL;
}

static int on_boolean(void *context, int truth)
{
    struct json *node = append(context, JSON_BOOL);
    if (node)
        node->truth = truth != 0;
    return node != NULL;
}

static int append_text(struct parse *parse, enum json_type type, const char *text, size_t bytes)
{
    struct json *node = append(parse, type);
    if (node) {
        node->text = arena_text_n(parse->arena, text, bytes);
        node->text_bytes = bytes;
        parse->last_text = node->text;
    }
    return node != NULL;
}

/* Beyond a double's range PostgreSQL's numeric may give up too. */
static int on_number(void *context, const char *text, size_t bytes)
{
    if (!append_text(context, JSON_NUMBER, text, bytes))
        return 0;
    struct parse *parse = context;
    errno = 0;
    strtod(parse->last_text, NULL);
    return errno == ERANGE || bytes > NUMBER_BYTES_MAX ? refuse(parse, JSON_BAD_NUMBER) : 1;
}

static int on_string(void *context, const unsigned char *text, size_t bytes)
{
    return append_text(context, JSON_TEXT, (const char *)text, bytes);
}

static int on_key(void *context, const unsigned char *key, size_t bytes)
{
    struct parse *parse = context;
    const struct json *object = parse->open[parse->depth - 1];
    if (object->count >= JSON_MEMBERS_MAX)
        return refuse(parse, JSON_TOO_MANY_MEMBERS);
    parse->key = arena_text_n(parse->arena, (const char *)key, bytes);
    return json_member(object, parse->key) ? refuse(parse, JSON_DUPLICATE_KEY) : 1;
}

static int enter(struct parse *parse, enum json_type type)
{
    if (parse->depth == JSON_DEPTH_MAX)
        return refuse(parse, JSON_TOO_DEEP);
    struct json *container = append(parse, type);
    if (!container)
        return 0;
    parse->open[parse->depth] = container;
    parse->last[parse->depth++] = NULL;
    return 1;
}

static int on_object(void *context)
{
    return enter(context, JSON_OBJECT);
}

static int on_array(void *context)
{
    return enter(context, JSON_ARRAY);
}

static int on_leave(void *context)
{
    ((struct parse *)context)->depth--;
    return 1;
}

static const yajl_callbacks callbacks = {
    .yajl_null = on_null,
    .yajl_boolean = on_boolean,
    .yajl_number = on_number,
    .yajl_string = on_string,
    .yajl_start_map = on_object,
    .yajl_map_key = on_key,
    .yajl_end_map = on_leave,
    .yajl_start_array = on_array,
    .yajl_end_array = on_leave,
};

/* -------------------------------------------------------------------------------------------------- public */

const struct json *json_parse(struct arena *arena, const char *data, size_t bytes, struct json_fault *fault_r)
{
    struct parse parse = {.arena = arena};
    *fault_r = (struct json_fault){.error = JSON_BAD_UTF8, .offset_bytes = utf8_valid_prefix(data, bytes)};
    if (fault_r->offset_bytes < bytes)
        return NULL;
    fault_r->error = JSON_BAD_ESCAPE;
    if (!escapes_are_good(data, bytes, &fault_r->offset_bytes))
        return NULL;

    yajl_handle yajl = yajl_alloc(&callbacks, NULL, &parse);
    if (!yajl)
        abort();
    yajl_status status = yajl_parse(yajl, (const unsigned char *)data, bytes);
    fault_r->offset_bytes = status == yajl_status_ok ? bytes : yajl_get_bytes_consumed(yajl);
    if (status == yajl_status_ok)
        status = yajl_complete_parse(yajl); /* only this one notices an input that ends too early */
    yajl_free(yajl);
    fault_r->error = status == yajl_status_ok ? JSON_OK : parse.error ? parse.error : JSON_BAD_SYNTAX;
    return fault_r->error == JSON_OK ? parse.root : NULL;
}

const char *json_error_text(enum json_error error)
{
    _Static_assert(JSON_DEPTH_MAX == 32 && JSON_MEMBERS_MAX == 256 && JSON_NODES_MAX == 65536,
                   "as said below");
    static const char *const texts[] = {
        [JSON_OK] = "correcto",
        [JSON_BAD_UTF8] = "caracteres que no son UTF-8",
        [JSON_BAD_ESCAPE] = "un escape \\u que no es un carácter",
        [JSON_BAD_SYNTAX] = "no es JSON",
        [JSON_DUPLICATE_KEY] = "una clave repetida",
        [JSON_TOO_DEEP] = "más de 32 niveles (límite json_niveles)",
        [JSON_TOO_MANY_MEMBERS] = "más de 256 miembros en un objeto (límite json_miembros)",
        [JSON_TOO_MANY_VALUES] = "más de 65536 valores (límite json_valores)",
        [JSON_BAD_NUMBER] = "un número fuera de alcance",
    };
    return texts[error];
}

const struct json *json_member(const struct json *object, const char *key)
{
    if (!object || object->type != JSON_OBJECT)
        return NULL;
    for (const struct json *member = object->first; member; member = member->next)
        if (strcmp(member->key, key) == 0)
            return member;
    return NULL;
}

const char *json_member_text(const struct json *object, const char *key)
{
    const struct json *member = json_member(object, key);
    return member && member->type == JSON_TEXT ? member->text : NULL;
}

bool json_integer(const struct json *number, int64_t *integer_r)
{
    if (!number || number->type != JSON_NUMBER || strpbrk(number->text, ".eE"))
        return false;
    errno = 0;
    *integer_r = strtoll(number->text, NULL, 10);
    return errno == 0;
}

/* Recursive, but no deeper than JSON_DEPTH_MAX. */
void json_write(struct buf *out, const struct json *value)
{
    switch (value->type) {
    case JSON_NULL:
        buf_json_null(out);
        return;
    case JSON_BOOL:
        buf_json_bool(out, value->truth);
        return;
    case JSON_NUMBER:
        buf_json_raw(out, value->text);
        return;
    case JSON_TEXT:
        buf_json_text_n(out, value->text, value->text_bytes);
        return;
    case JSON_OBJECT:
    case JSON_ARRAY:
        break;
    }
    buf_json_begin(out, value->type == JSON_OBJECT ? '{' : '[');
    for (const struct json *child = value->first; child; child = child->next) {
        if (child->key)
            buf_json_key(out, child->key);
        json_write(out, child);
    }
    buf_json_end(out, value->type == JSON_OBJECT ? '}' : ']');
}
