/* ajustes: what cc-jobs reads from its environment. */
#ifndef CC_JOBS_AJUSTES_H
#define CC_JOBS_AJUSTES_H

struct ajustes {
    const char *db;    /* CC_DB */
    const char *nivel; /* CC_LOG_NIVEL */
    long tanda;        /* jobs claimed at once */
};

/* Valid after ajustes_leer. */
extern struct ajustes ajustes;

/* As settings_open: SETTINGS_RUN to go on, else the exit status. */
int ajustes_leer(int argc, char **argv);

#endif
