/* A name server in the hands of an attacker, preloaded into cc-jobs by tests/faults/30_salidas.test.mjs: names below
 * prueba.example resolve to what RESOLVER says ("name=address[,address…];…", a bare "mudo" never answers in time), the first
 * address of a list at the first question, the next at the next. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <netdb.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef int resolve(const char *, const char *, const struct addrinfo *, struct addrinfo **);

int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **result)
{
    static atomic_int asked;
    resolve *real = (resolve *)dlsym(RTLD_NEXT, "getaddrinfo");
    const char *rules = getenv("RESOLVER"), *rule = node && rules ? strstr(rules, node) : NULL;
    if (!rule || rule[strlen(node)] != '=')
        return real(node, service, hints, result);
    rule += strlen(node) + 1;
    if (strncmp(rule, "mudo", 4) == 0) {
        sleep(30);
        return EAI_AGAIN;
    }
    char address[128];
    int nth = atomic_fetch_add(&asked, 1);
    for (; nth > 0 && rule[strcspn(rule, ",;")] == ','; nth--)
        rule += strcspn(rule, ",;") + 1;
    snprintf(address, sizeof address, "%.*s", (int)strcspn(rule, ",;"), rule);
    return real(address, service, hints, result);
}
