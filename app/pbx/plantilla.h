/* plantilla: any PBX that posts JSON or forms. Its administrator says where the event's name, the call and its numbers are, and
 * what the words mean. Settings, grammar and examples (IvozProvider, Yeastar) are in plantilla/README.md. */
#ifndef CC_PBX_PLANTILLA_H
#define CC_PBX_PLANTILLA_H

#include "pbx/adapter.h"

extern const struct adapter plantilla_adapter;

#endif
