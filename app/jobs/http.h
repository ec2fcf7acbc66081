/*
 * http: requests to machines of others, many at once, in the loop of one thread (libcurl multi).
 *
 * Whoever is at the other end may be dead, slow, hostile or somebody else than it seems: connect 2 s, all of it 10 s and
 * 256 KiB of answer (unless the request says otherwise; never under 1 KB/s for 30 s), no redirects, no proxy, no cookies, no compression, certificates verified. Only https to public addresses
 * (red.h) on the ports of CC_PUERTOS; where the administrator of the machine has excepted a network (CC_RED_PERMITIDA) and
 * the request says red_privada, also http and any port there, and nowhere else. The address that is judged is that of
 * the very socket.
 *
 * A connection is used once: libcurl sends a request again by itself when a kept connection turns out to be dead, and what it
 * sends again may be a call that was dialled already.
 */
#ifndef CC_JOBS_HTTP_H
#define CC_JOBS_HTTP_H

#include <stdbool.h>
#include <stddef.h>

enum { HTTP_RESPUESTA_MAX = 256 * 1024, HTTP_CABECERAS_MAX = 12 };

struct http_pedido {
    const char *metodo; /* GET, POST, PUT, DELETE */
    const char *url;
    const char *cabeceras[HTTP_CABECERAS_MAX]; /* "Name: value"; NULL ends them, if there are fewer */
    const char *cuerpo;                        /* NULL: none */
    size_t cuerpo_bytes;
    const char *usuario, *clave; /* Basic; NULL: none */
    size_t respuesta_max;        /* bytes of answer; 0: HTTP_RESPUESTA_MAX */
    long plazo_ms;               /* for all of it; 0: the usual */
    bool red_privada;            /* the networks that the administrator excepted are open to it */
};

enum http_fin {
    HTTP_RESPONDE,      /* there is a status */
    HTTP_NO_ENVIADO,    /* not a byte of the request left: it may be asked again */
    HTTP_SIN_RESPUESTA, /* it may have arrived: nobody knows what became of it */
};

struct http_respuesta {
    enum http_fin fin;
    const char *
        motivo; /* why there is no answer, a code: sin_conexion, plazo, direccion_prohibida …; "" when there is */
    long estado;        /* status; 0 without an answer */
    long espera_s;      /* Retry-After; 0 when none came */
    bool cortada;       /* the body was longer than it may be, and is incomplete */
    const char *tipo;   /* Content-Type; "" when none came */
    const char *cuerpo; /* ends with NUL; never NULL */
    size_t cuerpo_bytes;
    long ms; /* from the beginning to the end */
};

/* Called once: from http_esperar, or at once when the request cannot be one. What it is given dies when it returns. */
typedef void http_contestado(void *user, const struct http_respuesta *respuesta);

bool http_abrir(void);

/* Whether nothing was sent because it may not be: it will not be otherwise the next time. */
bool http_es_nuestra(const struct http_respuesta *respuesta);

/* Drops what is in flight; nobody is told. */
void http_cerrar(void);

/* Begins a request; copies what it is given. */
void http_pedir(const struct http_pedido *pedido, http_contestado *contestado, void *user);

/* How many are in flight. */
long http_en_curso(void);

/* Waits for something to happen to a request or to `fd`, at most so long, and attends to the requests. */
void http_esperar(int fd, int plazo_ms);

#endif
