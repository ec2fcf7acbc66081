/* zammad: the smallest contract of all, that many PBXs ship for Zammad's "generic CTI" and sipgate.io: newCall, answer and
 * hangup, as a form or JSON, with a secret in the address. What its installer does is in zammad/README.md. */
#ifndef CC_PBX_ZAMMAD_H
#define CC_PBX_ZAMMAD_H

#include "pbx/adapter.h"

extern const struct adapter zammad_adapter;

#endif
