/*
 * webhook_cache: each worker's memory of the centralitas' configurations, by their opaque public ids.
 *
 * Known ones are kept 60 s (and fetched anew at once when the database says that their version is old), unknown ids
 * 10 s. Both are tables of fixed size in which ids share places, so a stranger who tries ids costs neither memory nor,
 * for the same id, a query; unknown ids cannot push known ones out.
 */
#ifndef CC_API_WEBHOOK_CACHE_H
#define CC_API_WEBHOOK_CACHE_H

#include <stdint.h>

#include "pbx/adapter.h"

struct db;

enum { WEBHOOK_CACHE_PUBLIC_BYTES = 64 };

struct webhook_config {
    char public_id[WEBHOOK_CACHE_PUBLIC_BYTES + 1];
    char id[24]; /* as PostgreSQL prints them */
    char version[24];
    const struct adapter *adapter;        /* NULL: none of that name */
    struct adapter_config adapter_config; /* its texts live in the place's own arena */
    int64_t fetched_ms;                   /* monotonic; 0: an empty place */
};

struct webhook_cache;

/* `master` is CC_CLAVE, which the secrets are sealed with, `site` CC_URL; both must outlive the cache. */
struct webhook_cache *webhook_cache_new(const unsigned char *master, const char *site);
void webhook_cache_free(struct webhook_cache **cache);

enum webhook_cache_found { WEBHOOK_CACHE_FOUND, WEBHOOK_CACHE_UNKNOWN, WEBHOOK_CACHE_AWAY };

/* Finds the configuration, asking the database when it must. Valid until the next call. AWAY: db_error says why. */
enum webhook_cache_found webhook_cache_find(struct webhook_cache *cache, struct db *db, const char *public_id,
                                            const struct webhook_config **config_r);

/* Forgets one, if what is known of it is older than `age_ms`; true when it did. */
bool webhook_cache_forget(struct webhook_cache *cache, const char *public_id, int64_t age_ms);

#endif
