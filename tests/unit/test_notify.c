#include "support.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "lib/notify.h"

static int listen_at(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    socklen_t bytes = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(path));
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    memcpy(address.sun_path, path, strlen(path));
    if (path[0] == '@')
        address.sun_path[0] = '\0';
    assert_int_equal(bind(fd, (struct sockaddr *)&address, bytes), 0);
    return fd;
}

static void assert_heard(int fd, const char *expected)
{
    char text[128];
    ssize_t bytes = recv(fd, text, sizeof text - 1, 0);
    assert_true(bytes > 0);
    text[bytes] = '\0';
    assert_memory_equal(text, expected, strlen(expected));
}

static void the_manager_hears_it_on_a_path_and_in_the_abstract_namespace(void **state)
{
    const char *const paths[] = {arena_format(*state, "/tmp/cc-notify-%d", getpid()),
                                 arena_format(*state, "@cc-notify-%d", getpid())};
    for (size_t i = 0; i < COUNT(paths); i++) {
        int fd = listen_at(paths[i]);
        setenv("NOTIFY_SOCKET", paths[i], 1);
        notify_send("READY=1");
        assert_heard(fd, "READY=1");
        notify_reloading();
        assert_heard(fd, "RELOADING=1\nMONOTONIC_USEC=");
        close(fd);
        unlink(paths[i]);
    }
}

static void without_a_manager_nothing_happens(void **state)
{
    (void)state;
    unsetenv("NOTIFY_SOCKET");
    notify_send("READY=1");
    setenv("NOTIFY_SOCKET", "relative", 1);
    notify_send("READY=1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_manager_hears_it_on_a_path_and_in_the_abstract_namespace),
        TEST(without_a_manager_nothing_happens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
