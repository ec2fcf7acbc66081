#include "jobs/http.h"

#include <curl/curl.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

#include "jobs/ajustes.h"
#include "jobs/red.h"
#include "lib/reloj.h"

enum { CONEXION_MS = 2000, TOTAL_MS = 10000, LENTO_BYTES_S = 1024, LENTO_S = 30 };

struct transferencia {
    CURL *curl;
    struct curl_slist *cabeceras;
    http_contestado *contestado;
    void *user;
    int64_t desde_ms;
    bool https;
    bool red_privada;
    bool prohibida; /* an address was refused */
    bool cortada;
    char *cuerpo;
    size_t cuerpo_bytes, cuerpo_max;
};

static CURLM *todas;
static long en_curso;

bool http_abrir(void)
{
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return false;
    todas = curl_multi_init();
    return todas != NULL;
}

static void liberar(struct transferencia *t)
{
    curl_multi_remove_handle(todas, t->curl);
    curl_easy_cleanup(t->curl);
    curl_slist_free_all(t->cabeceras);
    free(t->cuerpo);
    free(t);
    en_curso--;
}

/* ------------------------------------------------------------------------------------------------ where to */

static bool puerto_abierto(unsigned puerto)
{
    for (const char *p = ajustes.puertos; *p;) {
        char *fin = NULL;
        unsigned long uno = strtoul(p, &fin, 10);
        if (fin == p)
            p++;
        else if (uno == puerto)
            return true;
        else
            p = fin;
    }
    return false;
}

static unsigned puerto_de(const struct sockaddr *d)
{
    return ntohs(d->sa_family == AF_INET6 ? ((const struct sockaddr_in6 *)d)->sin6_port
                                          : ((const struct sockaddr_in *)d)->sin_port);
}

static bool permitida(const struct transferencia *t, const struct sockaddr *direccion)
{
    if (t->red_privada && red_contiene(ajustes.red_permitida, direccion))
        return true;
    return t->https && red_publica(direccion) && puerto_abierto(puerto_de(direccion));
}

/* Every connection goes through here, with the address that the name has at this very moment. */
static curl_socket_t abrir_socket(void *user, curlsocktype para, struct curl_sockaddr *direccion)
{
    struct transferencia *t = user;
    if (para != CURLSOCKTYPE_IPCXN || !permitida(t, &direccion->addr)) {
        t->prohibida = true;
        return CURL_SOCKET_BAD;
    }
    return socket(direccion->family, direccion->socktype | SOCK_CLOEXEC, direccion->protocol);
}

/* What a URL must not have, whatever it leads to. NULL: nothing. */
static const char *defecto_de(const char *texto, bool red_privada, bool *https_r)
{
    const char *defecto = "url_invalida";
    char *esquema = NULL, *usuario = NULL, *clave = NULL;
    CURLU *url = curl_url();
    if (url && curl_url_set(url, CURLUPART_URL, texto, 0) == CURLUE_OK &&
        curl_url_get(url, CURLUPART_SCHEME, &esquema, 0) == CURLUE_OK) {
        curl_url_get(url, CURLUPART_USER, &usuario, 0);
        curl_url_get(url, CURLUPART_PASSWORD, &clave, 0);
        *https_r = strcasecmp(esquema, "https") == 0;
        bool http = strcasecmp(esquema, "http") == 0 && red_privada;
        defecto = usuario || clave ? "url_con_credenciales" : *https_r || http ? NULL : "esquema_prohibido";
    }
    curl_free(esquema);
    curl_free(usuario);
    curl_free(clave);
    curl_url_cleanup(url);
    return defecto;
}

bool http_es_nuestra(const struct http_respuesta *r)
{
    return r->fin == HTTP_NO_ENVIADO &&
           (strcmp(r->motivo, "direccion_prohibida") == 0 || strncmp(r->motivo, "url_", 4) == 0 ||
            strcmp(r->motivo, "esquema_prohibido") == 0 || strcmp(r->motivo, "cabecera_invalida") == 0);
}

