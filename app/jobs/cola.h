/*
 * cola: claims the jobs that are due and tells the database how each ended.
 *
 * A NOTIFY is a hint; whatever happens it asks once a second, and at the moment when the next job is due. What it claims
 * is committed before anything is done; a claim that is never ended (we were killed) is the database's to take back, as
 * are retries, back-off and the death of a job. The clock is the database's.
 * Two connections: one claims and tells, and is never kept waiting; the other does the jobs that are SQL, one after the other.
 */
#ifndef CC_JOBS_COLA_H
#define CC_JOBS_COLA_H

#include <stdbool.h>
#include <stdint.h>

#include "jobs/cuentas.h"
#include "lib/db.h"

/* One job that was claimed. Whoever executes it ends it, once, by one of those below that free it. */
struct trabajo {
    int64_t id;
    char id_texto[24];
    const struct ejecutor *ejecutor;
    int intentos;      /* this one included */
    int64_t tomado_ms; /* monotonic */
    char *datos;       /* JSON */
    char *destino;     /* where it goes out to, "centralita 7"; "" when it does not */
    char *corte;       /* why nothing may be sent there now; NULL when it may */
    void (*preparado)(struct trabajo *trabajo, const struct db_answer *fila); /* of cola_preparar */
};

void cola_abrir(void);
void cola_cerrar(void);

/* It is all SQL: the database does it and ends it. Frees. */
void cola_en_sql(struct trabajo *trabajo);

/* It failed, because of `motivo` (codes, never texts of a person); to be tried again after espera_s, or, when that is
 * negative, after the usual time. Frees. */
void cola_fallo(struct trabajo *trabajo, const char *motivo, int espera_s);

/* It was ended by a statement of its executor's own. Frees. */
void cola_terminado(struct trabajo *trabajo, enum cuenta cuenta, const char *motivo);

/* Nothing is known of it any more (the database is away): whoever takes it back will ask. Frees. */
void cola_abandonar(struct trabajo *trabajo, const char *motivo);

/* Asks the database something for a job, without waiting behind those that are SQL. False: it is away. */
bool cola_preguntar(const struct db_statement *sentencia, const struct db_param *params, int n,
                    db_answered *respuesta, void *user);

/* Asks what a job needs, by a statement that takes its id. `preparado` goes on with the row; without one there is nothing to do
 * any more, refused or away it has failed: then the job is ended here. */
void cola_preparar(struct trabajo *trabajo, const struct db_statement *sentencia,
                   void (*preparado)(struct trabajo *trabajo, const struct db_answer *fila));

/* Claims nothing more. */
void cola_terminar(void);

/* How many are being done. */
long cola_en_curso(void);

/* Returns when to be called again at the latest (monotonic, ms). */
int64_t cola_pulso(int64_t ahora_ms);

#endif
