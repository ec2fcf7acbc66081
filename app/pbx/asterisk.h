/* asterisk: an Asterisk whose dialplan posts each step of a call with CURL(); bodies and events are described in
 * app/pbx/asterisk/README.md, beside the dialplan that makes them. func_curl has no HMAC: a bearer secret over TLS. */
#ifndef CC_PBX_ASTERISK_H
#define CC_PBX_ASTERISK_H

#include "pbx/adapter.h"

extern const struct adapter asterisk_adapter;

#endif
