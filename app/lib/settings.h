/*
 * settings: what a process reads from its environment, one table per process.
 *
 * A row names the variable, its type, default, unit and purpose and where its value goes; the same row checks it
 * (`-n`), prints it (`-nn`) and documents it.
 */
#ifndef CC_SETTINGS_H
#define CC_SETTINGS_H

#include <stddef.h>

enum setting_type {
    SETTING_TEXT,   /* value is a const char * */
    SETTING_SECRET, /* the same, printed as *** */
    SETTING_INT,    /* value is a long between min and max */
};

struct setting {
    const char *name;
    enum setting_type type;
    const char *fallback; /* default; NULL when the variable must be set */
    const char *unit;     /* "bytes", "ms", "processes", or "" */
    const char *description;
    void *value; /* const char ** or long *, written by settings_open */
    long min, max;
};

enum { SETTINGS_RUN = -1 };

/*
 * Reads every row. `-n` says whether the configuration is good, `-nn` also prints it; both only check.
 * Returns SETTINGS_RUN when the program should go on, else the exit status: 0 checked and good, 64 wrong usage,
 * 78 a bad setting (sysexits; what is wrong is on stderr).
 */
int settings_open(int argc, char **argv, const struct setting *table, size_t rows);

#endif
