/*
 * csv: a list as text/csv (RFC 4180), all of it: page after page of the database, so that no memory grows with it.
 *
 * A row of the table of routes that has `csv` names a function f(credencial, contexto, filtros jsonb, pagina text): `filtros`
 * are the query's members, `pagina` is NULL and then the last column, `siguiente`, of the last line of the page before, until
 * that is NULL. The other columns are the file's, under their names; numbers are written bare, all else as text.
 *
 * A text that a spreadsheet would take for a formula begins with an apostrophe instead (OWASP, CSV injection).
 *
 * What goes wrong before the first line is a problem like any other. After it, the connection is cut: a file that ends is whole.
 */
#ifndef CC_API_CSV_H
#define CC_API_CSV_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct exchange;

/* Composes the statements of the table of routes. Once, before anything is served. */
void csv_compose(void);

/* Whether the route has CSV and the request asks for it. */
bool csv_is_wanted(const struct exchange *x);

/* Replies: with the list, or with what is wrong. */
void csv_route(struct exchange *x);

/* One field: NULL is empty; `bare` ones are written as they are. */
void csv_field(struct buf *out, const char *value, size_t bytes, bool bare);

#endif
