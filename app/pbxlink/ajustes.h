/* ajustes: what cc-pbxlink reads from its environment. */
#ifndef CC_PBXLINK_AJUSTES_H
#define CC_PBXLINK_AJUSTES_H

#include "lib/conexion.h"
#include "lib/cripto.h"

struct ajustes {
    const char *db;    /* CC_DB */
    const char *run;   /* CC_RUN: pbxlink.sock is made here */
    const char *clave; /* CC_CLAVE */
    const char *nivel; /* CC_LOG_NIVEL */
    long sockets;      /* PBXs at once */
    long cola_kb;      /* what one PBX may have told that is not stored yet */
    unsigned char maestra[CRIPTO_MASTER_BYTES];
};

/* Valid after ajustes_leer, `maestra` after ajustes_clave. */
extern struct ajustes ajustes;

/* As settings_open: SETTINGS_RUN to go on, else the exit status. */
int ajustes_leer(int argc, char **argv);

/* Opens CC_CLAVE. False: it is not 32 bytes in base64, which has been logged. */
bool ajustes_clave(void);

/* A connection of this process under this name. */
struct conexion *ajustes_conectar(const char *nombre, const char *const *canales,
                                  const struct conexion_eventos *eventos);

#endif
