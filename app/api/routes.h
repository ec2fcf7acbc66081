/* routes: the table of routes. A new route is one row; openapi.yaml must name the same. */
#ifndef CC_API_ROUTES_H
#define CC_API_ROUTES_H

#include "api/route.h"

extern const struct route routes_table[];
extern const int routes_count;

#endif
