#include "lib/settings.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { EXIT_USAGE = 64, EXIT_CONFIG = 78 };

static bool read_int(const struct setting *setting, const char *text)
{
    char *end = NULL;
    errno = 0;
    long number = strtol(text, &end, 10);
    bool good = errno == 0 && end != text && *end == '\0' && number >= setting->min && number <= setting->max;
    if (good)
        *(long *)setting->value = number;
    else
        fprintf(stderr, "%s must be a whole number from %ld to %ld\n", setting->name, setting->min,
                setting->max);
    return good;
}

static bool read_setting(const struct setting *setting)
{
    const char *text = getenv(setting->name);
    if (!text || !*text)
        text = setting->fallback;
    if (!text) {
        fprintf(stderr, "%s is not set: %s\n", setting->name, setting->description);
        return false;
    }
    if (setting->type == SETTING_INT)
        return read_int(setting, text);
    *(const char **)setting->value = text;
    return true;
}

/* A file that a shell can source and a person can read. */
static void print_setting(const struct setting *setting)
{
    printf("# %s%s%s%s\n", setting->description, *setting->unit ? " [" : "", setting->unit,
           *setting->unit ? "]" : "");
    if (setting->type == SETTING_INT)
        printf("# from %ld to %ld\n%s=%ld\n", setting->min, setting->max, setting->name,
               *(long *)setting->value);
    else
        printf("%s='%s'\n", setting->name,
               setting->type == SETTING_SECRET ? "***" : *(const char **)setting->value);
}

int settings_open(int argc, char **argv, const struct setting *table, size_t rows)
{
    int checks = 0, option;
    while ((option = getopt(argc, argv, "n")) != -1) {
        if (option != 'n') {
            fprintf(stderr, "usage: %s [-n | -nn]   checks the configuration | and prints it\n", argv[0]);
            return EXIT_USAGE;
        }
        checks++;
    }
    bool good = true;
    for (size_t i = 0; i < rows; i++)
        good = read_setting(&table[i]) && good;
    if (!good)
        return EXIT_CONFIG;
    for (size_t i = 0; checks > 1 && i < rows; i++)
        print_setting(&table[i]);
    return checks ? 0 : SETTINGS_RUN;
}
