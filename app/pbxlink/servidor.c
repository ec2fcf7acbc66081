#include "pbxlink/servidor.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "lib/puerto.h"
#include "pbxlink/ajustes.h"
#include "pbxlink/censo.h"
#include "pbxlink/centralita.h"
#include "pbxlink/enlace.h"
#include "pbxlink/orden.h"
#include "pbxlink/peticion.h"
#include "pbxlink/puerta.h"
#include "pbxlink/salud.h"

#define SUBPROTOCOLO "ari"

enum {
    RECIBIR_BYTES = 8192,   /* at once; libwebsockets keeps as much for each PBX */
    ENVIAR_BYTES = 1 << 20, /* at once: a frame is never cut in two */
    DESPEDIDA_MS = 8000,
};

/* What libwebsockets keeps for us with each PBX: who it is, from the door to its enlace. */
struct enchufe {
    struct enlace *enlace;
    struct puerta_quien quien;
};

/* ----------------------------------------------------------------------------------------------- the door */

static void leer_llamada(struct lws *wsi, struct puerta_llamada *llamada)
{
    *llamada = (struct puerta_llamada){.websocket = puerto_es_websocket(wsi)};
    puerto_cabecera(wsi, WSI_TOKEN_GET_URI, llamada->ruta, sizeof llamada->ruta);
    puerto_cabecera(wsi, WSI_TOKEN_PROTOCOL, llamada->protocolo, sizeof llamada->protocolo);
    puerto_cabecera(wsi, WSI_TOKEN_HTTP_AUTHORIZATION, llamada->autorizacion, sizeof llamada->autorizacion);
}

static int juzgar(struct lws *wsi)
{
    struct puerta_llamada llamada;
    struct puerta_quien quien;
    leer_llamada(wsi, &llamada);
    int estado = puerta_juzgar(&llamada, &quien);
    salud_contar_llamada(estado);
    return estado;
}

/* The headers are gone after this: who it is is kept. */
static int filtrar(struct lws *wsi, struct enchufe *enchufe)
{
    struct puerta_llamada llamada;
    leer_llamada(wsi, &llamada);
    return puerto_despidiendose() || puerta_juzgar(&llamada, &enchufe->quien) != 0 ? -1 : 0;
}

/* ----------------------------------------------------------------------------------------------- a PBX */

static int establecer(struct lws *wsi, struct enchufe *enchufe)
{
    struct centralita *centralita = centralita_de(enchufe->quien.publico);
    if (!centralita)
        return -1;
    enchufe->enlace = enlace_nuevo(wsi, centralita, enchufe->quien.huella);
    return 0;
}

static bool escribir_texto(struct lws *wsi, const struct enlace_trama *trama)
{
    unsigned char *copia = malloc(LWS_PRE + trama->bytes);
    if (!copia)
        abort();
    memcpy(copia + LWS_PRE, trama->texto, trama->bytes);
    bool bien = lws_write(wsi, copia + LWS_PRE, trama->bytes, LWS_WRITE_TEXT) >= 0;
    free(copia);
    return bien;
}

/* A close frame (RFC 6455 §5.5.1) by hand, into a socket that is ready to be written to: libwebsockets' own closing would
 * throw away what the PBX is still telling. */
static bool escribir_adios(struct lws *wsi, uint16_t codigo)
{
    const unsigned char trama[] = {0x88, 2, (unsigned char)(codigo >> 8), (unsigned char)(codigo & 0xff)};
    return send(lws_get_socket_fd(wsi), trama, sizeof trama, MSG_NOSIGNAL | MSG_DONTWAIT) == sizeof trama;
}

static bool escribir_ping(struct lws *wsi)
{
    unsigned char nada[LWS_PRE];
    return lws_write(wsi, nada + LWS_PRE, 0, LWS_WRITE_PING) >= 0;
}

