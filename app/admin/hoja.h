/*
 * hoja: a sheet that a spreadsheet or another program wrote as text (CSV, RFC 4180 and what is usual beyond it), read record by
 * record, in memory that does not grow. Fields may be quoted and then hold separators, quotes (doubled) and ends of line; records
 * end with LF or CRLF; the separator is ; or , or a tab; the letters are UTF-8, with or without a mark before them, or Windows-1252.
 */
#ifndef CC_ADMIN_HOJA_H
#define CC_ADMIN_HOJA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { HOJA_COLUMNAS = 200, HOJA_REGISTRO_BYTES = 64 * 1024 };

enum hoja_letras {
    HOJA_LETRAS_SOLAS,  /* what the first record that is not plain ASCII is */
    HOJA_LETRAS_UTF8,   /* anything else is a bad record */
    HOJA_LETRAS_LATIN1, /* Windows-1252, which has all of it */
};

struct hoja {
    FILE *archivo;
    char separador; /* 0: what stands most often in the first line */
    enum hoja_letras letras;
    long linea; /* of the file, from 1, that is read next */

    /* The record that was read last. */
    const char *campos[HOJA_COLUMNAS]; /* in UTF-8; they live until the next is read */
    int cuantos;
    long empieza;        /* line of the file where it begins */
    const char *defecto; /* why it cannot be taken; NULL: it can */

    /* Of the reader. */
    char *texto, *convertido;
    size_t usados, primera_bytes, primera_en;
    char *primera; /* the first line, read to find the separator */
};

/* `archivo` stays the caller's. `hoja` has its archivo, separador and letras; the rest is filled in. */
void hoja_abrir(struct hoja *hoja);
void hoja_cerrar(struct hoja *hoja);

/* Reads the next record, empty ones apart. False: there is none. */
bool hoja_leer(struct hoja *hoja);

#endif
