#include "api/master.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "api/board.h"
#include "api/config.h"
#include "api/csv.h"
#include "api/invoke.h"
#include "api/listen.h"
#include "api/worker.h"
#include "lib/log.h"
#include "lib/notify.h"
#include "lib/reloj.h"
#include "lib/version.h"

enum {
    TICK_MS = 1000,   /* how often the watchdog looks */
    HURRY_MS = 50,    /* while there is something to start or to retire */
    STEADY_MS = 1000, /* a worker that lived this long had not "just begun" */
    BACKOFF_LAST_MS = 5000,
    DRAIN_MS = 10000,
    RETIRE_MS = 30000, /* an old worker that is still there so long after a reload is killed */
};

/* What the next image of the program needs, in its environment: "lock,webhooks,api,largo;pid,pid,…". */
static const char inheritance[] = "CC_API_HERENCIA";

struct pool_state {
    int failures; /* workers in a row that ended at once */
    int64_t next_start_ms;
};

struct master {
    const struct config *config;
    char **argv;
    struct board *board;
    int lock_fd;
    int listen_fd[POOLS];
    int argon_fd;
    struct pool_state pools[POOLS];
    int slots;              /* the first so many of the board are ours */
    pid_t old[BOARD_SLOTS]; /* workers of the image before, to be retired one by one */
    int old_count, old_told;
    int64_t retire_until_ms;
    sigset_t signals;
};

/* ------------------------------------------------------------------------------------------- workers */

static void start_worker(struct master *master, int index)
{
    struct board_slot *slot = &master->board->slots[index];
    const struct worker_place place = {slot->pool, index, master->listen_fd[slot->pool], master->argon_fd};
    pid_t parent = getpid(), child = fork();
    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGTERM); /* a master that was killed leaves no workers behind */
        exit(getppid() == parent ? worker_run(master->config, master->board, &place) : 1);
    }
    if (child < 0) {
        log_error(LOG_EVENT("sin_fork"), LOG_INT("errno", errno));
        master->pools[slot->pool].next_start_ms = reloj_mono_ms() + TICK_MS;
        return;
    }
    slot->pid = child;
    slot->started_ms = reloj_mono_ms();
    atomic_fetch_add(&master->board->workers_started[slot->pool], 1);
}

/* Returns whether every pool is at strength. */
static bool fill_pools(struct master *master)
{
    bool full = true;
    for (int i = 0; i < master->slots; i++) {
        struct board_slot *slot = &master->board->slots[i];
        if (slot->pid == 0 && reloj_mono_ms() >= master->pools[slot->pool].next_start_ms)
            start_worker(master, i);
        full = full && slot->pid != 0;
    }
    return full;
}

/* At once, unless it had just begun: then the wait doubles with each in a row. */
static void plan_restart(struct pool_state *pool, int64_t lived_ms)
{
    pool->failures = lived_ms < STEADY_MS ? pool->failures + 1 : 0;
    int64_t wait_ms = pool->failures == 0 ? 0 : INT64_C(50) << (pool->failures < 8 ? pool->failures : 8);
    pool->next_start_ms = reloj_mono_ms() + (wait_ms < BACKOFF_LAST_MS ? wait_ms : BACKOFF_LAST_MS);
}

static void tell_end(const struct master *master, const struct board_slot *slot, pid_t pid, int status,
                     int64_t lived_ms)
{
    bool asked = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    if (!asked)
        atomic_fetch_add(&master->board->workers_died[slot->pool], 1);
    const struct log_field fields[] = {
        LOG_EVENT("worker_terminado"),
        LOG_TEXT("cola", pool_traits(slot->pool)->name),
        LOG_INT("worker", pid),
        LOG_INT("senal", WIFSIGNALED(status) ? WTERMSIG(status) : 0),
        LOG_INT("salida", WIFEXITED(status) ? WEXITSTATUS(status) : 0),
        LOG_INT("vivio_ms", (long)lived_ms),
        {0},
    };
    log_write(asked ? LOG_LEVEL_INFO : LOG_LEVEL_ERROR, fields);
}

