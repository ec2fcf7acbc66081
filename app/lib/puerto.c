#include "lib/puerto.h"

#include <errno.h>
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

enum { PETICION_S = 5, PASO_MS = 20, OTROS_FD = 64, RUTA_BYTES = 16 };

static const struct puerto *puerto;
static struct lws_context *contexto;
static struct lws_vhost *casa;
static lws_sorted_usec_list_t despertador;
static char ruta_socket[108], ruta_provisional[108];
static struct stat socket_hecho;
static int64_t fin_ms; /* when to leave at the latest; 0: we stay */

/* ----------------------------------------------------------------------------------------------- time */

/* libuv's loop cannot be left from inside, nor libwebsockets' context destroyed there: the process ends here. */
static _Noreturn void terminar(void)
{
    puerto->cerrar();
    exit(EXIT_SUCCESS);
}

/* Lets everybody see what time it is, and sets the alarm for whoever wants it next. */
static void pulso(lws_sorted_usec_list_t *sul)
{
    (void)sul;
    int64_t ahora_ms = reloj_mono_ms();
    if (fin_ms && (puerto->acabado() || ahora_ms >= fin_ms))
        terminar();
    int64_t proxima_ms = puerto->pulso(ahora_ms);
    if (fin_ms && proxima_ms > ahora_ms + PASO_MS)
        proxima_ms = ahora_ms + PASO_MS;
    int64_t falta_ms = proxima_ms > ahora_ms ? proxima_ms - ahora_ms : 1;
    lws_sul_schedule(contexto, 0, &despertador, pulso, falta_ms * LWS_US_PER_MS);
}

void puerto_pulsar(void)
{
    lws_sul_schedule(contexto, 0, &despertador, pulso, 1);
}

bool puerto_despidiendose(void)
{
    return fin_ms != 0;
}

/* ----------------------------------------------------------------------------------------------- the door */

bool puerto_cabecera(struct lws *wsi, enum lws_token_indexes cual, char *texto, int caben)
{
    return lws_hdr_copy(wsi, texto, caben, cual) > 0;
}

bool puerto_es_websocket(struct lws *wsi)
{
    char texto[32];
    return puerto_cabecera(wsi, WSI_TOKEN_UPGRADE, texto, sizeof texto) &&
           strcasecmp(texto, "websocket") == 0;
}

/* Before the upgrade: 0 goes on, -1 hangs up. */
static int confirmar_upgrade(struct lws *wsi)
{
    int estado = fin_ms ? HTTP_STATUS_SERVICE_UNAVAILABLE : puerto->juzgar(wsi);
    if (estado == 0)
        return 0;
    lws_return_http_status(wsi, (unsigned)estado, NULL);
    return -1;
}

/* ----------------------------------------------------------------------------------------------- sockets */

void puerto_escribir(struct lws *wsi)
{
    if (wsi)
        lws_callback_on_writable(wsi);
}

void puerto_matar(struct lws *wsi)
{
    if (wsi)
        lws_set_timeout(wsi, PENDING_TIMEOUT_KILLED_BY_PARENT, LWS_TO_KILL_ASYNC);
}

/* A -1 from elsewhere than a timer closes twice on libuv in Debian's 4.1.6: the code would be lost. */
void puerto_cerrar_con(struct lws *wsi, uint16_t codigo)
{
    lws_close_reason(wsi, (enum lws_close_status)codigo, NULL, 0);
    lws_set_timer_usecs(wsi, 1);
}

/* ----------------------------------------------------------------------------------------------- a page */

static int pedir_pagina(struct lws *wsi, char *guardada, const char *ruta)
{
    char memoria[PAGINA_MAX_BYTES];
    unsigned char cabeceras[LWS_PRE + 512], *en = cabeceras + LWS_PRE, *fin = cabeceras + sizeof cabeceras;
    if (!lws_hdr_total_length(wsi, WSI_TOKEN_GET_URI) || strlen(ruta) >= RUTA_BYTES) {
        lws_return_http_status(wsi, HTTP_STATUS_NOT_FOUND, NULL);
        return -1;
    }
    snprintf(guardada, RUTA_BYTES, "%s", ruta);
    struct pagina pagina = puerto->pagina(ruta, memoria);
    if (lws_add_http_common_headers(wsi, (unsigned)pagina.estado, pagina.tipo, strlen(pagina.cuerpo), &en,
                                    fin) ||
        lws_finalize_write_http_header(wsi, cabeceras + LWS_PRE, &en, fin))
        return -1;
    lws_callback_on_writable(wsi);
    return 0;
}

