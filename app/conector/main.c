/* cc-conector: an Asterisk that is too old to dial us, told to the contact center in signed webhooks. DESIGN.md says how. */
#include <curl/curl.h>
#include <libwebsockets.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/cripto.h"
#include "lib/json.h"
#include "lib/log.h"
#include "lib/reloj.h"
#include "lib/settings.h"
#include "lib/texto.h"
#include "pbx/ari.h"

enum { RECIBIR_BYTES = 8192, MENSAJE_MAX_BYTES = 1 << 20, COLA_MAX = 100000, ID_RANDOM_BYTES = 16 };
enum { ENVIAR_S = 5, CONECTAR_S = 2, ESPERA_MIN_MS = 200, ESPERA_MAX_MS = 5000, VUELTA_MS = 1000 };

static struct ajustes {
    const char *maquina, *usuario, *clave, *url, *secreto, *nivel;
    long puerto;
} ajustes;

/* clang-format off */
static const struct setting tabla[] = {
    {.name = "CC_CONECTOR_ARI", .type = SETTING_TEXT, .fallback = "127.0.0.1", .unit = "", .value = &ajustes.maquina,
     .description = "where Asterisk's HTTP server listens"},
    {.name = "CC_CONECTOR_ARI_PUERTO", .type = SETTING_INT, .fallback = "8088", .unit = "port", .value = &ajustes.puerto,
     .min = 1, .max = 65535, .description = "and on which port"},
    {.name = "CC_CONECTOR_ARI_USUARIO", .type = SETTING_TEXT, .fallback = "contact-center", .unit = "", .value = &ajustes.usuario,
     .description = "user of ari.conf"},
    {.name = "CC_CONECTOR_ARI_CLAVE", .type = SETTING_SECRET, .unit = "", .value = &ajustes.clave,
     .description = "its password: letters and digits"},
    {.name = "CC_CONECTOR_URL", .type = SETTING_TEXT, .unit = "", .value = &ajustes.url,
     .description = "address of the centralita's webhook, as cc-admin printed it"},
    {.name = "CC_CONECTOR_SECRETO", .type = SETTING_SECRET, .unit = "", .value = &ajustes.secreto,
     .description = "and its secret: whsec_…"},
    {.name = "CC_LOG_NIVEL", .type = SETTING_TEXT, .fallback = "info", .unit = "", .value = &ajustes.nivel,
     .description = "error, aviso, info or depura"},
};
/* clang-format on */

/* One delivery: repeated with its id until it is taken, the next one waits. */
struct entrega {
    struct entrega *siguiente;
    char id[TEXTO_BASE64_BYTES(ID_RANDOM_BYTES)];
    size_t bytes;
    char cuerpo[];
};

static struct lws_context *contexto;
static lws_sorted_usec_list_t envio, vuelta;
static struct entrega *primera, *ultima;
static long esperan;
static int64_t espera_ms = ESPERA_MIN_MS;
static unsigned char llave[64];
static size_t llave_bytes;
static CURL *curl;
static struct arena *arena;
static struct ari *ari;
static struct buf mensaje; /* of which more is to come */

/* ----------------------------------------------------------------------------------------------- out */

/* https://www.standardwebhooks.com: HMAC-SHA256 over "id.timestamp.body". */
static struct curl_slist *cabeceras(const struct entrega *entrega)
{
    char momento[24], linea[160], firma[TEXTO_BASE64_BYTES(CRIPTO_SHA256_BYTES)];
    unsigned char mac[CRIPTO_SHA256_BYTES];
    snprintf(momento, sizeof momento, "%lld", (long long)reloj_wall_s());
    const struct cripto_piece piezas[] = {{entrega->id, strlen(entrega->id)}, {".", 1},
                                          {momento, strlen(momento)},         {".", 1},
                                          {entrega->cuerpo, entrega->bytes},  {NULL, 0}};
    cripto_hmac_sha256(llave, llave_bytes, piezas, mac);
    texto_base64(mac, sizeof mac, firma);
    struct curl_slist *lista = curl_slist_append(NULL, "content-type: application/json");
    snprintf(linea, sizeof linea, "webhook-id: %s", entrega->id);
    lista = curl_slist_append(lista, linea);
    snprintf(linea, sizeof linea, "webhook-timestamp: %s", momento);
    lista = curl_slist_append(lista, linea);
    snprintf(linea, sizeof linea, "webhook-signature: v1,%s", firma);
    return curl_slist_append(lista, linea);
}

