#include "admin/salida.h"
#include "lib/buf.h"
#include "lib/json.h"

#include <stdio.h>
#include <string.h>

enum { COLUMNS_MAX = 16 };

/* A value without its quotes; what is nested stays JSON. */
static const char *plain(struct arena *arena, const struct json *value)
{
    if (value->type == JSON_NULL)
        return "-";
    if (value->type == JSON_BOOL)
        return value->truth ? "sí" : "no";
    if (value->type == JSON_TEXT || value->type == JSON_NUMBER)
        return value->text;
    struct buf nested = buf_in(arena);
    json_write(&nested, value);
    return buf_text(&nested);
}

/* How many columns a terminal gives it: its UTF-8 characters, all of width 1 here. */
static int width(const char *text)
{
    int characters = 0;
    for (; *text; text++)
        characters += (*text & 0xC0) != 0x80;
    return characters;
}

static void cell(const char *text, int column_width, const char *end)
{
    printf("%s%*s%s", text, column_width - width(text), "", end);
}

static void show_object(struct arena *arena, const struct json *object)
{
    for (const struct json *m = object->first; m; m = m->next)
        printf("%s: %s\n", m->key, plain(arena, m));
}

static void show_table(struct arena *arena, const struct json *rows)
{
    int widths[COLUMNS_MAX] = {0};
    for (const struct json *row = rows->first; row; row = row->next) {
        int c = 0;
        for (const struct json *m = row->first; m && c < COLUMNS_MAX; m = m->next, c++) {
            int needed = width(plain(arena, m)), title = width(m->key);
            if (needed < title)
                needed = title;
            if (widths[c] < needed)
                widths[c] = needed;
        }
    }
    for (const struct json *row = rows->first; row; row = row->next) {
        int c = 0;
        if (row == rows->first) {
            for (const struct json *m = row->first; m && c < COLUMNS_MAX; m = m->next, c++)
                cell(m->key, m->next ? widths[c] : 0, m->next ? "  " : "\n");
            c = 0;
        }
        for (const struct json *m = row->first; m && c < COLUMNS_MAX; m = m->next, c++)
            cell(plain(arena, m), m->next ? widths[c] : 0, m->next ? "  " : "\n");
    }
}

void salida_mostrar(struct arena *arena, const char *text)
{
    struct json_fault fault;
    const struct json *json = json_parse(arena, text, strlen(text), &fault);
    if (json && json->type == JSON_OBJECT)
        show_object(arena, json);
    else if (json && json->type == JSON_ARRAY && json->first)
        show_table(arena, json);
    else
        puts(json && json->type == JSON_ARRAY ? "(ninguna)" : text);
}
