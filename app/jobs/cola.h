/*
 * cola: claims the jobs that are due and tells the database how each ended.
 *
 * A NOTIFY is a hint; whatever happens it asks once a second, and at the moment when the next job is due. What it claims
 * is committed before anything is done; a claim that is never ended (we were killed) is the database's to take back, as
 * are retries, back-off and the death of a job. The clock is the database's.
 */
#ifndef CC_JOBS_COLA_H
#define CC_JOBS_COLA_H

#include <stdbool.h>
#include <stdint.h>

/* One job that was claimed. Whoever executes it ends it, once, by one of the three below, which free it. */
struct trabajo {
    int64_t id;
    const struct ejecutor *ejecutor;
    int intentos;      /* this one included */
    int64_t tomado_ms; /* monotonic */
    char *datos;       /* JSON */
};

void cola_abrir(void);
void cola_cerrar(void);

/* It is all SQL: the database does it and ends it. */
void cola_en_sql(struct trabajo *trabajo);

/* It was done. */
void cola_hecho(struct trabajo *trabajo);

/* It failed, because of `motivo` (codes, never texts of a person); to be tried again after espera_s, or, when that is
 * negative, after the usual time. */
void cola_fallo(struct trabajo *trabajo, const char *motivo, int espera_s);

/* Claims nothing more. */
void cola_terminar(void);

/* How many are being done. */
long cola_en_curso(void);

/* Returns when to be called again at the latest (monotonic, ms). */
int64_t cola_pulso(int64_t ahora_ms);

#endif