static size_t callar(char *datos, size_t uno, size_t n, void *user)
{
    (void)datos, (void)user;
    return uno * n;
}

/* One request; the HTTP status, 0 when there was no answer. */
static long pedir(const char *metodo, const char *url, const char *cuerpo, size_t bytes,
                  struct curl_slist *lista)
{
    long estado = 0;
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, metodo);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, cuerpo);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, (long)bytes);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, lista);
    if (curl_easy_perform(curl) == CURLE_OK)
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &estado);
    curl_slist_free_all(lista);
    return estado;
}

/* Asterisk's events wait in the socket meanwhile: a delivery takes milliseconds, five seconds at worst. */
static void enviar(lws_sorted_usec_list_t *sul)
{
    struct entrega *entrega = primera;
    if (!entrega)
        return;
    long estado = pedir("POST", ajustes.url, entrega->cuerpo, entrega->bytes, cabeceras(entrega));
    if (estado >= 200 && estado < 300) {
        primera = entrega->siguiente;
        free(entrega);
        esperan--;
        espera_ms = ESPERA_MIN_MS;
        lws_sul_schedule(contexto, 0, sul, enviar, 1);
        return;
    }
    log_aviso(LOG_EVENT("sin_entregar"), LOG_INT("estado", estado), LOG_INT("esperan", esperan));
    lws_sul_schedule(contexto, 0, sul, enviar, espera_ms * LWS_US_PER_MS);
    espera_ms = espera_ms * 2 > ESPERA_MAX_MS ? ESPERA_MAX_MS : espera_ms * 2;
}

static void poner(const char *eventos)
{
    static const char antes[] = "{\"eventos\":", despues[] = "}";
    unsigned char azar[ID_RANDOM_BYTES];
    size_t bytes = sizeof antes + strlen(eventos);
    struct entrega *entrega = esperan < COLA_MAX ? malloc(sizeof *entrega + bytes + 1) : NULL;
    if (!entrega) {
        log_error(LOG_EVENT("evento_perdido"), LOG_INT("esperan", esperan));
        return;
    }
    cripto_random(azar, sizeof azar);
    texto_base64url(azar, sizeof azar, entrega->id);
    entrega->siguiente = NULL;
    entrega->bytes = (size_t)snprintf(entrega->cuerpo, bytes + 1, "%s%s%s", antes, eventos, despues);
    if (!primera)
        lws_sul_schedule(contexto, 0, &envio, enviar, 1);
    *(primera ? &ultima->siguiente : &primera) = entrega;
    ultima = entrega;
    esperan++;
}

/* ----------------------------------------------------------------------------------------------- in */

static void leer(const char *texto, size_t bytes)
{
    struct json_fault fault;
    struct buf eventos = buf_in(arena);
    const struct json *evento = json_parse(arena, texto, bytes, &fault);
    if (!evento)
        return;
    ari_translate(ari, evento, &eventos);
    if (strcmp(buf_text(&eventos), "[]") != 0)
        poner(buf_text(&eventos));
}

static int recibir(struct lws *wsi, const char *texto, size_t bytes)
{
    if (mensaje.bytes + bytes > MENSAJE_MAX_BYTES)
        return -1;
    buf_add_n(&mensaje, texto, bytes);
    if (!lws_is_final_fragment(wsi) || lws_remaining_packet_payload(wsi) > 0)
        return 0;
    leer(mensaje.data, mensaje.bytes);
    arena_reset(arena);
    mensaje = buf_in(arena);
    return 0;
}

