/*
 * grabacion: the audio of calls. A PBX that cannot be reached brings it (PUT …/subida/…, with its secret as bearer,
 * as raw bytes); people listen to it. Ranges of it are nginx's to cut (fastcgi_force_ranges).
 */
#ifndef CC_API_GRABACION_H
#define CC_API_GRABACION_H

struct exchange;

/* PUT /grabaciones/subida/:centralita/:llamada */
void grabacion_subir(struct exchange *x);

/* GET /grabaciones/:id/audio */
void grabacion_audio(struct exchange *x);

#endif
