#include "pbx/adapter_config.h"

#include <string.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/json.h"
#include "lib/texto.h"
#include "lib/utf8.h"

enum { SEALED_MAX = ADAPTER_CREDENTIAL_BYTES + CRIPTO_SEAL_EXTRA_BYTES, URL_BYTES = 2048 };

/* ---------------------------------------------------------------------------------------------- opening */

/* Opens one sealed text into `room`, which takes room_bytes and a NUL. */
static bool unseal(const unsigned char *master, const char *hex, size_t hex_bytes, char *room,
                   size_t room_bytes)
{
    unsigned char sealed[SEALED_MAX];
    size_t bytes = 0;
    if (!texto_from_hex(hex, hex_bytes, sealed, sizeof sealed, &bytes) || bytes < CRIPTO_SEAL_EXTRA_BYTES ||
        bytes - CRIPTO_SEAL_EXTRA_BYTES > room_bytes ||
        !cripto_unseal(master, sealed, bytes, (unsigned char *)room))
        return false;
    room[bytes - CRIPTO_SEAL_EXTRA_BYTES] = '\0';
    return true;
}

static bool open_secrets(const char *list, const unsigned char *master, struct adapter_config *config)
{
    bool whole = true;
    while (list && *list && config->secrets_count < ADAPTER_SECRETS_MAX) {
        size_t bytes = strcspn(list, " ");
        if (unseal(master, list, bytes, config->secrets[config->secrets_count], ADAPTER_SECRET_BYTES))
            config->secrets_count++;
        else
            whole = false;
        list += bytes + (list[bytes] == ' ');
    }
    return whole;
}

static bool open_credential(const char *hex, const unsigned char *master, struct arena *arena,
                            const char **credential_r)
{
    *credential_r = "";
    if (!hex || !*hex)
        return true;
    char *room = arena_take(arena, ADAPTER_CREDENTIAL_BYTES + 1);
    if (!unseal(master, hex, strlen(hex), room, ADAPTER_CREDENTIAL_BYTES))
        return false;
    *credential_r = room;
    return true;
}

bool adapter_config_open(const struct adapter_row *row, const unsigned char master[CRIPTO_MASTER_BYTES],
                         const char *site, struct arena *arena, struct adapter_config *config_r)
{
    struct json_fault fault;
    *config_r = (struct adapter_config){
        .zona = arena_text(arena, row->zona ? row->zona : "Europe/Madrid"),
        .url =
            arena_format(arena, "%s/api/contact-center/webhooks/%s", site, row->publico ? row->publico : ""),
    };
    bool whole = open_secrets(row->secretos, master, config_r);
    whole &= open_credential(row->credencial, master, arena, &config_r->credential);
    if (row->ajustes)
        config_r->ajustes = json_parse(arena, row->ajustes, strlen(row->ajustes), &fault);
    return whole && (!row->ajustes || config_r->ajustes);
}

/* ---------------------------------------------------------------------------------------------- reading */

const char *adapter_config_text(const struct adapter_config *config, const char *name, const char *otherwise)
{
    const char *text = json_member_text(config->ajustes, name);
    return text && *text ? text : otherwise;
}

bool adapter_config_bool(const struct adapter_config *config, const char *name, bool otherwise)
{
    const struct json *member = json_member(config->ajustes, name);
    return member && member->type == JSON_BOOL ? member->truth : otherwise;
}

int64_t adapter_config_int(const struct adapter_config *config, const char *name, int64_t otherwise)
{
    int64_t integer;
    const struct json *member = json_member(config->ajustes, name);
    return member && member->type == JSON_NUMBER && json_integer(member, &integer) ? integer : otherwise;
}

/* --------------------------------------------------------------------------------------------- checking */

static bool is_word(const char *words, const char *text)
{
    size_t bytes = strlen(text);
    while (bytes > 0 && *words) {
        size_t word = strcspn(words, "|");
        if (word == bytes && strncmp(words, text, bytes) == 0)
            return true;
        words += word + (words[word] == '|');
    }
    return false;
}

