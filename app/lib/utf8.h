/*
 * utf8: strict UTF-8 (RFC 3629). yajl accepts overlong forms, surrogates and code points above U+10FFFF, PostgreSQL
 * refuses them: what this refuses never reaches either.
 */
#ifndef CC_UTF8_H
#define CC_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* Length in bytes of the valid prefix; equal to `bytes` when all of it is valid. NUL is a valid character here. */
size_t utf8_valid_prefix(const char *text, size_t bytes);

/* Valid UTF-8 without NUL: what may become a PostgreSQL text. */
bool utf8_is_text(const char *text, size_t bytes);

/* How many characters (code points) a valid text has. */
size_t utf8_length(const char *text, size_t bytes);

#endif
