#include "jobs/red.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

/* Every address in 16 bytes: an IPv4 one as ::ffff:a.b.c.d. */
enum { BYTES = 16, V4_BYTE = 12, V4_BIT = 96, TEXTO_BYTES = 64 };

static const unsigned char v4_en_v6[V4_BYTE] = {[10] = 0xFF, [11] = 0xFF};

/* IANA IPv4 and IPv6 Special-Purpose Address Registries, and what carries an IPv4 address inside. */
static const char especiales[] =
    "0.0.0.0/8, 10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 169.254.0.0/16, 172.16.0.0/12, 192.0.0.0/24, "
    "192.0.2.0/24, 192.88.99.0/24, 192.168.0.0/16, 198.18.0.0/15, 198.51.100.0/24, 203.0.113.0/24, "
    "224.0.0.0/4, 240.0.0.0/4, 2001::/23, 2001:db8::/32, 2002::/16, 3fff::/20";

/* The only part of IPv6 that is global unicast. */
static const char globales[] = "2000::/3";

static bool leer_direccion(const struct sockaddr *direccion, unsigned char d[BYTES])
{
    if (direccion->sa_family == AF_INET) {
        memcpy(d, v4_en_v6, V4_BYTE);
        memcpy(d + V4_BYTE, &((const struct sockaddr_in *)direccion)->sin_addr, 4);
        return true;
    }
    if (direccion->sa_family == AF_INET6)
        memcpy(d, &((const struct sockaddr_in6 *)direccion)->sin6_addr, BYTES);
    return direccion->sa_family == AF_INET6;
}

/* "10.0.0.0/8", or an address, which is a network of one. */
static bool leer_red(const char *texto, size_t bytes, unsigned char base[BYTES], int *bits_r)
{
    char copia[TEXTO_BYTES];
    if (bytes == 0 || bytes >= sizeof copia)
        return false;
    memcpy(copia, texto, bytes);
    copia[bytes] = '\0';
    char *barra = strchr(copia, '/'), *fin = NULL;
    if (barra)
        *barra = '\0';
    bool es_v4 = inet_pton(AF_INET, copia, base + V4_BYTE) == 1;
    if (es_v4)
        memcpy(base, v4_en_v6, V4_BYTE);
    else if (inet_pton(AF_INET6, copia, base) != 1)
        return false;
    long todos = es_v4 ? 32 : 128, bits = barra ? strtol(barra + 1, &fin, 10) : todos;
    *bits_r = (int)bits + (es_v4 ? V4_BIT : 0);
    return bits >= 0 && bits <= todos && (!barra || (fin != barra + 1 && !*fin));
}

static bool dentro(const unsigned char d[BYTES], const unsigned char base[BYTES], int bits)
{
    int enteros = bits / 8, resto = bits % 8;
    return memcmp(d, base, (size_t)enteros) == 0 &&
           (resto == 0 || (d[enteros] ^ base[enteros]) >> (8 - resto) == 0);
}

/* The next entry of a list; NULL at its end. */
static const char *siguiente(const char *lista, size_t *bytes_r)
{
    lista += strspn(lista, ", ");
    *bytes_r = strcspn(lista, ", ");
    return *bytes_r ? lista : NULL;
}

static bool en_lista(const char *lista, const unsigned char d[BYTES])
{
    unsigned char base[BYTES];
    size_t bytes;
    int bits;
    for (const char *red = lista; (red = siguiente(red, &bytes)); red += bytes)
        if (leer_red(red, bytes, base, &bits) && dentro(d, base, bits))
            return true;
    return false;
}

bool red_publica(const struct sockaddr *direccion)
{
    unsigned char d[BYTES];
    if (!leer_direccion(direccion, d) || en_lista(especiales, d))
        return false;
    return direccion->sa_family == AF_INET || en_lista(globales, d);
}

bool red_contiene(const char *lista, const struct sockaddr *direccion)
{
    unsigned char d[BYTES];
    return leer_direccion(direccion, d) && en_lista(lista, d);
}

bool red_lista_valida(const char *lista)
{
    unsigned char base[BYTES];
    size_t bytes;
    int bits;
    for (const char *red = lista; (red = siguiente(red, &bytes)); red += bytes)
        if (!leer_red(red, bytes, base, &bits))
            return false;
    return true;
}
