#include "api/route.h"

#include <stdio.h>
#include <string.h>

#include "api/routes.h"

/* Whether the path fits the row's; copies what stands for each :name into `room`. */
static bool fits(const char *pattern, const char *path, const char *segments[ROUTE_SEGMENTS], char *room)
{
    int names = 0;
    while (*pattern && *path) {
        if (*pattern != ':') {
            if (*pattern++ != *path++)
                return false;
            continue;
        }
        size_t bytes = strcspn(path, "/");
        if (bytes == 0)
            return false;
        segments[names++] = memcpy(room, path, bytes);
        room[bytes] = '\0';
        room += bytes + 1;
        path += bytes;
        pattern += strcspn(pattern, "/");
    }
    return *pattern == *path;
}

enum route_found route_find(const char *method, const char *path, const struct route **route_r,
                            const char *segments[ROUTE_SEGMENTS], char *room, char allow[ROUTE_ALLOW_BYTES])
{
    static const size_t prefix_bytes = sizeof ROUTE_PREFIX - 1;
    allow[0] = '\0';
    if (strncmp(path, ROUTE_PREFIX "/", prefix_bytes + 1) != 0)
        return ROUTE_NO_PATH;
    path += prefix_bytes;
    for (int i = 0; i < routes_count; i++) {
        const struct route *route = &routes_table[i];
        if (!fits(route->path, path, segments, room))
            continue;
        if (strcmp(route->method, method) == 0) {
            *route_r = route;
            return ROUTE_FOUND;
        }
        size_t bytes = strlen(allow);
        snprintf(allow + bytes, ROUTE_ALLOW_BYTES - bytes, "%s%s", bytes ? ", " : "", route->method);
    }
    return *allow ? ROUTE_NO_METHOD : ROUTE_NO_PATH;
}
