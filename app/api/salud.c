#include "api/salud.h"

#include <stdlib.h>
#include <sys/statvfs.h>

#include "api/config.h"
#include "api/exchange.h"
#include "api/metrics.h"
#include "lib/db.h"
#include "lib/version.h"

void salud_livez(struct exchange *x)
{
    reply_json(&x->reply, 200, "{\"vivo\":true}");
}

int salud_schema(struct db *db)
{
    static const struct db_statement ask = {"esquema_version", "SELECT api.esquema_version()"};
    bool answered = db_call(db, &ask, NULL, 0, DB_REPEATABLE) == DB_OK;
    const char *number = answered ? db_value(db, 0, 0) : NULL;
    return number ? atoi(number) : -1;
}

/* Of the file system that the database is on, where that is on this machine; -1 when nobody told us which. */
static int64_t free_mb(const char *directory)
{
    struct statvfs disk;
    if (!*directory || statvfs(directory, &disk) != 0)
        return -1;
    return (int64_t)((unsigned long long)disk.f_bavail * disk.f_frsize >> 20);
}

static const char *remedy(int schema, bool full)
{
    if (schema >= 0 && schema < version_schema())
        return "scripts/migrate";
    if (schema > version_schema())
        return "instale la versión nueva de los programas";
    return full ? "libere espacio en el disco (CC_DISCO, CC_DISCO_MIN_MB)" : NULL;
}

void salud_readyz(struct exchange *x)
{
    int schema = salud_schema(x->db);
    int64_t free = free_mb(x->config->disco);
    bool full = free >= 0 && free < x->config->disco_min_mb, ready = schema == version_schema() && !full;
    struct buf body = buf_in(x->arena);
    buf_json_begin(&body, '{');
    buf_json_key(&body, "listo"), buf_json_bool(&body, ready);
    buf_json_key(&body, "base_de_datos"), buf_json_bool(&body, schema >= 0);
    buf_json_key(&body, "esquema"), buf_json_int(&body, schema);
    buf_json_key(&body, "esquema_necesario"), buf_json_int(&body, version_schema());
    if (free >= 0)
        buf_json_key(&body, "disco_libre_mb"), buf_json_int(&body, free);
    buf_json_member_text(&body, "remedio", remedy(schema, full));
    buf_json_end(&body, '}');
    reply_json(&x->reply, ready ? 200 : 503, buf_text(&body));
}

/* cc-jobs keeps its counters in the database. While that is away, ours are shown all the same. */
static void add_jobs(struct db *db, struct buf *text)
{
    static const struct db_statement ask = {"trabajo_metricas", "SELECT api.trabajo_metricas()"};
    const char *jobs = db_call(db, &ask, NULL, 0, DB_REPEATABLE) == DB_OK ? db_value(db, 0, 0) : NULL;
    if (jobs)
        buf_add(text, jobs);
}

void salud_metrics(struct exchange *x)
{
    struct buf text = buf_in(x->arena);
    metrics_write(x->board, &text);
    add_jobs(x->db, &text);
    reply_text(&x->reply, 200, "text/plain; version=0.0.4; charset=utf-8", buf_text(&text));
}

void salud_version(struct exchange *x)
{
    struct buf body = buf_in(x->arena);
    buf_json_begin(&body, '{');
    buf_json_member_text(&body, "version", version_text());
    buf_json_member_text(&body, "revision", version_commit());
    buf_json_key(&body, "esquema"), buf_json_int(&body, version_schema());
    buf_json_end(&body, '}');
    reply_json(&x->reply, 200, buf_text(&body));
}