static int escribir_pagina(struct lws *wsi, const char *guardada)
{
    char memoria[LWS_PRE + PAGINA_MAX_BYTES], hecha[PAGINA_MAX_BYTES];
    struct pagina pagina = puerto->pagina(guardada, hecha);
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
        unlink(ruta_socket); /* unless another process has taken our place already */
}

static void despedir(int senal)
{
    if (fin_ms)
        return;
    log_info(LOG_EVENT("fin"), LOG_INT("senal", senal));
    notify_send("STOPPING=1");
    fin_ms = reloj_mono_ms() + puerto->despedida_ms;
    quitar_socket();
    puerto->despedir();
    puerto_pulsar();
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

/* The page's path is kept beside the connection; a WebSocket's own memory is its owner's. */
static struct lws_protocols protocolos[] = {
    {.name = "http", .callback = de_http, .per_session_data_size = RUTA_BYTES},
    {0}, /* the owner's */
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

/* One descriptor for each client. */
static unsigned descriptores(void)
{
    struct rlimit limite;
    rlim_t quiero = (rlim_t)puerto->sockets + OTROS_FD;
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
    int n = snprintf(ruta_socket, sizeof ruta_socket, "%s/%s.sock", puerto->carpeta, puerto->nombre);
    int m = snprintf(ruta_provisional, sizeof ruta_provisional, "%s/%s.%d", puerto->carpeta, puerto->nombre,
                     (int)getpid());
    if (n < (int)sizeof ruta_socket && m < (int)sizeof ruta_provisional)
        return true;
    log_error(LOG_EVENT("ruta_larga"), LOG_TEXT("ruta", puerto->carpeta));
    return false;
}

/* libuv's epoll where its plug-in is installed (libwebsockets-evlib-uv): with 10,000 browsers an event costs 25 times
 * less than with poll, which looks at each of them at each turn. */
static struct lws_context *crear_contexto(struct lws_context_creation_info *info)
{
    uint64_t opciones = info->options;
    info->options = opciones | (puerto->muchos ? LWS_SERVER_OPTION_LIBUV : 0);
    struct lws_context *hecho = lws_create_context(info);
    if (hecho || !puerto->muchos)
        return hecho;
    info->options = opciones;
    log_aviso(LOG_EVENT("sin_libuv"), LOG_TEXT("remedio", "libwebsockets-evlib-uv"));
    return lws_create_context(info);
}

static bool abrir_lws(void)
{
    static const lws_retry_bo_t sin_pings = {0}; /* pings are the owner's */
    struct lws_context_creation_info info = {
        .options =
            LWS_SERVER_OPTION_EXPLICIT_VHOSTS | LWS_SERVER_OPTION_VALIDATE_UTF8 | LWS_SERVER_OPTION_UNIX_SOCK,
        .iface = ruta_provisional,
        .protocols = protocolos,
        .vhost_name = puerto->nombre,
        .extensions = NULL,
        .fd_limit_per_thread = descriptores(),
        .max_http_header_data = PUERTO_CABECERAS_BYTES,
        .timeout_secs = PETICION_S,
        .keepalive_timeout = PETICION_S,
        .retry_and_idle_policy = &sin_pings,
    };
    protocolos[1] = puerto->ws;
    lws_set_log_level(LLL_ERR, decir);
    umask(0117);
    return (contexto = crear_contexto(&info)) && (casa = lws_create_vhost(contexto, &info)) && publicar();
}

bool puerto_abrir(const struct puerto *de_quien)
{
    puerto = de_quien;
    if (rutas() && abrir_lws() && abrir_espera())
        return true;
    log_error(LOG_EVENT("no_abre"));
    return false;
}

void puerto_correr(void)
{
    pulso(NULL);
    notify_send("READY=1");
    log_info(LOG_EVENT("listo"), LOG_TEXT("socket", ruta_socket), LOG_TEXT("lws", lws_get_library_version()));
    while (lws_service(contexto, 0) >= 0)
        ;
}
