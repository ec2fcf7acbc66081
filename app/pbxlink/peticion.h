/*
 * peticion: what we ask of a PBX over its own socket (Asterisk's "REST over websocket": RESTRequest, RESTResponse). An
 * answer is matched by its id; one that does not come in time, or whose socket goes, is answered with status 0.
 */
#ifndef CC_PBXLINK_PETICION_H
#define CC_PBXLINK_PETICION_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct enlace;
struct json;

enum { PETICION_MS = 5000 };

struct peticion_dato {
    const char *nombre, *valor;
};

/* `estado` is HTTP's, 0 when nobody knows; `cuerpo` the body as JSON, NULL for none. Not called from within
 * peticion_hacer. */
typedef void peticion_respuesta(void *user, long estado, const struct json *cuerpo);

/* `datos` are the query's, ended by a NULL name; `cuerpo` JSON or NULL. */
void peticion_hacer(struct enlace *enlace, const char *metodo, const char *uri,
                    const struct peticion_dato *datos, const char *cuerpo, peticion_respuesta *respuesta,
                    void *user);

/* A RESTResponse has come. */
void peticion_respondida(struct enlace *enlace, const struct json *mensaje, struct arena *arena);

/* The socket is gone. */
void peticion_sin_enlace(struct enlace *enlace);

/* Deadlines. Returns when to be called again (monotonic, ms). */
int64_t peticion_pulso(int64_t ahora_ms);

#endif
