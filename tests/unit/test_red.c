#include "support.h"

#include "jobs/red.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

union direccion {
    struct sockaddr general;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
};

static union direccion de(const char *texto)
{
    union direccion d;
    memset(&d, 0, sizeof d);
    d.general.sa_family = strchr(texto, ':') ? AF_INET6 : AF_INET;
    void *donde = d.general.sa_family == AF_INET ? (void *)&d.v4.sin_addr : (void *)&d.v6.sin6_addr;
    assert_int_equal(inet_pton(d.general.sa_family, texto, donde), 1);
    return d;
}

static void only_global_unicast_addresses_are_public(void **state)
{
    static const struct {
        const char *texto;
        bool publica;
    } filas[] = {
        {"8.8.8.8", true},
        {"100.63.255.255", true},
        {"100.128.0.0", true},
        {"172.15.255.255", true},
        {"172.32.0.0", true},
        {"192.167.255.255", true},
        {"223.255.255.255", true},
        {"2a00:1450:4003::1", true},
        {"2606:4700::1111", true},
        {"0.0.0.0", false},
        {"0.1.2.3", false},
        {"10.0.0.1", false},
        {"100.64.0.1", false},
        {"127.0.0.1", false},
        {"127.255.255.254", false},
        {"169.254.169.254", false},
        {"172.16.0.1", false},
        {"172.31.255.255", false},
        {"192.0.0.8", false},
        {"192.168.1.1", false},
        {"198.18.0.1", false},
        {"203.0.113.7", false},
        {"224.0.0.1", false},
        {"239.255.255.250", false},
        {"240.0.0.1", false},
        {"255.255.255.255", false},
        {"::", false},
        {"::1", false},
        {"::7f00:1", false},           /* v4-compatible */
        {"::ffff:127.0.0.1", false},   /* v4-mapped */
        {"::ffff:8.8.8.8", false},     /* even of a public address: nobody has a reason for it */
        {"::ffff:0:127.0.0.1", false}, /* v4-translated (SIIT) */
        {"64:ff9b::7f00:1", false},    /* NAT64 */
        {"64:ff9b:1::a00:1", false},   /* NAT64 with a local prefix */
        {"100::1", false},             /* discard */
        {"2001::1", false},            /* Teredo */
        {"2001:db8::1", false},        /* documentation */
        {"2002:7f00:1::", false},      /* 6to4 */
        {"3fff::1", false},            /* documentation */
        {"fc00::1", false},            /* ULA */
        {"fd12:3456::1", false},       /* ULA */
        {"fe80::1", false},            /* link-local */
        {"fec0::1", false},            /* site-local */
        {"ff02::1", false},            /* multicast */
        {"5f00::1", false},            /* segment routing */
    };
    (void)state;
    for (size_t i = 0; i < COUNT(filas); i++) {
        union direccion d = de(filas[i].texto);
        if (red_publica(&d.general) != filas[i].publica)
            fail_msg("%s", filas[i].texto);
    }
}

static void other_families_are_not_public(void **state)
{
    struct sockaddr unix_socket = {.sa_family = AF_UNIX};
    (void)state;
    assert_false(red_publica(&unix_socket));
    assert_false(red_contiene("0.0.0.0/0, ::/0", &unix_socket));
}

static void an_exception_covers_its_network_and_nothing_else(void **state)
{
    static const struct {
        const char *lista, *texto;
        bool contiene;
    } filas[] = {
        {"", "127.0.0.1", false},
        {"127.0.0.0/8", "127.9.9.9", true},
        {"127.0.0.0/8", "128.0.0.1", false},
        {"192.168.1.5", "192.168.1.5", true},
        {"192.168.1.5", "192.168.1.4", false},
        {"10.0.0.0/8, 192.168.0.0/16", "192.168.200.1", true},
        {"10.0.0.0/8 192.168.0.0/16", "192.168.200.1", true},
        {"192.168.1.128/25", "192.168.1.127", false},
        {"192.168.1.128/25", "192.168.1.128", true},
        {"192.168.1.128/25", "::ffff:192.168.1.129", true}, /* the same telephone by another spelling */
        {"fd00::/8", "fdff::1", true},
        {"fd00::/8", "fe00::1", false},
        {"0.0.0.0/0", "9.9.9.9", true},
        {"0.0.0.0/0", "2606::1", false},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(filas); i++) {
        union direccion d = de(filas[i].texto);
        if (red_contiene(filas[i].lista, &d.general) != filas[i].contiene)
            fail_msg("%s in %s", filas[i].texto, filas[i].lista);
    }
}

static void a_list_that_cannot_be_read_is_refused(void **state)
{
    static const char *const buenas[] = {"", " , ", "10.0.0.0/8", "::1,fd00::/8  10.1.2.3"};
    static const char *const malas[] = {"10.0.0.0/33", "10.0.0/8",  "10.0.0.0/", "10.0.0.0/8x",
                                        "fd00::/129",  "localhost", "/8",        "10.0.0.0/-1"};
    (void)state;
    for (size_t i = 0; i < COUNT(buenas); i++)
        assert_true(red_lista_valida(buenas[i]));
    for (size_t i = 0; i < COUNT(malas); i++)
        if (red_lista_valida(malas[i]))
            fail_msg("%s", malas[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_global_unicast_addresses_are_public),
        cmocka_unit_test(other_families_are_not_public),
        cmocka_unit_test(an_exception_covers_its_network_and_nothing_else),
        cmocka_unit_test(a_list_that_cannot_be_read_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
