/* salud: what watches us asks: alive (the process answers), ready (the database answers, with our schema, and its disk has room), the counters
 * and the version. No credential; nginx shows /metrics to this machine only. */
#ifndef CC_API_SALUD_H
#define CC_API_SALUD_H

#include <stdbool.h>

struct db;
struct exchange;

void salud_livez(struct exchange *x);
void salud_readyz(struct exchange *x);
void salud_metrics(struct exchange *x);
void salud_version(struct exchange *x);

/* The schema's number in the database, -1 when it cannot be asked. */
int salud_schema(struct db *db);

#endif
