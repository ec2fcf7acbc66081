#include "relay/servidor.h"

#include <errno.h>
#include <libwebsockets.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/espera.h"
#include "lib/log.h"
#include "lib/notify.h"
#include "lib/reloj.h"
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
    CABECERAS_BYTES = 4096,
    PETICION_S = 5,
    DESPEDIDA_MS = 3000,
    DESPEDIDA_PASO_MS = 20,
    OTROS_FD = 64,
};

/* What libwebsockets keeps for us with each connection. */
struct enchufe {
    struct sesion *sesion; /* of a WebSocket */
    bool con_galleta;
    unsigned char galleta[CREDENCIAL_BYTES];
    char ruta[16]; /* of a page being answered */
};

static struct lws_context *contexto;
static struct lws_vhost *casa;
static lws_sorted_usec_list_t despertador;
static char ruta_socket[108], ruta_provisional[108];
static struct stat socket_hecho;
static int64_t despedida_ms; /* when to leave at the latest; 0: we stay */

/* ----------------------------------------------------------------------------------------------- time */

static int64_t menor(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* libuv's loop cannot be left from inside, nor libwebsockets' context destroyed there: the process ends here. */
static _Noreturn void terminar(void)
{
    lector_cerrar();
    acceso_cerrar();
    anillo_cerrar();
    trama_cerrar();
    exit(EXIT_SUCCESS);
}

/* Lets everybody see what time it is, and sets the alarm for whoever wants it next. */
static void pulso(lws_sorted_usec_list_t *sul)
{
    (void)sul;
    int64_t ahora_ms = reloj_mono_ms();
    if (despedida_ms && (sesion_cuenta.sockets == 0 || ahora_ms >= despedida_ms))
        terminar();
    int64_t proxima_ms = menor(sesion_pulso(ahora_ms), menor(lector_pulso(ahora_ms), acceso_pulso(ahora_ms)));
    if (despedida_ms)
        proxima_ms = menor(proxima_ms, ahora_ms + DESPEDIDA_PASO_MS);
    int64_t falta_ms = proxima_ms > ahora_ms ? proxima_ms - ahora_ms : 1;
    lws_sul_schedule(contexto, 0, &despertador, pulso, falta_ms * LWS_US_PER_MS);
}

/* ----------------------------------------------------------------------------------------------- the door */

static bool cabecera(struct lws *wsi, enum lws_token_indexes cual, char *texto, int caben)
{
    return lws_hdr_copy(wsi, texto, caben, cual) > 0;
}

/* Only WebSockets of our protocol, at our path, from our pages. libwebsockets would also do h2c, whose code has holes;
 * and it hands over the Upgrade header as a pointer that may be stale (CVE-2025-11677): headers are copied here. */
static bool puede_entrar(struct lws *wsi)
{
    char texto[256];
    return despedida_ms == 0 && cabecera(wsi, WSI_TOKEN_UPGRADE, texto, sizeof texto) &&
           strcasecmp(texto, "websocket") == 0 && cabecera(wsi, WSI_TOKEN_GET_URI, texto, sizeof texto) &&
           strcmp(texto, RUTA_EVENTOS) == 0 && cabecera(wsi, WSI_TOKEN_PROTOCOL, texto, sizeof texto) &&
           strcmp(texto, SUBPROTOCOLO) == 0 && cabecera(wsi, WSI_TOKEN_ORIGIN, texto, sizeof texto) &&
           puerta_origen(texto) && sesion_cuenta.sockets < ajustes.sockets;
}

/* Before the upgrade: 0 goes on, -1 hangs up. */
static int confirmar_upgrade(struct lws *wsi)
{
    if (puede_entrar(wsi))
        return 0;
    lws_return_http_status(wsi, HTTP_STATUS_FORBIDDEN, NULL);
    return -1;
}

/* The headers are gone after this: what is needed of them is kept. */
static int filtrar(struct lws *wsi, struct enchufe *enchufe)
{
    char galletas[CABECERAS_BYTES];
    if (!puede_entrar(wsi))
        return -1;
    enchufe->con_galleta = cabecera(wsi, WSI_TOKEN_HTTP_COOKIE, galletas, sizeof galletas) &&
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
        lws_close_reason(wsi, (enum lws_close_status)sesion->cierre, NULL, 0);
        lws_set_timer_usecs(wsi, 1); /* closed by LWS_CALLBACK_TIMER */
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
    if (wsi)
        lws_callback_on_writable(wsi);
}

void servidor_matar(struct lws *wsi)
{
    lws_set_timeout(wsi, PENDING_TIMEOUT_KILLED_BY_PARENT, LWS_TO_KILL_ASYNC);
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
    case LWS_CALLBACK_TIMER: /* a -1 from elsewhere closes twice on libuv in Debian's 4.1.6: the code would be lost */
        return -1;
    case LWS_CALLBACK_CLOSED:
        if (enchufe && enchufe->sesion)
            sesion_ida(enchufe->sesion);
        return 0;
    default:
        return 0;
    }
}