/* One write at each call, libwebsockets asks for no more; whoever has more comes back. */
static int escribir(struct lws *wsi, struct enlace *enlace)
{
    struct enlace_trama trama = enlace_siguiente(enlace);
    if (trama.que == ENLACE_NADA)
        return 0;
    bool bien = trama.que == ENLACE_TEXTO  ? escribir_texto(wsi, &trama)
                : trama.que == ENLACE_PING ? escribir_ping(wsi)
                                           : escribir_adios(wsi, trama.codigo);
    if (!bien)
        return -1;
    enlace_escrita(enlace);
    lws_callback_on_writable(wsi);
    return 0;
}

void servidor_escribir(struct lws *wsi)
{
    puerto_escribir(wsi);
}

void servidor_matar(struct lws *wsi)
{
    puerto_matar(wsi);
}

void servidor_leer(struct lws *wsi, bool si)
{
    lws_rx_flow_control(wsi, si);
}

static int de_centralitas(struct lws *wsi, enum lws_callback_reasons razon, void *user, void *in, size_t len)
{
    struct enchufe *enchufe = user;
    switch (razon) {
    case LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION:
        return filtrar(wsi, enchufe);
    case LWS_CALLBACK_ESTABLISHED:
        return establecer(wsi, enchufe);
    case LWS_CALLBACK_RECEIVE:
        enlace_recibir(enchufe->enlace, in, len,
                       lws_is_final_fragment(wsi) && lws_remaining_packet_payload(wsi) == 0);
        return 0;
    case LWS_CALLBACK_RECEIVE_PONG:
        enlace_vivo(enchufe->enlace);
        return 0;
    case LWS_CALLBACK_SERVER_WRITEABLE:
        return escribir(wsi, enchufe->enlace);
    case LWS_CALLBACK_CLOSED:
        if (enchufe && enchufe->enlace)
            enlace_ido(enchufe->enlace);
        puerto_pulsar();
        return 0;
    default:
        return 0;
    }
}

/* ----------------------------------------------------------------------------------------------- the process */

static int64_t pulso(int64_t ahora_ms)
{
    int64_t (*const pulsos[])(int64_t) = {centralita_pulso, cola_pulso,     enlace_pulso,
                                          censo_pulso,      peticion_pulso, orden_pulso};
    int64_t proxima_ms = ahora_ms + 1000;
    for (size_t i = 0; i < sizeof pulsos / sizeof *pulsos; i++) {
        int64_t suya_ms = pulsos[i](ahora_ms);
        proxima_ms = suya_ms < proxima_ms ? suya_ms : proxima_ms;
    }
    return proxima_ms;
}

static void despedir(void)
{
    enlace_despedir(ENLACE_NOS_VAMOS);
}

/* What has been told is stored, what is being dialled has its answer, unless the database is away. */
static bool acabado(void)
{
    return enlace_cuenta.enlaces == 0 && (cola_esperan() == 0 || !cola_lista()) && orden_en_curso() == 0;
}

static void cerrar(void)
{
    orden_cerrar();
    cola_cerrar();
    centralita_cerrar();
}

bool servidor_abrir(void)
{
    static struct puerto puerto = {
        .nombre = "pbxlink",
        .ws = {.name = SUBPROTOCOLO,
               .callback = de_centralitas,
               .per_session_data_size = sizeof(struct enchufe),
               .rx_buffer_size = RECIBIR_BYTES,
               .tx_packet_size = ENVIAR_BYTES},
        .juzgar = juzgar,
        .pagina = salud_pagina,
        .pulso = pulso,
        .despedir = despedir,
        .acabado = acabado,
        .cerrar = cerrar,
        .despedida_ms = DESPEDIDA_MS,
    };
    puerto.carpeta = ajustes.run;
    puerto.sockets = ajustes.sockets;
    if (!puerto_abrir(&puerto))
        return false;
    centralita_abrir();
    cola_abrir();
    orden_abrir();
    return true;
}

void servidor_correr(void)
{
    puerto_correr();
}
