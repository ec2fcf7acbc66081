/*
 * parte: what the database must be told, and is told again until it has heard.
 *
 * How a job ended in the world outside is known here and nowhere else: when the connection is lost with the statement in
 * flight, nobody knows whether it arrived, so it is repeated. Hence only statements that are harmless twice.
 * Advantage: a database that restarts costs no outcome. Disadvantage: what is still untold when the process is killed is
 * lost, and then found out by whoever takes the job back.
 */
#ifndef CC_JOBS_PARTE_H
#define CC_JOBS_PARTE_H

#include "lib/db.h"

struct conexion;

enum { PARTE_VALORES_MAX = 6 };

/* By which connection from now on. */
void parte_abrir(struct conexion *conexion);

/* Tells it, copying the values (NULL is SQL's). `oido` gets the answer: DB_OK or DB_REFUSED, never DB_AWAY. */
void parte_dar(const struct db_statement *sentencia, const char *const *valores, int n, db_answered *oido,
               void *user);

/* Tells what could not be told; to be called now and then. */
void parte_pulso(void);

#endif
