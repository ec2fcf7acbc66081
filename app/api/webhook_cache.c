#include "api/webhook_cache.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/cripto.h"
#include "lib/db.h"
#include "lib/log.h"
#include "lib/reloj.h"
#include "pbx/adapter_config.h"

enum { KNOWN = 256, UNKNOWN = 256, KNOWN_MS = 60000, UNKNOWN_MS = 10000, ARENA_BYTES = 512 };
struct unknown {
    char public_id[WEBHOOK_CACHE_PUBLIC_BYTES + 1];
    int64_t asked_ms;
};

struct webhook_cache {
    const unsigned char *master;
    const char *site;
    struct webhook_config known[KNOWN];
    struct arena *arenas[KNOWN]; /* of each place that was ever taken */
    struct unknown unknown[UNKNOWN];
};

struct webhook_cache *webhook_cache_new(const unsigned char *master, const char *site)
{
    struct webhook_cache *cache =
        calloc(1, sizeof *cache); /* pages that no centralita falls on are never touched */
    if (!cache)
        abort();
    cache->master = master;
    cache->site = site;
    return cache;
}

void webhook_cache_free(struct webhook_cache **cache)
{
    if (!*cache)
        return;
    for (int i = 0; i < KNOWN; i++)
        arena_free(&(*cache)->arenas[i]);
    cripto_wipe(*cache, sizeof **cache);
    free(*cache);
    *cache = NULL;
}

/* FNV-1a: ids are random, their first letters would do as well. */
static uint32_t place_of(const char *public_id)
{
    uint32_t hash = 2166136261u;
    for (; *public_id; public_id++)
        hash = (hash ^ (unsigned char)*public_id) * 16777619u;
    return hash;
}

/* What another CC_CLAVE sealed is left out and said: the deliveries will be refused, not lost silently. */
static void open_config(struct webhook_cache *cache, struct db *db, const char *public_id,
                        struct webhook_config *config)
{
    struct arena **arena = &cache->arenas[config - cache->known];
    const struct adapter_row row = {
        .secretos = db_value(db, 0, 3),
        .zona = db_value(db, 0, 4),
        .ajustes = db_value(db, 0, 5),
        .publico = public_id,
    };
    if (*arena)
        arena_reset(*arena);
    else
        *arena = arena_new(ARENA_BYTES);
    if (!adapter_config_open(&row, cache->master, cache->site, *arena, &config->adapter_config))
        log_error(LOG_EVENT("secreto_ilegible"), LOG_TEXT("centralita", config->id));
}

static enum webhook_cache_found fetch(struct webhook_cache *cache, struct db *db, const char *public_id,
                                      struct webhook_config *config)
{
    static const struct db_statement ask =
        {"centralita_config",
         "SELECT c.id, c.version, c.adaptador,"
         " array_to_string(ARRAY(SELECT encode(s, 'hex') FROM unnest(c.secretos) s), ' '), c.zona,"
         " nullif(c.ajustes, '{}') FROM api.centralita_config($1::text) c WHERE c.activa"};
    const struct db_param params[] = {DB_TEXT(public_id)};
    if (db_call(db, &ask, params, 1, DB_REPEATABLE) != DB_OK)
        return WEBHOOK_CACHE_AWAY;
    if (db_rows(db) == 0)
        return WEBHOOK_CACHE_UNKNOWN;
    *config = (struct webhook_config){.fetched_ms = reloj_mono_ms()};
    snprintf(config->public_id, sizeof config->public_id, "%s", public_id);
    snprintf(config->id, sizeof config->id, "%s", db_value(db, 0, 0));
    snprintf(config->version, sizeof config->version, "%s", db_value(db, 0, 1));
    config->adapter = adapter_find(db_value(db, 0, 2));
    open_config(cache, db, public_id, config);
    return WEBHOOK_CACHE_FOUND;
}

enum webhook_cache_found webhook_cache_find(struct webhook_cache *cache, struct db *db, const char *public_id,
                                            const struct webhook_config **config_r)
{
    struct webhook_config *known = &cache->known[place_of(public_id) % KNOWN];
    struct unknown *unknown = &cache->unknown[place_of(public_id) % UNKNOWN];
    int64_t now_ms = reloj_mono_ms();
    *config_r = known;
    if (known->fetched_ms && now_ms - known->fetched_ms < KNOWN_MS &&
        strcmp(known->public_id, public_id) == 0)
        return WEBHOOK_CACHE_FOUND;
    if (unknown->asked_ms && now_ms - unknown->asked_ms < UNKNOWN_MS &&
        strcmp(unknown->public_id, public_id) == 0)
        return WEBHOOK_CACHE_UNKNOWN;
    enum webhook_cache_found found = fetch(cache, db, public_id, known);
    if (found == WEBHOOK_CACHE_UNKNOWN) {
        snprintf(unknown->public_id, sizeof unknown->public_id, "%s", public_id);
        unknown->asked_ms = now_ms;
    }
    return found;
}

bool webhook_cache_forget(struct webhook_cache *cache, const char *public_id, int64_t age_ms)
{
    struct webhook_config *known = &cache->known[place_of(public_id) % KNOWN];
    if (strcmp(known->public_id, public_id) != 0 || reloj_mono_ms() - known->fetched_ms < age_ms)
        return false;
    cripto_wipe(known, sizeof *known);
    return true;
}
