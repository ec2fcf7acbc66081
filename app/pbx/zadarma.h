/* zadarma: the cloud PBX of zadarma.com (and of its resellers): form posts signed by event, an address that is asked to echo,
 * times without a zone, callbacks that take no id. What its installer does is in zadarma/README.md. */
#ifndef CC_PBX_ZADARMA_H
#define CC_PBX_ZADARMA_H

#include "pbx/adapter.h"

extern const struct adapter zadarma_adapter;

#endif
