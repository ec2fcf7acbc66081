/* twilio_firma: X-Twilio-Signature (twilio.com/docs/usage/security): base64 of the HMAC-SHA1, under the account's Auth Token,
 * of the whole address and each field's name and value, sorted; of a JSON body, the address alone, whose bodySHA256 covers it. */
#ifndef CC_PBX_TWILIO_FIRMA_H
#define CC_PBX_TWILIO_FIRMA_H

#include "pbx/adapter.h"

/* `url` is the public address without its query. Twilio signs it with or without the port, by its own lights: both will do. */
enum adapter_verdict twilio_firma_judge(const struct adapter_request *request,
                                        const struct adapter_config *config, const char *url,
                                        struct arena *arena);

#endif
