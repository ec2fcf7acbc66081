#include "admin/centralita.h"

#include <stdio.h>
#include <string.h>

#include "admin/secreto.h"
#include "lib/arena.h"
#include "lib/json.h"
#include "lib/secreto.h"
#include "pbx/adapter_config.h"

enum valor { GRUPO, CLINICA, NOMBRE, ADAPTADOR, ZONA, AJUSTES, SECRETO, CREDENCIAL }; /* in the row's order */

static const struct adapter *adapter_named(const char *name)
{
    const struct adapter *adapter = adapter_find(name);
    if (adapter)
        return adapter;
    fprintf(stderr, "cc-admin: no existe el adaptador %s; hay:", name);
    for (const struct adapter *const *one = adapter_all(); *one; one++)
        fprintf(stderr, " %s", (*one)->name);
    fputs("\n", stderr);
    return NULL;
}

/* The whole of a small file, NUL-terminated; NULL, having said why. */
static char *read_file(const char *path, size_t limit_bytes, struct arena *arena)
{
    char *text = arena_zero(arena, limit_bytes + 2);
    FILE *file = fopen(path, "re");
    size_t bytes = file ? fread(text, 1, limit_bytes + 1, file) : 0;
    if (file)
        fclose(file);
    if (bytes > 0 && bytes <= limit_bytes)
        return text;
    fprintf(stderr, "cc-admin: %s no se puede leer, está vacío, o tiene más de %zu bytes\n", path,
            limit_bytes);
    return NULL;
}

static bool add_settings(struct ejecucion *e, const struct adapter *adapter)
{
    const char *path = e->valores[AJUSTES];
    struct json_fault fault;
    struct buf errors = buf_in(e->arena);
    char *text = path ? read_file(path, ADAPTER_AJUSTES_BYTES, e->arena) : NULL;
    const struct json *ajustes = text ? json_parse(e->arena, text, strlen(text), &fault) : NULL;
    if (path && !text)
        return false;
    if (path && !ajustes) {
        fprintf(stderr, "cc-admin: %s: %s (byte %zu)\n", path, json_error_text(fault.error),
                fault.offset_bytes);
        return false;
    }
    buf_json_begin(&errors, '[');
    bool good = adapter_config_check(adapter, ajustes, "", e->arena, &errors);
    buf_json_end(&errors, ']');
    const struct json *list = json_parse(e->arena, buf_text(&errors), errors.bytes, &fault);
    for (const struct json *one = list->first; one; one = one->next)
        fprintf(stderr, "cc-admin: ajustes%s: %s\n", json_member_text(one, "pointer"),
                json_member_text(one, "detail"));
    if (good && ajustes)
        buf_json_key(&e->argumentos, "ajustes"), json_write(&e->argumentos, ajustes);
    return good;
}

/* The first line of a file, sealed, as a member of the arguments. */
static bool add_sealed(struct ejecucion *e, const char *member, const char *path, size_t limit_bytes)
{
    unsigned char master[CRIPTO_MASTER_BYTES];
    char *text = read_file(path, limit_bytes + 2, e->arena);
    if (!text || !secreto_clave_maestra(master))
        return false;
    text[strcspn(text, "\r\n")] = '\0';
    buf_json_member_text(&e->argumentos, member, secreto_sellar(master, text, e->arena));
    cripto_wipe(text, strlen(text));
    cripto_wipe(master, sizeof master);
    return true;
}

/* Who signs nothing gets its secret in the address. */
static int add_secret(struct ejecucion *e, const struct adapter *adapter)
{
    if (!e->valores[SECRETO] && adapter->secret_help && !adapter->secret_optional) {
        fprintf(stderr, "cc-admin: falta --secreto-archivo: %s\n", adapter->secret_help);
        return EXIT_USAGE;
    }
    if (e->valores[SECRETO] && !adapter->secret_help) {
        fputs("cc-admin: el secreto de este adaptador se crea aquí: no hace falta --secreto-archivo\n",
              stderr);
        return EXIT_USAGE;
    }
    if (e->valores[SECRETO])
        return secreto_centralita_ajeno(e) == EXIT_DONE &&
                       add_sealed(e, "secreto", e->valores[SECRETO], ADAPTER_SECRET_BYTES)
                   ? EXIT_DONE
                   : EXIT_USAGE;
    return secreto_centralita_nueva(e, adapter->secret_in_address);
}

int centralita_nueva(struct ejecucion *e)
{
    const struct adapter *adapter = adapter_named(e->valores[ADAPTADOR]);
    if (!adapter || !add_settings(e, adapter))
        return EXIT_USAGE;
    if (e->valores[CREDENCIAL] &&
        !add_sealed(e, "credencial", e->valores[CREDENCIAL], ADAPTER_CREDENTIAL_BYTES))
        return EXIT_USAGE;
    return add_secret(e, adapter);
}

int centralita_otro_secreto(struct ejecucion *e)
{
    enum { DE_CENTRALITA, ARCHIVO }; /* in the row's order */
    if (!e->valores[ARCHIVO])
        return secreto_centralita_otro(e);
    return add_sealed(e, "secreto", e->valores[ARCHIVO], ADAPTER_SECRET_BYTES) ? EXIT_DONE : EXIT_USAGE;
}
