/* The real cc-api, one worker a pool, without a database: what clients and signals can do to it. */
#include "support.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

#include "fcgi_client.h"
#include "lib/reloj.h"

#define PROGRAM "build/asan/bin/cc-api"
#define P       "/api/contact-center"
#define LOGIN   P "/sesion"

enum { DEADLINE_MS = 30000 }; /* for what will never come, not for what is slow */

static char folder[] = "/tmp/cc-api-XXXXXX";
static char log_path[64];
static pid_t master;

static pid_t start(void)
{
    pid_t child = fork();
    if (child == 0) {
        int log = open(log_path, O_WRONLY | O_CREAT | O_APPEND, 0600);
        dup2(log, STDERR_FILENO);
        setenv("CC_DB", "host=/nonexistent", 1);
        setenv("CC_RUN", folder, 1);
        setenv("CC_CLAVE", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", 1);
        setenv("CC_WORKERS_API", "1", 1);
        setenv("CC_WORKERS_WEBHOOKS", "1", 1);
        setenv("CC_WORKERS_LARGO", "1", 1);
        setenv("CC_CUERPO_WEBHOOK_BYTES", "1024", 1);
        execl(PROGRAM, PROGRAM, NULL);
        _exit(127);
    }
    return child;
}

static void rest(void)
{
    nanosleep(&(struct timespec){.tv_nsec = 5000000}, NULL);
}

/* Whether the pool answers; waits for it up to the deadline. */
static bool lives(void **state, const char *pool)
{
    for (int64_t until_ms = reloj_mono_ms() + DEADLINE_MS; reloj_mono_ms() < until_ms; rest())
        if (strstr(fcgi_request(folder, pool, *state, "GET", P "/livez", ""), "Status: 200"))
            return true;
    return false;
}

static int start_master(void **state)
{
    void *arena = arena_new(4096);
    (void)state;
    if (!cripto_init() || !mkdtemp(folder))
        return -1;
    snprintf(log_path, sizeof log_path, "%s/log", folder);
    master = start();
    return lives(&arena, "api") && lives(&arena, "webhooks") && lives(&arena, "largo")
               ? (arena_free((struct arena **)&arena), 0)
               : -1;
}

static int stop_master(void **state)
{
    char command[64];
    (void)state;
    if (master) {
        kill(master, SIGTERM);
        waitpid(master, NULL, 0);
    }
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

/* The processes that the master has now, at most eight. */
static int workers_of(pid_t parent, pid_t pids[8])
{
    char path[64];
    int count = 0;
    snprintf(path, sizeof path, "/proc/%d/task/%d/children", parent, parent);
    FILE *file = fopen(path, "r");
    while (file && count < 8 && fscanf(file, "%d", &pids[count]) == 1)
        count++;
    if (file)
        fclose(file);
    return count;
}

/* The same, once there are all three. */
static int all_workers_of(pid_t parent, pid_t pids[8])
{
    int64_t until_ms = reloj_mono_ms() + DEADLINE_MS;
    while (workers_of(parent, pids) != 3 && reloj_mono_ms() < until_ms)
        rest();
    return workers_of(parent, pids);
}

/* Whether the master has three workers, none of which was there before. */
static bool all_are_new(const pid_t before[3])
{
    pid_t now[8];
    int count = workers_of(master, now);
    for (int i = 0; i < count; i++)
        for (int j = 0; j < 3; j++)
            if (now[i] == before[j])
                return false;
    return count == 3;
}

/* Waits until a worker has taken all that was sent. */
static void wait_until_read(int fd)
{
    int64_t until_ms = reloj_mono_ms() + DEADLINE_MS;
    while (!fcgi_was_read(fd) && reloj_mono_ms() < until_ms)
        rest();
    assert_true(fcgi_was_read(fd));
}

/* A request's first half, which the worker has taken. */
static int in_mid_body(void **state, const char *body)
{
    int fd = fcgi_connect(folder, "api");
    fcgi_open(fd, *state, "POST", LOGIN, arena_format(*state, "%zu", strlen(body)));
    fcgi_record(fd, FCGI_STDIN_RECORD, body, 10);
    wait_until_read(fd);
    return fd;
}

static const char *second_half(void **state, int fd, const char *body)
{
    fcgi_record(fd, FCGI_STDIN_RECORD, body + 10, strlen(body) - 10);
    fcgi_record(fd, FCGI_STDIN_RECORD, NULL, 0);
    return fcgi_answer(fd, *state);
}

static bool log_says(void **state, const char *text)
{
    FILE *file = fopen(log_path, "r");
    struct buf all = buf_in(*state);
    char piece[4096];
    for (size_t bytes; (bytes = fread(piece, 1, sizeof piece, file)) > 0;)
        buf_add_n(&all, piece, bytes);
    fclose(file);
    return strstr(buf_text(&all), text) != NULL;
}

/* ----------------------------------------------------------------------------------- what clients do */

static void a_whole_request_is_answered_in_full(void **state)
{
    const char *answer = fcgi_request(folder, "api", *state, "GET", P "/livez", "");
    assert_string_equal(answer, "Status: 200\r\nCache-Control: no-store\r\nContent-Type: "
                                "application/json\r\nContent-Length: 13\r\n\r\n{\"vivo\":true}");
    answer = fcgi_request(folder, "api", *state, "POST", LOGIN, "{\"usuario\":\"ana\"}");
    assert_non_null(strstr(answer, "{\"pointer\":\"/clave\",\"detail\":\"falta\"}"));
    answer = fcgi_request(folder, "api", *state, "DELETE", P "/llamadas/1", "");
    assert_non_null(strstr(answer, "Status: 405\r\n"));
    assert_non_null(strstr(answer, "Allow: GET, PATCH\r\n"));
}

static void a_body_that_ends_early_is_never_used(void **state)
{
    int fd = fcgi_connect(folder, "api");
    fcgi_open(fd, *state, "POST", LOGIN, "40");
    fcgi_record(fd, FCGI_STDIN_RECORD, "{\"usuario\":\"ana\"}", 17);
    fcgi_record(fd, FCGI_STDIN_RECORD, NULL, 0);
    const char *answer = fcgi_answer(fd, *state);
    assert_non_null(strstr(answer, "Status: 503\r\n"));
    assert_non_null(strstr(answer, "no llegó entera"));
}

static void an_aborted_or_dropped_body_is_never_used(void **state)
{
    int fd = fcgi_connect(folder, "api");
    fcgi_open(fd, *state, "POST", LOGIN, "40");
    fcgi_record(fd, FCGI_STDIN_RECORD, "{\"usuario\":\"ana\"}", 17);
    fcgi_record(fd, FCGI_ABORT, NULL, 0);
    assert_null(strstr(fcgi_answer(fd, *state), "Status: 2"));

    fd = fcgi_connect(folder, "api");
    fcgi_open(fd, *state, "POST", LOGIN, "40");
    fcgi_record(fd, FCGI_STDIN_RECORD, "{\"usuario\":\"ana\"}", 17);
    shutdown(fd, SHUT_WR);
    assert_null(strstr(fcgi_answer(fd, *state), "Status: 2"));
    assert_true(lives(state, "api"));
}

static void a_body_over_the_limit_is_not_read(void **state)
{
    char *body = arena_zero(*state, 1026);
    memset(body, 'x', 1025);
    assert_non_null(
        strstr(fcgi_request(folder, "webhooks", *state, "POST", P "/webhooks/abc", body), "Status: 413\r\n"));
    int fd = fcgi_connect(folder, "webhooks");
    fcgi_open(fd, *state, "POST", P "/webhooks/abc", "-1");
    fcgi_record(fd, FCGI_STDIN_RECORD, NULL, 0);
    assert_non_null(strstr(fcgi_answer(fd, *state), "Status: 400\r\n"));
}

static void without_a_database_a_webhook_is_told_to_come_back(void **state)
{
    const char *answer = fcgi_request(folder, "webhooks", *state, "POST", P "/webhooks/abc", "{}");
    assert_non_null(strstr(answer, "Status: 503\r\n"));
    assert_non_null(strstr(answer, "Retry-After: 1\r\n"));
    assert_non_null(strstr(fcgi_request(folder, "api", *state, "GET", P "/readyz", ""), "Status: 503\r\n"));
}

static void a_silent_client_holds_a_worker_for_a_moment_only(void **state)
{
    int silent = fcgi_connect(folder, "api");
    assert_true(lives(state, "api")); /* by the one worker there is, while the other still says nothing */
    assert_false(log_says(state, "worker_atascado"));
    close(silent);
}

static void a_client_that_crashes_libfcgi_costs_one_worker(void **state)
{
    static const char *const names[] = {"FCGI_MAX_CONNS", "FCGI_MAX_REQS", "FCGI_MPXS_CONNS",
                                        "FCGI_MAX_CONNS", "FCGI_MAX_REQS", "FCGI_MPXS_CONNS"};
    struct buf values = buf_in(*state);
    for (size_t i = 0; i < COUNT(names); i++)
        fcgi_pair(&values, names[i], "");
    int fd = fcgi_connect(folder, "largo");
    fcgi_record(fd, FCGI_GET_VALUES_RECORD, buf_text(&values), values.bytes);
    wait_until_read(fd);
    close(fd); /* a library that does not crash keeps the connection open */
    assert_true(lives(state, "largo"));
    assert_int_equal(kill(master, 0), 0);
}

/* ----------------------------------------------------------------------------------- what signals do */

static void sigterm_in_mid_body_does_not_cut_it(void **state)
{
    static const char body[] = "{\"usuario\":\"ana\",\"clavo\":\"x\"}";
    pid_t before[8];
    assert_int_equal(all_workers_of(master, before), 3);
    int fd = in_mid_body(state, body);
    for (int i = 0; i < 3; i++)
        kill(before[i], SIGTERM);
    assert_true(lives(state, "webhooks")); /* the idle ones went at once and were replaced */
    assert_non_null(strstr(second_half(state, fd, body), "/clavo"));
    assert_true(lives(state, "api"));
    int64_t until_ms = reloj_mono_ms() + DEADLINE_MS;
    while (!all_are_new(before) && reloj_mono_ms() < until_ms) /* the last one may still be ending */
        rest();
    assert_true(all_are_new(before));
}

static void a_killed_worker_is_replaced(void **state)
{
    for (int round = 0; round < 3; round++) {
        pid_t pids[8];
        for (int i = workers_of(master, pids); i > 0; i--)
            kill(pids[i - 1], SIGKILL);
        assert_true(lives(state, "api"));
    }
}

static void sighup_executes_the_program_again_and_no_request_fails(void **state)
{
    pid_t before[8];
    assert_int_equal(all_workers_of(master, before), 3);
    kill(master, SIGHUP);
    int64_t until_ms = reloj_mono_ms() + DEADLINE_MS;
    while (!all_are_new(before) && reloj_mono_ms() < until_ms)
        assert_non_null(strstr(fcgi_request(folder, "api", *state, "GET", P "/livez", ""), "Status: 200"));
    assert_true(all_are_new(before));
    assert_int_equal(kill(master, 0), 0); /* the same process */
    assert_true(lives(state, "webhooks") && lives(state, "largo"));
}

static void a_second_master_on_the_same_sockets_refuses_to_start(void **state)
{
    int status = 0;
    pid_t second = start();
    waitpid(second, &status, 0);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 1);
    assert_true(log_says(state, "otro_master_en_marcha"));
    assert_true(lives(state, "api"));
}

static void the_sockets_are_for_owner_and_group_only(void **state)
{
    struct stat about;
    (void)state;
    static const char *const pools[] = {"webhooks", "api", "largo"};
    for (size_t i = 0; i < COUNT(pools); i++) {
        assert_int_equal(stat(arena_format(*state, "%s/%s.sock", folder, pools[i]), &about), 0);
        assert_int_equal(about.st_mode & 0777, 0660);
    }
}

static void sigterm_finishes_what_was_begun_and_ends(void **state)
{
    static const char body[] = "{\"usuario\":\"ana\",\"clavo\":\"x\"}";
    int status = 0, fd = in_mid_body(state, body);
    kill(master, SIGTERM);
    for (int idle; (idle = fcgi_connect(folder, "webhooks")) >= 0; rest())
        close(idle);
    assert_non_null(strstr(second_half(state, fd, body), "/clavo"));
    waitpid(master, &status, 0);
    master = 0;
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_false(log_says(state, "workers_cortados"));
    assert_false(log_says(state, "Sanitizer"));
    assert_false(log_says(state, "runtime error"));
    assert_false(log_says(state, "\"clavo\""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_whole_request_is_answered_in_full),
        TEST(a_body_that_ends_early_is_never_used),
        TEST(an_aborted_or_dropped_body_is_never_used),
        TEST(a_body_over_the_limit_is_not_read),
        TEST(without_a_database_a_webhook_is_told_to_come_back),
        TEST(a_silent_client_holds_a_worker_for_a_moment_only),
        TEST(a_client_that_crashes_libfcgi_costs_one_worker),
        TEST(sigterm_in_mid_body_does_not_cut_it),
        TEST(a_killed_worker_is_replaced),
        TEST(sighup_executes_the_program_again_and_no_request_fails),
        TEST(a_second_master_on_the_same_sockets_refuses_to_start),
        TEST(the_sockets_are_for_owner_and_group_only),
        TEST(sigterm_finishes_what_was_begun_and_ends),
    };
    return cmocka_run_group_tests(tests, start_master, stop_master);
}
