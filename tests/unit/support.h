/* support: what most unit tests begin with. */
#ifndef CC_TESTS_SUPPORT_H
#define CC_TESTS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/cripto.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* An arena per test: the state of cmocka's setup and teardown. */
static inline int support_setup(void **state)
{
    *state = arena_new(512);
    return cripto_init() ? 0 : -1;
}

static inline int support_teardown(void **state)
{
    struct arena *arena = *state;
    arena_free(&arena);
    return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, support_setup, support_teardown)

#endif