/* A line feed in a value would be a header of somebody else's. */
static bool cabeceras_limpias(const struct http_pedido *pedido)
{
    for (int i = 0; i < HTTP_CABECERAS_MAX && pedido->cabeceras[i]; i++)
        for (const char *c = pedido->cabeceras[i]; *c; c++)
            if ((unsigned char)*c < 0x20 || *c == 0x7F)
                return false;
    return true;
}

/* ------------------------------------------------------------------------------------------- what came back */

static size_t recibir(char *datos, size_t uno, size_t bytes, void *user)
{
    struct transferencia *t = user;
    size_t caben = t->cuerpo_max - t->cuerpo_bytes;
    (void)uno;
    t->cortada = t->cortada || bytes > caben;
    size_t quedan = bytes > caben ? caben : bytes;
    char *mayor = realloc(t->cuerpo, t->cuerpo_bytes + quedan + 1);
    if (!mayor)
        abort();
    memcpy(mayor + t->cuerpo_bytes, datos, quedan);
    t->cuerpo = mayor;
    t->cuerpo_bytes += quedan;
    mayor[t->cuerpo_bytes] = '\0';
    return t->cortada ? 0 : bytes; /* 0 ends the transfer */
}

static const char *motivo_de(const struct transferencia *t, CURLcode codigo, bool enviado)
{
    switch (codigo) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return "sin_dns";
    case CURLE_COULDNT_CONNECT:
        return t->prohibida ? "direccion_prohibida" : "sin_conexion";
    case CURLE_OPERATION_TIMEDOUT:
        return enviado ? "plazo" : "plazo_conexion";
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_CIPHER:
        return "tls";
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
        return "respuesta_ilegible";
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_PARTIAL_FILE:
        return "respuesta_cortada";
    default:
        return enviado ? "respuesta_ilegible" : "sin_conexion";
    }
}

/* A status whose body was cut off by us is an answer; one whose body broke off is none. */
static void contestar(struct transferencia *t, CURLcode codigo)
{
    struct http_respuesta r = {.cuerpo = t->cuerpo ? t->cuerpo : "",
                               .cuerpo_bytes = t->cuerpo_bytes,
                               .cortada = t->cortada,
                               .motivo = "",
                               .tipo = "",
                               .ms = (long)(reloj_mono_ms() - t->desde_ms)};
    long enviados = 0;
    curl_off_t espera_s = 0;
    const char *tipo = NULL;
    curl_easy_getinfo(t->curl, CURLINFO_REQUEST_SIZE, &enviados);
    if (codigo == CURLE_OK || t->cortada) {
        curl_easy_getinfo(t->curl, CURLINFO_RESPONSE_CODE, &r.estado);
        curl_easy_getinfo(t->curl, CURLINFO_RETRY_AFTER, &espera_s);
        curl_easy_getinfo(t->curl, CURLINFO_CONTENT_TYPE, &tipo);
        r.tipo = tipo ? tipo : "";
        r.espera_s = espera_s > 0 && espera_s < 86400 ? (long)espera_s : 0;
        r.fin = HTTP_RESPONDE;
    } else {
        r.fin = enviados ? HTTP_SIN_RESPUESTA : HTTP_NO_ENVIADO;
        r.motivo = motivo_de(t, codigo, enviados > 0);
    }
    t->contestado(t->user, &r);
}

/* ---------------------------------------------------------------------------------------------------- asking */

static void limitar(CURL *curl, const struct transferencia *t)
{
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, t->red_privada ? "https,http" : "https");
    curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_PROXY, ""); /* whatever the environment says */
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, (long)CONEXION_MS);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, (long)LENTO_BYTES_S);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, (long)LENTO_S);
    curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, 1L);
    curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
    curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(curl, CURLOPT_HTTP09_ALLOWED, 0L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_QUICK_EXIT, 1L); /* a name server that is silent is not waited for */
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, abrir_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, t);
    if (*ajustes.ca)
        curl_easy_setopt(curl, CURLOPT_CAINFO, ajustes.ca); /* beside the system's, which are a folder */
}

