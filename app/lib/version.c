#include "lib/version.h"

const char *version_text(void)
{
    return VERSION;
}

const char *version_commit(void)
{
    return VERSION_COMMIT;
}

int version_schema(void)
{
    return VERSION_SCHEMA;
}