static void bury(struct master *master, pid_t pid, int status)
{
    for (int i = 0; i < master->slots; i++) {
        struct board_slot *slot = &master->board->slots[i];
        if (slot->pid != pid)
            continue;
        int64_t lived_ms = reloj_mono_ms() - slot->started_ms;
        tell_end(master, slot, pid, status, lived_ms);
        plan_restart(&master->pools[slot->pool], lived_ms);
        slot->busy_since_ms = 0;
        slot->pid = 0;
        return;
    }
    for (int i = 0; i < master->old_count; i++)
        if (master->old[i] == pid)
            master->old[i] = 0;
}

static void reap(struct master *master)
{
    int status;
    for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG)) > 0;)
        bury(master, pid, status);
}

static int64_t limit_ms(const struct master *master, enum pool pool)
{
    return pool == POOL_LARGO ? 1000 * (int64_t)master->config->plazo_largo_s
                              : pool_traits(pool)->request_limit_ms;
}

static void kill_stuck(struct master *master)
{
    int64_t now_ms = reloj_mono_ms();
    for (int i = 0; i < master->slots; i++) {
        struct board_slot *slot = &master->board->slots[i];
        int64_t since_ms = slot->busy_since_ms;
        if (slot->pid == 0 || since_ms == 0 || now_ms - since_ms < limit_ms(master, slot->pool))
            continue;
        log_error(LOG_EVENT("worker_atascado"), LOG_INT("worker", slot->pid),
                  LOG_INT("edad_ms", (long)(now_ms - since_ms)));
        atomic_fetch_add(&master->board->workers_killed[slot->pool], 1);
        kill(slot->pid, SIGKILL);
    }
}

/* ------------------------------------------------------------------------------------------- reloading */

static void keep_over_exec(const struct master *master, bool keep)
{
    int flag = keep ? 0 : FD_CLOEXEC;
    fcntl(master->lock_fd, F_SETFD, flag);
    for (int pool = 0; pool < POOLS; pool++)
        fcntl(master->listen_fd[pool], F_SETFD, flag);
}

static void reload(struct master *master)
{
    char text[BOARD_SLOTS * 12 + 64];
    int bytes = snprintf(text, sizeof text, "%d,%d,%d,%d;", master->lock_fd, master->listen_fd[POOL_WEBHOOKS],
                         master->listen_fd[POOL_API], master->listen_fd[POOL_LARGO]);
    for (int i = 0; i < master->slots; i++)
        if (master->board->slots[i].pid)
            bytes += snprintf(text + bytes, sizeof text - (size_t)bytes, "%d,", master->board->slots[i].pid);
    log_info(LOG_EVENT("recarga"));
    notify_reloading();
    setenv(inheritance, text, 1);
    keep_over_exec(master, true);
    execvp(master->argv[0], master->argv);
    log_error(LOG_EVENT("recarga_imposible"), LOG_TEXT("motivo", strerror(errno)));
    keep_over_exec(master, false);
    unsetenv(inheritance);
    notify_send("READY=1");
}

/* True when we are the next image of a running master: its sockets and workers are ours. */
static bool inherit(struct master *master)
{
    const char *text = getenv(inheritance);
    if (!text || sscanf(text, "%d,%d,%d,%d", &master->lock_fd, &master->listen_fd[POOL_WEBHOOKS],
                        &master->listen_fd[POOL_API], &master->listen_fd[POOL_LARGO]) != 1 + POOLS)
        return false;
    for (const char *at = strchr(text, ';'); at && at[1] && master->old_count < BOARD_SLOTS;
         at = strchr(at + 1, ','))
        master->old[master->old_count++] = (pid_t)strtol(at + 1, NULL, 10);
    keep_over_exec(master, false);
    unsetenv(inheritance);
    master->retire_until_ms = reloj_mono_ms() + RETIRE_MS;
    return true;
}

/* One old worker a tick, once the new ones run. Returns whether all have gone. */
static bool retire_old(struct master *master)
{
    bool gone = true, late = reloj_mono_ms() > master->retire_until_ms;
    if (master->old_told < master->old_count && master->old[master->old_told])
        kill(master->old[master->old_told], SIGTERM);
    master->old_told += master->old_told < master->old_count;
    for (int i = 0; i < master->old_count; i++) {
        gone = gone && master->old[i] == 0;
        if (late && master->old[i])
            kill(master->old[i], SIGKILL);
    }
    if (gone)
        master->old_count = master->old_told = 0;
    return gone;
}