static void vestir(struct transferencia *t, const struct http_pedido *pedido)
{
    t->cabeceras = curl_slist_append(NULL, "Expect:"); /* a 417 would send the body twice */
    for (int i = 0; i < HTTP_CABECERAS_MAX && pedido->cabeceras[i]; i++)
        t->cabeceras = curl_slist_append(t->cabeceras, pedido->cabeceras[i]);
    curl_easy_setopt(t->curl, CURLOPT_HTTPHEADER, t->cabeceras);
    curl_easy_setopt(t->curl, CURLOPT_USERAGENT, "contact-center");
    curl_easy_setopt(t->curl, CURLOPT_URL, pedido->url);
    curl_easy_setopt(t->curl, CURLOPT_TIMEOUT_MS, pedido->plazo_ms ? pedido->plazo_ms : (long)TOTAL_MS);
    if (pedido->cuerpo || strcmp(pedido->metodo, "POST") == 0) {
        curl_easy_setopt(t->curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)pedido->cuerpo_bytes);
        curl_easy_setopt(t->curl, CURLOPT_COPYPOSTFIELDS, pedido->cuerpo ? pedido->cuerpo : "");
    }
    curl_easy_setopt(t->curl, CURLOPT_CUSTOMREQUEST, pedido->metodo);
    if (pedido->usuario) {
        curl_easy_setopt(t->curl, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
        curl_easy_setopt(t->curl, CURLOPT_USERNAME, pedido->usuario);
        curl_easy_setopt(t->curl, CURLOPT_PASSWORD, pedido->clave ? pedido->clave : "");
    }
    curl_easy_setopt(t->curl, CURLOPT_WRITEFUNCTION, recibir);
    curl_easy_setopt(t->curl, CURLOPT_WRITEDATA, t);
    curl_easy_setopt(t->curl, CURLOPT_PRIVATE, t);
}

void http_pedir(const struct http_pedido *pedido, http_contestado *contestado, void *user)
{
    bool https = false;
    const char *defecto = defecto_de(pedido->url, pedido->red_privada, &https);
    if (!defecto && !cabeceras_limpias(pedido))
        defecto = "cabecera_invalida";
    if (defecto) {
        contestado(user, &(struct http_respuesta){.fin = HTTP_NO_ENVIADO,
                                                  .motivo = defecto,
                                                  .tipo = "",
                                                  .cuerpo = ""});
        return;
    }
    struct transferencia *t = calloc(1, sizeof *t);
    if (!t || !(t->curl = curl_easy_init()))
        abort();
    t->contestado = contestado;
    t->user = user;
    t->https = https;
    t->red_privada = pedido->red_privada;
    t->cuerpo_max = pedido->respuesta_max ? pedido->respuesta_max : HTTP_RESPUESTA_MAX;
    t->desde_ms = reloj_mono_ms();
    limitar(t->curl, t);
    vestir(t, pedido);
    curl_multi_add_handle(todas, t->curl);
    en_curso++;
}

long http_en_curso(void)
{
    return en_curso;
}

static void recoger(void)
{
    CURLMsg *dicho;
    int quedan;
    while ((dicho = curl_multi_info_read(todas, &quedan))) {
        struct transferencia *t = NULL;
        CURLcode codigo = dicho->data.result;
        curl_easy_getinfo(dicho->easy_handle, CURLINFO_PRIVATE, (char **)&t);
        contestar(t, codigo);
        liberar(t);
    }
}

void http_esperar(int fd, int plazo_ms)
{
    struct curl_waitfd tambien = {.fd = fd, .events = CURL_WAIT_POLLIN};
    int vivas;
    curl_multi_poll(todas, &tambien, 1, plazo_ms, NULL);
    curl_multi_perform(todas, &vivas);
    recoger();
}

void http_cerrar(void)
{
    if (en_curso > 0)
        return; /* the process ends, and its sockets with it */
    curl_multi_cleanup(todas);
    curl_global_cleanup();
}
