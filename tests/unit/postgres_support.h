/* postgres_support: an empty PostgreSQL of the test's own, for a group of tests. */
#ifndef CC_TESTS_POSTGRES_SUPPORT_H
#define CC_TESTS_POSTGRES_SUPPORT_H

#include "support.h"

static char postgres_folder[] = "/tmp/cc-db-XXXXXX";
static char postgres_conninfo[128];

static inline int postgres_run(const char *action)
{
    char command[256];
    snprintf(command, sizeof command, "tests/unit/postgres %s %s >&2", action, postgres_folder);
    return system(command);
}

static inline int postgres_start(void **state)
{
    (void)state;
    if (!mkdtemp(postgres_folder))
        return -1;
    snprintf(postgres_conninfo, sizeof postgres_conninfo, "host=%s dbname=postgres", postgres_folder);
    return postgres_run("start");
}

static inline int postgres_stop(void **state)
{
    char command[64];
    (void)state;
    postgres_run("stop");
    snprintf(command, sizeof command, "rm -rf %s", postgres_folder);
    return system(command);
}

#endif