/* ----------------------------------------------------------------------------------------- life and end */

static bool open_sockets(struct master *master)
{
    if (inherit(master))
        return true;
    if ((master->lock_fd = listen_lock(master->config->run)) < 0)
        return false;
    for (int pool = 0; pool < POOLS; pool++)
        if ((master->listen_fd[pool] = listen_open(master->config->run, pool_traits((enum pool)pool)->name)) <
            0)
            return false;
    return true;
}

static void assign_slots(struct master *master)
{
    for (int pool = 0; pool < POOLS; pool++)
        for (long i = 0; i < master->config->workers[pool]; i++)
            master->board->slots[master->slots++].pool = (enum pool)pool;
}

static bool open_master(struct master *master)
{
    setenv("LIBFCGI_OS_CLOSE_POLL_TIMEOUT", "200",
           0); /* ms a worker waits for nginx to close (default 2000) */
    setenv("LIBFCGI_IS_AF_UNIX_KEEPER_POLL_TIMEOUT", "500", 0); /* ms a silent connection may hold a worker */
    sigemptyset(&master->signals);
    const int wanted[] = {SIGTERM, SIGINT, SIGHUP, SIGCHLD};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        sigaddset(&master->signals, wanted[i]);
    sigprocmask(SIG_SETMASK, &master->signals, NULL);
    master->board = board_new();
    master->argon_fd = memfd_create("cc-api-argon", MFD_CLOEXEC);
    if (!master->board || master->argon_fd < 0 || !open_sockets(master))
        return false;
    invoke_compose();
    csv_compose();
    assign_slots(master);
    return true;
}

static int next_signal(const struct master *master, int wait_ms)
{
    const struct timespec wait = {.tv_sec = wait_ms / 1000, .tv_nsec = wait_ms % 1000 * 1000000L};
    int number = sigtimedwait(&master->signals, NULL, &wait);
    return number < 0 ? 0 : number;
}

/* Signals every worker that is left; returns how many. */
static int signal_all(struct master *master, int number)
{
    int left = 0;
    for (int i = 0; i < master->slots; i++) {
        pid_t pid = master->board->slots[i].pid;
        left += pid && (number == 0 || kill(pid, number) == 0);
    }
    for (int i = 0; i < master->old_count; i++)
        left += master->old[i] && (number == 0 || kill(master->old[i], number) == 0);
    return left;
}

static void drain(struct master *master)
{
    int64_t until_ms = reloj_mono_ms() + DRAIN_MS;
    log_info(LOG_EVENT("fin"));
    notify_send("STOPPING=1");
    for (int pool = 0; pool < POOLS; pool++) {
        listen_remove(master->config->run, pool_traits((enum pool)pool)->name);
        close(master->listen_fd[pool]);
    }
    signal_all(master, SIGTERM);
    while (signal_all(master, 0) > 0 && reloj_mono_ms() < until_ms) {
        next_signal(master, HURRY_MS);
        reap(master);
    }
    int killed = signal_all(master, SIGKILL);
    if (killed > 0)
        log_aviso(LOG_EVENT("workers_cortados"), LOG_INT("cuantos", killed));
}

static void say_ready(const struct master *master)
{
    log_info(LOG_EVENT("listo"), LOG_TEXT("version", version_text()), LOG_INT("esquema", version_schema()),
             LOG_INT("workers", master->slots));
    notify_send("READY=1");
}

int master_run(const struct config *config, char **argv)
{
    static struct master master;
    master.config = config;
    master.argv = argv;
    if (!open_master(&master))
        return EXIT_FAILURE;
    bool steady = fill_pools(&master);
    say_ready(&master);
    for (;;) {
        int number = next_signal(&master, steady ? TICK_MS : HURRY_MS);
        if (number == SIGTERM || number == SIGINT)
            break;
        if (number == SIGHUP && master.old_count == 0)
            reload(&master);
        reap(&master);
        kill_stuck(&master);
        steady = fill_pools(&master);
        steady = retire_old(&master) && steady;
        notify_send("WATCHDOG=1");
    }
    drain(&master);
    return EXIT_SUCCESS;
}
