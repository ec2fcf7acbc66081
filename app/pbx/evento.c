#include "pbx/evento.h"

#include <stdlib.h>
#include <string.h>

#include "lib/buf.h"

void evento_begin(struct buf *out, const char *tipo, const char *llamada, const char *momento)
{
    buf_json_begin(out, '{');
    evento_text(out, "tipo", tipo);
    evento_text(out, "llamada", llamada);
    evento_text(out, "momento", momento);
}

void evento_text(struct buf *out, const char *key, const char *text)
{
    buf_json_member_text(out, key, text && *text ? text : NULL);
}

void evento_number(struct buf *out, const char *key, int64_t number)
{
    buf_json_key(out, key);
    buf_json_int(out, number);
}

void evento_end(struct buf *out)
{
    buf_json_end(out, '}');
}

void evento_digits(struct buf *out, const char *key, const char *digits)
{
    size_t bytes = strlen(digits);
    if (bytes > 0 && bytes <= 9 && strspn(digits, "0123456789") == bytes)
        evento_number(out, key, strtol(digits, NULL, 10));
}

const char *evento_extension(const char *text)
{
    static const char letters[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_.-";
    size_t bytes = strlen(text);
    return bytes <= 32 && strspn(text, letters) == bytes ? text : "";
}

int evento_cause_of_sip(int status)
{
    static const struct {
        int status, cause;
    } rows[] = {
        {401, 21}, {403, 21}, {404, 1},   {407, 21},  {408, 18}, {409, 41}, {410, 22}, {420, 3},
        {480, 19}, {483, 19}, {484, 28},  {485, 1},   {486, 17}, {487, -1}, {488, 58}, {500, 38},
        {501, 29}, {502, 27}, {504, 102}, {505, 127}, {600, 17}, {603, 21}, {604, 1},  {606, 58},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].status == status)
            return rows[i].cause;
    return status < 400 || status > 699 ? -1 : status >= 500 && status < 600 ? 42 : 127;
}