/* ----------------------------------------------------------------------------------------------- a page */

static int pedir_pagina(struct lws *wsi, struct enchufe *enchufe, const char *ruta)
{
    char memoria[PAGINA_MAX_BYTES];
    unsigned char cabeceras[LWS_PRE + 512], *en = cabeceras + LWS_PRE, *fin = cabeceras + sizeof cabeceras;
    if (!lws_hdr_total_length(wsi, WSI_TOKEN_GET_URI) || strlen(ruta) >= sizeof enchufe->ruta) {
        lws_return_http_status(wsi, HTTP_STATUS_NOT_FOUND, NULL);
        return -1;
    }
    snprintf(enchufe->ruta, sizeof enchufe->ruta, "%s", ruta);
    struct pagina pagina = salud_pagina(ruta, memoria);
    if (lws_add_http_common_headers(wsi, (unsigned)pagina.estado, pagina.tipo, strlen(pagina.cuerpo), &en,
                                    fin) ||
        lws_finalize_write_http_header(wsi, cabeceras + LWS_PRE, &en, fin))
        return -1;
    lws_callback_on_writable(wsi);
    return 0;
}

static int escribir_pagina(struct lws *wsi, const struct enchufe *enchufe)
{
    char memoria[LWS_PRE + PAGINA_MAX_BYTES], hecha[PAGINA_MAX_BYTES];
    struct pagina pagina = salud_pagina(enchufe->ruta, hecha);
    size_t bytes = strlen(pagina.cuerpo);
    memcpy(memoria + LWS_PRE, pagina.cuerpo, bytes);
    if (lws_write(wsi, (unsigned char *)memoria + LWS_PRE, bytes, LWS_WRITE_HTTP_FINAL) != (int)bytes)
        return -1;
    return lws_http_transaction_completed(wsi) ? -1 : 0;
}

/* Everything that is no WebSocket of ours: pages, upgrades to be judged, and roles that nobody has asked for. */
static int de_http(struct lws *wsi, enum lws_callback_reasons razon, void *user, void *in, size_t len)
{
    (void)len;
    switch (razon) {
    case LWS_CALLBACK_HTTP_CONFIRM_UPGRADE:
        return confirmar_upgrade(wsi);
    case LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION: /* a WebSocket without our protocol */
    case LWS_CALLBACK_ESTABLISHED:
    case LWS_CALLBACK_RAW_ADOPT: /* what CONNECT becomes */
    case LWS_CALLBACK_RAW_CONNECTED:
    case LWS_CALLBACK_RAW_RX:
    case LWS_CALLBACK_HTTP_BODY:
        return -1;
    case LWS_CALLBACK_HTTP:
        return pedir_pagina(wsi, user, in);
    case LWS_CALLBACK_HTTP_WRITEABLE:
        return escribir_pagina(wsi, user);
    default:
        return 0;
    }
}

/* ----------------------------------------------------------------------------------------------- everything else */

static void quitar_socket(void)
{
    struct stat ahora;
    if (stat(ruta_socket, &ahora) == 0 && ahora.st_ino == socket_hecho.st_ino &&
        ahora.st_dev == socket_hecho.st_dev)
        unlink(ruta_socket); /* unless another relay has taken our place already */
}

static void despedir(int senal)
{
    if (despedida_ms)
        return;
    log_info(LOG_EVENT("fin"), LOG_INT("senal", senal));
    notify_send("STOPPING=1");
    despedida_ms = reloj_mono_ms() + DESPEDIDA_MS;
    quitar_socket();
    sesion_despedir();
}

static int de_espera(struct lws *wsi, enum lws_callback_reasons razon, void *user, void *in, size_t len)
{
    (void)wsi, (void)user, (void)in, (void)len;
    if (razon == LWS_CALLBACK_RAW_RX_FILE) {
        espera_atender();
        pulso(NULL);
    }
    return 0;
}

static const struct lws_protocols protocolos[] = {
    {.name = "http", .callback = de_http, .per_session_data_size = sizeof(struct enchufe)},
    {.name = SUBPROTOCOLO,
     .callback = de_eventos,
     .per_session_data_size = sizeof(struct enchufe),
     .rx_buffer_size = RECIBIR_BYTES,
     .tx_packet_size = ENVIAR_BYTES},
    {.name = "espera", .callback = de_espera},
    {0},
};

