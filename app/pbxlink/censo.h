/*
 * censo: what lives on a PBX, compared with what we believe. On each connection, after a while again, and every minute.
 *
 * Whoever is killed loses what he has read and not stored; whoever was away does not know what a restart of the PBX took
 * with it. So a PBX is asked for its channels: what lives becomes known, and what does not live any more is closed as
 * inferred (api.pbxlink_censo). A call of which something was heard a moment ago is in doubt: its events may be on their
 * way, so it is asked about once more.
 */
#ifndef CC_PBXLINK_CENSO_H
#define CC_PBXLINK_CENSO_H

#include <stdint.h>

struct centralita;
struct db_answer;
struct enlace;

/* The PBX has named its application: sets its event filter and takes the first census. */
void censo_empezar(struct enlace *enlace, const char *aplicacion);

/* The database has applied one. */
void censo_aplicado(struct centralita *centralita, const struct db_answer *respuesta);

/* Returns when to be called again (monotonic, ms). */
int64_t censo_pulso(int64_t ahora_ms);

struct censo_cuenta {
    unsigned long censos, nuevos, cerradas;
};
extern struct censo_cuenta censo_cuenta;

#endif
