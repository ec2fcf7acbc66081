/* twilio: Programmable Voice. Status callbacks as forms, signed over the address and the fields; a call is a parent and its
 * children, joined here into one with legs; calls are made through its REST interface. What its installer does is in
 * twilio/README.md. */
#ifndef CC_PBX_TWILIO_H
#define CC_PBX_TWILIO_H

#include "pbx/adapter.h"

extern const struct adapter twilio_adapter;

#endif