/* Only what is an error, and no text of a request: libwebsockets' own words are a constant and numbers. */
static void decir(int nivel, const char *linea)
{
    (void)nivel;
    char texto[200];
    snprintf(texto, sizeof texto, "%.*s", (int)strcspn(linea, "\n"), linea);
    log_aviso(LOG_EVENT("lws"), LOG_TEXT("texto", texto));
}

static bool abrir_espera(void)
{
    lws_sock_file_fd_type fd = {.filefd = espera_abrir()};
    return fd.filefd >= 0 && espera_senales(despedir) &&
           lws_adopt_descriptor_vhost(casa, LWS_ADOPT_RAW_FILE_DESC, fd, "espera", NULL);
}

/* One descriptor for each browser. */
static unsigned descriptores(void)
{
    struct rlimit limite;
    rlim_t quiero = (rlim_t)ajustes.sockets + OTROS_FD;
    getrlimit(RLIMIT_NOFILE, &limite);
    limite.rlim_cur = quiero < limite.rlim_max ? quiero : limite.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limite);
    if (limite.rlim_cur < quiero)
        log_aviso(LOG_EVENT("pocos_descriptores"), LOG_INT("quiero", (long)quiero),
                  LOG_INT("hay", (long)limite.rlim_cur));
    return (unsigned)limite.rlim_cur;
}

/* Bound under a name of its own and given its mode before anybody can find it; then it takes the place of the old one
 * in one step. libwebsockets unlinks that first name when it ends, which by then is nobody's. */
static bool publicar(void)
{
    if (chmod(ruta_provisional, 0660) == 0 && stat(ruta_provisional, &socket_hecho) == 0 &&
        rename(ruta_provisional, ruta_socket) == 0)
        return true;
    log_error(LOG_EVENT("socket"), LOG_TEXT("ruta", ruta_socket), LOG_TEXT("motivo", strerror(errno)));
    return false;
}

static bool rutas(void)
{
    int n = snprintf(ruta_socket, sizeof ruta_socket, "%s/relay.sock", ajustes.run);
    int m = snprintf(ruta_provisional, sizeof ruta_provisional, "%s/relay.%d", ajustes.run, (int)getpid());
    if (n < (int)sizeof ruta_socket && m < (int)sizeof ruta_provisional)
        return true;
    log_error(LOG_EVENT("ruta_larga"), LOG_TEXT("ruta", ajustes.run));
    return false;
}

/* libuv's epoll where its plug-in is installed (libwebsockets-evlib-uv): with 10,000 browsers an event costs 25 times
 * less than with poll, which looks at each of them at each turn. */
static struct lws_context *crear_contexto(struct lws_context_creation_info *info)
{
    uint64_t opciones = info->options;
    info->options = opciones | LWS_SERVER_OPTION_LIBUV;
    struct lws_context *hecho = lws_create_context(info);
    if (hecho)
        return hecho;
    info->options = opciones;
    log_aviso(LOG_EVENT("sin_libuv"), LOG_TEXT("remedio", "libwebsockets-evlib-uv"));
    return lws_create_context(info);
}

static bool abrir_lws(void)
{
    static const lws_retry_bo_t sin_pings = {0}; /* ours are in sesion_pulso */
    struct lws_context_creation_info info = {
        .options =
            LWS_SERVER_OPTION_EXPLICIT_VHOSTS | LWS_SERVER_OPTION_VALIDATE_UTF8 | LWS_SERVER_OPTION_UNIX_SOCK,
        .iface = ruta_provisional,
        .protocols = protocolos,
        .vhost_name = "relay",
        .extensions = NULL,
        .fd_limit_per_thread = descriptores(),
        .max_http_header_data = CABECERAS_BYTES,
        .timeout_secs = PETICION_S,
        .keepalive_timeout = PETICION_S,
        .retry_and_idle_policy = &sin_pings,
    };
    lws_set_log_level(LLL_ERR, decir);
    umask(0117);
    return (contexto = crear_contexto(&info)) && (casa = lws_create_vhost(contexto, &info)) && publicar();
}

bool servidor_abrir(void)
{
    if (!rutas() || !abrir_lws() || !abrir_espera()) {
        log_error(LOG_EVENT("no_abre"));
        return false;
    }
    lector_abrir();
    acceso_abrir();
    pulso(NULL);
    notify_send("READY=1");
    log_info(LOG_EVENT("listo"), LOG_TEXT("socket", ruta_socket), LOG_TEXT("lws", lws_get_library_version()));
    return true;
}

void servidor_correr(void)
{
    while (lws_service(contexto, 0) >= 0)
        ;
}
