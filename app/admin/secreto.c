#include "admin/secreto.h"
#include "lib/arena.h"
#include "lib/clave.h"
#include "lib/cripto.h"
#include "lib/secreto.h"
#include "lib/texto.h"
#include "pbx/adapter.h"

#include <stdio.h>
#include <string.h>

enum {
    CLAVE_GENERADA_BYTES = 12, /* random bytes: 16 characters, 96 bits */
};

static void add_hex(struct ejecucion *e, const char *member, const void *data, size_t bytes)
{
    char *hex = arena_take(e->arena, bytes * 2 + 1);
    texto_hex(data, bytes, hex);
    buf_json_key(&e->argumentos, member), buf_json_text(&e->argumentos, hex);
}

/* Shows a secret in the answer, the one time that it can be seen. */
static void show_once(struct ejecucion *e, const char *member, const char *secret)
{
    buf_json_key(&e->una_vez, member), buf_json_text(&e->una_vez, secret);
}

/* The first line of standard input. NULL, having said why, when it cannot be a password. */
static const char *typed_password(struct arena *arena)
{
    char *line = arena_zero(arena, CLAVE_MAX_BYTES + 3); /* \r, \n and NUL */
    if (!fgets(line, CLAVE_MAX_BYTES + 3, stdin))
        line[0] = '\0';
    line[strcspn(line, "\r\n")] = '\0';
    const char *defecto = clave_defecto(line, strlen(line), NULL);
    if (!defecto)
        return line;
    fprintf(stderr, "cc-admin: %s Escríbela en la primera línea de la entrada.\n", defecto);
    return NULL;
}

static const char *made_password(struct ejecucion *e)
{
    unsigned char random[CLAVE_GENERADA_BYTES];
    char *password = arena_take(e->arena, TEXTO_BASE64_BYTES(sizeof random));
    cripto_random(random, sizeof random);
    texto_base64url(random, sizeof random, password);
    show_once(e, "clave", password);
    return password;
}

int secreto_clave(struct ejecucion *e)
{
    const char *password = e->clave_stdin ? typed_password(e->arena) : made_password(e);
    if (!password)
        return EXIT_USAGE;
    char hash[CRIPTO_PASSWORD_HASH_BYTES];
    if (!cripto_password_hash(password, strlen(password), hash)) {
        fputs("cc-admin: no hay memoria para calcular la contraseña (19 MiB)\n", stderr);
        return EXIT_REFUSED;
    }
    buf_json_key(&e->argumentos, "clave_hash"), buf_json_text(&e->argumentos, hash);
    return EXIT_DONE;
}

int secreto_token(struct ejecucion *e)
{
    char token[CRIPTO_TOKEN_TEXT_BYTES + 1];
    unsigned char hash[CRIPTO_SHA256_BYTES];
    cripto_token("cck_", token);
    cripto_sha256(token, strlen(token), hash);
    add_hex(e, "token_hash", hash, sizeof hash);
    show_once(e, "token", token);
    return EXIT_DONE;
}

bool secreto_clave_maestra(unsigned char master[CRIPTO_MASTER_BYTES])
{
    bool good = cripto_master(orden_ajustes.clave, master);
    if (!good)
        fputs("cc-admin: CC_CLAVE no es una clave de 32 bytes en base64; está en DIR/clave\n", stderr);
    return good;
}

/* A new secret of ours: sealed into the arguments, shown once; NULL, having said why. */
static const char *new_secret(struct ejecucion *e)
{
    unsigned char master[CRIPTO_MASTER_BYTES];
    char *text = arena_take(e->arena, SECRETO_TEXT_BYTES + 1);
    if (!secreto_clave_maestra(master))
        return NULL;
    secreto_nuevo(text);
    buf_json_member_text(&e->argumentos, "secreto", secreto_sellar(master, text, e->arena));
    show_once(e, "secreto", text);
    cripto_wipe(master, sizeof master);
    return text;
}

int secreto_centralita_otro(struct ejecucion *e)
{
    return new_secret(e) ? EXIT_DONE : EXIT_USAGE;
}

/* Makes its public id and shows its address, which is returned. */
static const char *new_address(struct ejecucion *e)
{
    char *publico = arena_take(e->arena, SECRETO_PUBLIC_BYTES + 1);
    secreto_publico(publico);
    buf_json_member_text(&e->argumentos, "publico", publico);
    const char *address =
        arena_format(e->arena, "%s/api/contact-center/webhooks/%s", orden_ajustes.url, publico);
    show_once(e, "url", address);
    return address;
}

int secreto_centralita_ajeno(struct ejecucion *e)
{
    new_address(e);
    return EXIT_DONE;
}

int secreto_centralita_nueva(struct ejecucion *e, bool in_address)
{
    const char *address = new_address(e), *secret = new_secret(e);
    if (!secret)
        return EXIT_USAGE;
    if (in_address) {
        char *written = arena_text(e->arena, secret);
        adapter_secret_in_address(written);
        show_once(e, "url_con_secreto", arena_format(e->arena, "%s/%s", address, written));
    }
    return EXIT_DONE;
}
