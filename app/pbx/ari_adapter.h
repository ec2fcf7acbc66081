/* ari_adapter: Asterisk over its outbound ARI websocket: what it can do and what its administrator sets. Its events and
 * orders go over cc-pbxlink's socket, so that nothing is delivered or asked over HTTP. */
#ifndef CC_PBX_ARI_ADAPTER_H
#define CC_PBX_ARI_ADAPTER_H

#include "pbx/adapter.h"

extern const struct adapter ari_adapter;

#endif
