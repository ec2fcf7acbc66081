/* ajustes: what cc-relay reads from its environment. */
#ifndef CC_RELAY_AJUSTES_H
#define CC_RELAY_AJUSTES_H

#include "lib/db.h"

struct ajustes {
    const char *db;       /* CC_DB */
    const char *run;      /* CC_RUN: relay.sock is made here */
    const char *url;      /* CC_URL: the origin that browsers come from */
    const char *origenes; /* CC_ORIGENES: others, comma separated */
    const char *nivel;    /* CC_LOG_NIVEL */
    long sockets;         /* at once, in all */
    long sockets_agente;  /* at once, of one agent */
    long anillo_kb;       /* events kept of one clinic */
};

/* Valid after ajustes_leer. */
extern struct ajustes ajustes;

/* How long a statement may take on the server, and a silent server is borne. */
enum { BASE_SENTENCIA_MS = 2000, BASE_PACIENCIA_MS = 5000 };

/* How this process connects, under this name. */
struct db_config ajustes_base(const char *nombre);

/* As settings_open: SETTINGS_RUN to go on, else the exit status. */
int ajustes_leer(int argc, char **argv);

#endif
