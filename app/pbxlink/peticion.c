#include "pbxlink/peticion.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/json.h"
#include "lib/reloj.h"
#include "pbxlink/enlace.h"

struct peticion {
    struct peticion *siguiente;
    const struct enlace *enlace;
    uint64_t numero;
    int64_t vence_ms;
    peticion_respuesta *respuesta;
    void *user;
};

static struct peticion *todas;

static void apuntar(const struct enlace *enlace, uint64_t numero, peticion_respuesta *respuesta, void *user)
{
    struct peticion *peticion = malloc(sizeof *peticion);
    if (!peticion)
        abort();
    *peticion = (struct peticion){.siguiente = todas,
                                  .enlace = enlace,
                                  .numero = numero,
                                  .vence_ms = reloj_mono_ms() + PETICION_MS,
                                  .respuesta = respuesta,
                                  .user = user};
    todas = peticion;
}

static void poner_datos(struct buf *out, const struct peticion_dato *datos)
{
    buf_json_key(out, "query_strings");
    buf_json_begin(out, '[');
    for (; datos && datos->nombre; datos++) {
        buf_json_begin(out, '{');
        buf_json_member_text(out, "name", datos->nombre);
        buf_json_member_text(out, "value", datos->valor);
        buf_json_end(out, '}');
    }
    buf_json_end(out, ']');
}

void peticion_hacer(struct enlace *enlace, const char *metodo, const char *uri,
                    const struct peticion_dato *datos, const char *cuerpo, peticion_respuesta *respuesta,
                    void *user)
{
    static uint64_t ultima;
    struct arena *arena = arena_new(4096);
    struct buf out = buf_in(arena);
    char numero[24];
    snprintf(numero, sizeof numero, "%" PRIu64, ++ultima);
    buf_json_begin(&out, '{');
    buf_json_member_text(&out, "type", "RESTRequest");
    buf_json_member_text(&out, "transaction_id", numero);
    buf_json_member_text(&out, "request_id", numero);
    buf_json_member_text(&out, "method", metodo);
    buf_json_member_text(&out, "uri", uri);
    poner_datos(&out, datos);
    if (cuerpo) {
        buf_json_member_text(&out, "content_type", "application/json");
        buf_json_member_text(&out, "message_body", cuerpo);
    }
    buf_json_end(&out, '}');
    enlace_decir(enlace, buf_text(&out));
    apuntar(enlace, ultima, respuesta, user);
    arena_free(&arena);
}

/* Takes it out of the list and tells whoever asked. */
static void acabar(struct peticion **en, long estado, const struct json *cuerpo)
{
    struct peticion peticion = **en;
    free(*en);
    *en = peticion.siguiente;
    peticion.respuesta(peticion.user, estado, cuerpo);
}

void peticion_respondida(struct enlace *enlace, const struct json *mensaje, struct arena *arena)
{
    const char *id = json_member_text(mensaje, "request_id"),
               *cuerpo = json_member_text(mensaje, "message_body");
    const struct json *estado = json_member(mensaje, "status_code");
    uint64_t numero = id ? strtoull(id, NULL, 10) : 0;
    int64_t codigo = 0;
    struct json_fault fault;
    struct peticion **en = &todas;
    while (*en && ((*en)->enlace != enlace || (*en)->numero != numero))
        en = &(*en)->siguiente;
    if (!*en)
        return; /* too late, or nothing that we asked */
    if (!estado || !json_integer(estado, &codigo))
        codigo = 0;
    acabar(en, (long)codigo, cuerpo ? json_parse(arena, cuerpo, strlen(cuerpo), &fault) : NULL);
}

/* An answer may lead to another question: the list is looked at anew after each. */
static bool acabar_una(const struct enlace *enlace, int64_t ahora_ms)
{
    struct peticion **en = &todas;
    while (*en && (*en)->enlace != enlace && (*en)->vence_ms > ahora_ms)
        en = &(*en)->siguiente;
    if (!*en)
        return false;
    acabar(en, 0, NULL);
    return true;
}

void peticion_sin_enlace(struct enlace *enlace)
{
    while (acabar_una(enlace, 0))
        ;
}

int64_t peticion_pulso(int64_t ahora_ms)
{
    while (acabar_una(NULL, ahora_ms))
        ;
    return todas ? ahora_ms + 1000 : ahora_ms + PETICION_MS;
}