/* Where it leads is cc-jobs' to judge, when it resolves it; here it is only a whole https address without secrets in it. */
static bool is_url(const struct json *value)
{
    const char *text = value->text;
    size_t scheme = strncmp(text, "https://", 8) == 0 ? 8 : strncmp(text, "http://", 7) == 0 ? 7 : 0;
    size_t host = scheme ? strcspn(text + scheme, "/?#") : 0;
    if (host == 0 || value->text_bytes > URL_BYTES || memchr(text + scheme, '@', host))
        return false;
    for (const char *at = text; *at; at++)
        if (*at <= 0x20 || *at > 0x7E || strchr("\"<>\\^`{|}#", *at))
            return false;
    return true;
}

static const char *fault_of_map(const struct adapter_setting *setting, const struct json *value)
{
    if (value->type != JSON_OBJECT)
        return "no es un objeto";
    if ((long)value->count > setting->max)
        return "tiene demasiados miembros";
    for (const struct json *member = value->first; member; member = member->next)
        if (member->type != JSON_TEXT)
            return "un miembro no es un texto";
    return NULL;
}

static const char *fault_of_text(const struct adapter_setting *setting, const struct json *value)
{
    if (value->type != JSON_TEXT)
        return "no es un texto";
    long characters = (long)utf8_length(value->text, value->text_bytes);
    switch (setting->type) {
    case ADAPTER_SETTING_WORD:
        return is_word(setting->words, value->text) ? NULL : "no es una de las palabras que puede ser";
    case ADAPTER_SETTING_URL:
        return is_url(value) ? NULL : "no es una dirección https completa, sin usuario ni #";
    default:
        return characters < setting->min   ? "es demasiado corto"
               : characters > setting->max ? "es demasiado largo"
                                           : NULL;
    }
}

static const char *fault_of(const struct adapter_setting *setting, const struct json *value)
{
    int64_t integer;
    switch (setting->type) {
    case ADAPTER_SETTING_INT:
        return value->type == JSON_NUMBER && json_integer(value, &integer) && integer >= setting->min &&
                       integer <= setting->max
                   ? NULL
                   : "no es un número entero entre sus límites";
    case ADAPTER_SETTING_BOOL:
        return value->type == JSON_BOOL ? NULL : "no es true o false";
    case ADAPTER_SETTING_MAP:
        return fault_of_map(setting, value);
    case ADAPTER_SETTING_OBJECT:
        return value->type == JSON_OBJECT ? NULL : "no es un objeto";
    default:
        return fault_of_text(setting, value);
    }
}

static void put_error(struct buf *errors, struct arena *arena, const char *prefix, const char *name,
                      const char *detail)
{
    buf_json_begin(errors, '{');
    buf_json_member_text(errors, "pointer",
                         arena_format(arena, "%s%s%s", prefix, *name && *name != '/' ? "/" : "", name));
    buf_json_member_text(errors, "detail", detail);
    buf_json_end(errors, '}');
}

/* What every PBX that dials for us has, whatever its adapter: how it wants numbers (SQL's cc.orden_marcar), and where it is. */
static const struct adapter_setting common[] = {
    {.name = "marcado",
     .type = ADAPTER_SETTING_WORD,
     .words = "nacional|internacional|e164",
     .help = "Cómo marca los números de fuera; sin él, nacional: los del país sin prefijo, los demás con 00"},
    {.name = "prefijo",
     .type = ADAPTER_SETTING_TEXT,
     .max = 8,
     .help = "Lo que se marca antes de un número de fuera, por ejemplo 0"},
    {.name = "red_privada",
     .type = ADAPTER_SETTING_BOOL,
     .help = "Está en una red privada de las que permite el administrador del equipo (CC_RED_PERMITIDA)"},
    {.type = ADAPTER_SETTING_NONE},
};

static const struct adapter_setting *find_setting(const struct adapter_setting *setting, const char *name)
{
    while (setting && setting->type != ADAPTER_SETTING_NONE && strcmp(setting->name, name) != 0)
        setting++;
    return setting && setting->type != ADAPTER_SETTING_NONE ? setting : NULL;
}

static const struct adapter_setting *setting_of(const struct adapter *adapter, const char *name)
{
    const struct adapter_setting *own = find_setting(adapter->settings, name);
    return own || !(adapter->capabilities & ADAPTER_ORIGINATES) ? own : find_setting(common, name);
}

