/* ajustes: what cc-jobs reads from its environment. */
#ifndef CC_JOBS_AJUSTES_H
#define CC_JOBS_AJUSTES_H

#include "lib/cripto.h"

struct ajustes {
    const char *db;                           /* CC_DB */
    const char *nivel;                        /* CC_LOG_NIVEL */
    long tanda;                               /* jobs of SQL claimed at once */
    long salidas;                             /* requests in flight at once */
    unsigned char clave[CRIPTO_MASTER_BYTES]; /* CC_CLAVE */
    const char *url;                          /* CC_URL, where a PBX may tell us things */
    const char *red_permitida;                /* networks that are not public and may be reached */
    const char *puertos;                      /* of public addresses */
    long audio_bytes;                         /* the longest message that is fetched */
    const char *ca;                           /* a private authority's certificate; "" none */
};

/* Valid after ajustes_leer. */
extern struct ajustes ajustes;

/* As settings_open: SETTINGS_RUN to go on, else the exit status. */
int ajustes_leer(int argc, char **argv);

#endif
