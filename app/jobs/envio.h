/*
 * envio: one event for the ERP, posted as Standard Webhooks.
 *
 * The body is the database's, byte by byte; here it is signed: HMAC-SHA256 of "id.timestamp.body" under each secret of
 * the subscription (two for a day after a rotation), over the moment of this attempt. The id is the same at each attempt,
 * so a delivery that arrives twice is known to its receiver.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
#ifndef CC_JOBS_ENVIO_H
#define CC_JOBS_ENVIO_H

struct trabajo;

void envio_hacer(struct trabajo *trabajo);

#endif
