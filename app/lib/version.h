/* version: what was built, and for which schema. */
#ifndef CC_VERSION_H
#define CC_VERSION_H

/* "0.1.0", and the commit it was built from or "". */
const char *version_text(void);
const char *version_commit(void);

/* The number of the highest migration when the program was built; api.esquema_version() must say the same. */
int version_schema(void);

#endif