/* An Asterisk without filters (before 16.3) tells more: slower, nothing else. */
static void filtrar(void)
{
    struct buf cuerpo = buf_in(arena);
    buf_json_begin(&cuerpo, '{');
    buf_json_key(&cuerpo, "allowed");
    buf_json_begin(&cuerpo, '[');
    for (size_t i = 0; ari_type(i); i++) {
        buf_json_begin(&cuerpo, '{');
        buf_json_member_text(&cuerpo, "type", ari_type(i));
        buf_json_end(&cuerpo, '}');
    }
    buf_json_end(&cuerpo, ']');
    buf_json_end(&cuerpo, '}');
    const char *url =
        arena_format(arena, "http://%s:%ld/ari/applications/contact-center/eventFilter?api_key=%s:%s",
                     ajustes.maquina, ajustes.puerto, ajustes.usuario, ajustes.clave);
    long estado = pedir("PUT", url, buf_text(&cuerpo), cuerpo.bytes,
                        curl_slist_append(NULL, "content-type: application/json"));
    log_info(LOG_EVENT("conectado"), LOG_INT("filtro", estado));
    arena_reset(arena);
    mensaje = buf_in(arena);
}

static void conectar(lws_sorted_usec_list_t *sul)
{
    char ruta[512];
    snprintf(ruta, sizeof ruta, "/ari/events?app=contact-center&subscribeAll=true&api_key=%s:%s",
             ajustes.usuario, ajustes.clave);
    const struct lws_client_connect_info info = {.context = contexto,
                                                 .address = ajustes.maquina,
                                                 .port = (int)ajustes.puerto,
                                                 .path = ruta,
                                                 .host = ajustes.maquina,
                                                 .origin = ajustes.maquina,
                                                 .protocol = "ari",
                                                 .local_protocol_name = "ari"};
    if (!lws_client_connect_via_info(&info))
        lws_sul_schedule(contexto, 0, sul, conectar, VUELTA_MS * LWS_US_PER_MS);
}

static int de_asterisk(struct lws *wsi, enum lws_callback_reasons razon, void *user, void *in, size_t len)
{
    (void)user;
    switch (razon) {
    case LWS_CALLBACK_CLIENT_ESTABLISHED:
        filtrar();
        return 0;
    case LWS_CALLBACK_CLIENT_RECEIVE:
        return recibir(wsi, in, len);
    case LWS_CALLBACK_CLIENT_CONNECTION_ERROR:
    case LWS_CALLBACK_CLIENT_CLOSED:
        log_aviso(LOG_EVENT("sin_asterisk"));
        lws_sul_schedule(contexto, 0, &vuelta, conectar, VUELTA_MS * LWS_US_PER_MS);
        return 0;
    default:
        return 0;
    }
}

/* ----------------------------------------------------------------------------------------------- the process */

static const struct lws_protocols protocolos[] = {
    {.name = "ari", .callback = de_asterisk, .rx_buffer_size = RECIBIR_BYTES},
    {0},
};

static bool abrir(void)
{
    static const char marca[] = "whsec_";
    const char *secreto = ajustes.secreto;
    if (strncmp(secreto, marca, sizeof marca - 1) == 0)
        secreto += sizeof marca - 1;
    if (!cripto_init() || !texto_from_base64(secreto, strlen(secreto), llave, sizeof llave, &llave_bytes)) {
        log_error(LOG_EVENT("secreto_malo"));
        return false;
    }
    const struct lws_context_creation_info info = {.port = CONTEXT_PORT_NO_LISTEN, .protocols = protocolos};
    lws_set_log_level(0, NULL);
    contexto = lws_create_context(&info);
    curl = curl_easy_init();
    arena = arena_new(65536);
    mensaje = buf_in(arena);
    ari = ari_new();
    return contexto && curl;
}

int main(int argc, char **argv)
{
    int salida = settings_open(argc, argv, tabla, sizeof tabla / sizeof *tabla);
    if (salida != SETTINGS_RUN)
        return salida;
    log_open("cc-conector", ajustes.nivel);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    if (!abrir())
        return EXIT_FAILURE;
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)ENVIAR_S);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONECTAR_S);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, callar);
    conectar(&vuelta);
    while (lws_service(contexto, 0) >= 0)
        ;
    return EXIT_FAILURE;
}
