/* ejecutor: who does which class of job: one table. */
#ifndef CC_JOBS_EJECUTOR_H
#define CC_JOBS_EJECUTOR_H

struct trabajo;

struct ejecutor {
    const char *clase;
    /* Begins the job and returns at once; ends it, then or later, by a function of cola. */
    void (*ejecutar)(struct trabajo *trabajo);
};

/* NULL for a class that nobody here does. */
const struct ejecutor *ejecutor_de(const char *clase);

#endif
