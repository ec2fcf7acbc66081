/* releer: a delivery that was kept is read again, with the adapter and the settings of today. */
#ifndef CC_PBX_RELEER_H
#define CC_PBX_RELEER_H

#include <stdbool.h>

struct arena;
struct buf;
struct json;

/* `leida` is what cc.entrega_leer answers. As adapter.translate: canonical events, or false and why. Whether it was authentic
 * was judged when it came. */
bool releer_entrega(const struct json *leida, struct arena *arena, struct buf *events, const char **why_r);

#endif