static bool check_known(const struct adapter *adapter, const struct json *ajustes, const char *prefix,
                        struct arena *arena, struct buf *errors)
{
    bool good = true;
    for (const struct json *member = ajustes->first; member; member = member->next) {
        const struct adapter_setting *setting = setting_of(adapter, member->key);
        const char *fault = !setting                    ? "no es un ajuste de este adaptador"
                            : member->type == JSON_NULL ? NULL
                                                        : fault_of(setting, member);
        if (fault)
            put_error(errors, arena, prefix, member->key, fault);
        good &= !fault;
    }
    return good;
}

static bool check_required(const struct adapter *adapter, const struct json *ajustes, const char *prefix,
                           struct arena *arena, struct buf *errors)
{
    bool good = true;
    for (const struct adapter_setting *setting = adapter->settings;
         setting && setting->type != ADAPTER_SETTING_NONE; setting++) {
        const struct json *member = json_member(ajustes, setting->name);
        if (!setting->required || (member && member->type != JSON_NULL))
            continue;
        put_error(errors, arena, prefix, setting->name, "falta");
        good = false;
    }
    return good;
}

bool adapter_config_check(const struct adapter *adapter, const struct json *ajustes, const char *prefix,
                          struct arena *arena, struct buf *errors)
{
    static const struct json none = {.type = JSON_OBJECT};
    const char *pointer = "";
    if (!ajustes)
        ajustes = &none;
    if (ajustes->type != JSON_OBJECT) {
        put_error(errors, arena, prefix, "", "no es un objeto");
        return false;
    }
    bool good = check_known(adapter, ajustes, prefix, arena, errors);
    good &= check_required(adapter, ajustes, prefix, arena, errors);
    const char *fault = good && adapter->check ? adapter->check(ajustes, arena, &pointer) : NULL;
    if (fault)
        put_error(errors, arena, prefix, pointer, fault);
    return good && !fault;
}

/* ------------------------------------------------------------------------------------------- describing */

static void describe_bounds(const struct adapter_setting *setting, struct buf *out)
{
    bool bounded = setting->type == ADAPTER_SETTING_TEXT || setting->type == ADAPTER_SETTING_INT ||
                   setting->type == ADAPTER_SETTING_MAP;
    if (bounded) {
        buf_json_key(out, "min"), buf_json_int(out, setting->min);
        buf_json_key(out, "max"), buf_json_int(out, setting->max);
    }
    if (setting->type != ADAPTER_SETTING_WORD)
        return;
    buf_json_key(out, "palabras");
    buf_json_begin(out, '[');
    for (const char *word = setting->words; *word;) {
        size_t bytes = strcspn(word, "|");
        buf_json_text_n(out, word, bytes);
        word += bytes + (word[bytes] == '|');
    }
    buf_json_end(out, ']');
}

static void describe_all(const struct adapter_setting *setting, struct buf *out)
{
    static const char *const types[] = {
        [ADAPTER_SETTING_TEXT] = "texto",    [ADAPTER_SETTING_INT] = "entero",
        [ADAPTER_SETTING_BOOL] = "si_no",    [ADAPTER_SETTING_WORD] = "palabra",
        [ADAPTER_SETTING_URL] = "url",       [ADAPTER_SETTING_MAP] = "mapa",
        [ADAPTER_SETTING_OBJECT] = "objeto",
    };
    for (; setting && setting->type != ADAPTER_SETTING_NONE; setting++) {
        buf_json_begin(out, '{');
        buf_json_member_text(out, "nombre", setting->name);
        buf_json_member_text(out, "tipo", types[setting->type]);
        buf_json_key(out, "obligatorio"), buf_json_bool(out, setting->required);
        describe_bounds(setting, out);
        buf_json_member_text(out, "ayuda", setting->help);
        buf_json_end(out, '}');
    }
}

void adapter_config_describe(const struct adapter *adapter, struct buf *out)
{
    buf_json_begin(out, '[');
    describe_all(adapter->settings, out);
    if (adapter->capabilities & ADAPTER_ORIGINATES)
        describe_all(common, out);
    buf_json_end(out, ']');
}
