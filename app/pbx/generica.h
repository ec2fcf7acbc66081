/* generica: any system that posts canonical events itself, signed as Standard Webhooks
 * (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md). */
#ifndef CC_PBX_GENERICA_H
#define CC_PBX_GENERICA_H

#include "pbx/adapter.h"

extern const struct adapter generica_adapter;

#endif
