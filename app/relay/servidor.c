#include "relay/servidor.h"

#include <string.h>
#include <sys/socket.h>

#include "lib/puerto.h"
#include "relay/acceso.h"
#include "relay/ajustes.h"
#include "relay/lector.h"
#include "relay/puerta.h"
#include "relay/salud.h"
#include "relay/sesion.h"
#include "relay/trama.h"

_Static_assert(LWS_PRE <= TRAMA_MARGEN_BYTES, "room before a frame");

#define RUTA_EVENTOS "/api/contact-center/eventos"
#define SUBPROTOCOLO "cc.v1"

enum {
    RECIBIR_BYTES = 512,     /* at once; libwebsockets keeps as much for each browser */
    ENVIAR_BYTES = 16 << 20, /* at once: a frame is never cut in two */
    ENCHUFE_BYTES = 65536,   /* the kernel's share of a slow browser's queue */
    DESPEDIDA_MS = 3000,
};

/* What libwebsockets keeps for us with each browser. */
struct enchufe {
    struct sesion *sesion;
    bool con_galleta;
    unsigned char galleta[CREDENCIAL_BYTES];
};

/* ----------------------------------------------------------------------------------------------- the door */

/* Only WebSockets of our protocol, at our path, from our pages. */
static int juzgar(struct lws *wsi)
{
    char texto[256];
    bool puede =
        puerto_es_websocket(wsi) && puerto_cabecera(wsi, WSI_TOKEN_GET_URI, texto, sizeof texto) &&
        strcmp(texto, RUTA_EVENTOS) == 0 && puerto_cabecera(wsi, WSI_TOKEN_PROTOCOL, texto, sizeof texto) &&
        strcmp(texto, SUBPROTOCOLO) == 0 && puerto_cabecera(wsi, WSI_TOKEN_ORIGIN, texto, sizeof texto) &&
        puerta_origen(texto) && sesion_cuenta.sockets < ajustes.sockets;
    return puede ? 0 : HTTP_STATUS_FORBIDDEN;
}

/* The headers are gone after this: what is needed of them is kept. */
static int filtrar(struct lws *wsi, struct enchufe *enchufe)
{
    char galletas[PUERTO_CABECERAS_BYTES];
    if (puerto_despidiendose() || juzgar(wsi) != 0)
        return -1;
    enchufe->con_galleta = puerto_cabecera(wsi, WSI_TOKEN_HTTP_COOKIE, galletas, sizeof galletas) &&
                           hola_galleta(galletas, enchufe->galleta);
    return 0;
}

/* ----------------------------------------------------------------------------------------------- a browser */

static void establecer(struct lws *wsi, struct enchufe *enchufe)
{
    int bytes = ENCHUFE_BYTES;
    setsockopt(lws_get_socket_fd(wsi), SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
    enchufe->sesion = sesion_nueva(wsi, enchufe->con_galleta ? enchufe->galleta : NULL);
}

/* One lws_write at each call, libwebsockets asks for no more; whoever has more comes back. */
static int escribir(struct lws *wsi, struct sesion *sesion)
{
    size_t bytes;
    char *trama;
    if (sesion->debe_ping) {
        unsigned char nada[LWS_PRE];
        sesion->debe_ping = false;
        lws_write(wsi, nada + LWS_PRE, 0, LWS_WRITE_PING);
    } else if ((trama = sesion_siguiente(sesion, &bytes))) {
        if (lws_write(wsi, (unsigned char *)trama, bytes, LWS_WRITE_TEXT) < 0)
            return -1;
    } else if (sesion->cierre) {
        puerto_cerrar_con(wsi, sesion->cierre);
        return 0;
    } else {
        return 0;
    }
    lws_callback_on_writable(wsi);
    return 0;
}

static void recibir(struct lws *wsi, struct sesion *sesion, const char *texto, size_t bytes)
{
    sesion_recibir(sesion, texto, bytes,
                   lws_is_final_fragment(wsi) && lws_remaining_packet_payload(wsi) == 0);
}

void servidor_escribir(struct lws *wsi)
{
    puerto_escribir(wsi);
}

void servidor_matar(struct lws *wsi)
{
    puerto_matar(wsi);
}

static int de_eventos(struct lws *wsi, enum lws_callback_reasons razon, void *user, void *in, size_t len)
{
    struct enchufe *enchufe = user;
    switch (razon) {
    case LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION:
        return filtrar(wsi, enchufe);
    case LWS_CALLBACK_ESTABLISHED:
        establecer(wsi, enchufe);
        return 0;
    case LWS_CALLBACK_RECEIVE:
        recibir(wsi, enchufe->sesion, in, len);
        return 0;
    case LWS_CALLBACK_RECEIVE_PONG:
        sesion_viva(enchufe->sesion);
        return 0;
    case LWS_CALLBACK_SERVER_WRITEABLE:
        return escribir(wsi, enchufe->sesion);
    case LWS_CALLBACK_TIMER: /* of puerto_cerrar_con */
        return -1;
    case LWS_CALLBACK_CLOSED:
        if (enchufe && enchufe->sesion)
            sesion_ida(enchufe->sesion);
        return 0;
    default:
        return 0;
    }
}

/* ----------------------------------------------------------------------------------------------- the process */

static int64_t menor(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t pulso(int64_t ahora_ms)
{
    return menor(sesion_pulso(ahora_ms), menor(lector_pulso(ahora_ms), acceso_pulso(ahora_ms)));
}

static bool acabado(void)
{
    return sesion_cuenta.sockets == 0;
}

static void cerrar(void)
{
    lector_cerrar();
    acceso_cerrar();
    anillo_cerrar();
    trama_cerrar();
}

bool servidor_abrir(void)
{
    static struct puerto puerto = {
        .nombre = "relay",
        .muchos = true, /* with 10,000 browsers an event costs 25 times less than with poll */
        .ws = {.name = SUBPROTOCOLO,
               .callback = de_eventos,
               .per_session_data_size = sizeof(struct enchufe),
               .rx_buffer_size = RECIBIR_BYTES,
               .tx_packet_size = ENVIAR_BYTES},
        .juzgar = juzgar,
        .pagina = salud_pagina,
        .pulso = pulso,
        .despedir = sesion_despedir,
        .acabado = acabado,
        .cerrar = cerrar,
        .despedida_ms = DESPEDIDA_MS,
    };
    puerto.carpeta = ajustes.run;
    puerto.sockets = ajustes.sockets;
    if (!puerto_abrir(&puerto))
        return false;
    lector_abrir();
    acceso_abrir();
    return true;
}

void servidor_correr(void)
{
    puerto_correr();
}
