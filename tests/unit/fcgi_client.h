/* fcgi_client: a FastCGI client that can be as rude as it likes (records by FastCGI 1.0, §3.3 and §8). */
#ifndef CC_TESTS_FCGI_CLIENT_H
#define CC_TESTS_FCGI_CLIENT_H

#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "support.h"

enum {
    FCGI_BEGIN = 1,
    FCGI_ABORT = 2,
    FCGI_PARAMS_RECORD = 4,
    FCGI_STDIN_RECORD = 5,
    FCGI_STDOUT_RECORD = 6,
    FCGI_GET_VALUES_RECORD = 9
};

/* -1 when nobody listens. */
static inline int fcgi_connect(const char *folder, const char *name)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    const struct timeval patience = {.tv_sec = 30};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    snprintf(address.sun_path, sizeof address.sun_path, "%s/%s.sock", folder, name);
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) == 0)
        return fd;
    close(fd);
    return -1;
}

static inline void fcgi_record(int fd, int type, const void *data, size_t bytes)
{
    unsigned char header[8] = {1,
                               (unsigned char)type,
                               0,
                               type != FCGI_GET_VALUES_RECORD,
                               (unsigned char)(bytes >> 8),
                               (unsigned char)bytes};
    send(fd, header, sizeof header, MSG_NOSIGNAL);
    if (bytes)
        send(fd, data, bytes, MSG_NOSIGNAL);
}

static inline void fcgi_pair(struct buf *out, const char *name, const char *value)
{
    const size_t lengths[] = {strlen(name), strlen(value)};
    for (int i = 0; i < 2; i++) {
        unsigned char wide[4] = {(unsigned char)(lengths[i] >> 24 | 0x80), (unsigned char)(lengths[i] >> 16),
                                 (unsigned char)(lengths[i] >> 8), (unsigned char)lengths[i]};
        if (lengths[i] < 128)
            buf_add_n(out, &wide[3], 1);
        else
            buf_add_n(out, wide, 4);
    }
    buf_add(out, name);
    buf_add(out, value);
}

/* Everything up to the body: begin, parameters. `length` is what CONTENT_LENGTH claims. */
static inline void fcgi_open(int fd, struct arena *arena, const char *method, const char *path,
                             const char *length)
{
    const char *const pairs[][2] = {
        {"REQUEST_METHOD", method},
        {"DOCUMENT_URI", path},
        {"QUERY_STRING", ""},
        {"CONTENT_LENGTH", length},
        {"CONTENT_TYPE", "application/json"},
        {"REQUEST_ID", "0123456789abcdef0123456789abcdef"},
        {"HTTP_X_CONTACT_CENTER", "1"},
        {"HTTP_SEC_FETCH_SITE", "same-origin"},
    };
    struct buf params = buf_in(arena);
    for (size_t i = 0; i < COUNT(pairs); i++)
        fcgi_pair(&params, pairs[i][0], pairs[i][1]);
    fcgi_record(fd, FCGI_BEGIN, "\0\1\0\0\0\0\0\0", 8);
    fcgi_record(fd, FCGI_PARAMS_RECORD, buf_text(&params), params.bytes);
    fcgi_record(fd, FCGI_PARAMS_RECORD, NULL, 0);
}

/* Whether the other side has read all that was sent: for a unix socket the kernel counts what lies there. */
static inline bool fcgi_was_read(int fd)
{
    int left_bytes = 0;
    return ioctl(fd, SIOCOUTQ, &left_bytes) == 0 && left_bytes == 0;
}

static inline bool fcgi_receive(int fd, void *data, size_t bytes)
{
    for (size_t done = 0; done < bytes;) {
        ssize_t got = recv(fd, (char *)data + done, bytes - done, 0);
        if (got <= 0)
            return false;
        done += (size_t)got;
    }
    return true;
}

/* All that comes on STDOUT until the connection ends; closes it. "" when nothing came. */
static inline const char *fcgi_answer(int fd, struct arena *arena)
{
    struct buf text = buf_in(arena);
    unsigned char header[8];
    while (fcgi_receive(fd, header, sizeof header)) {
        size_t bytes = (size_t)(header[4] << 8 | header[5]), padding = header[6];
        char *data = arena_take(arena, bytes + padding + 1);
        if (!fcgi_receive(fd, data, bytes + padding))
            break;
        if (header[1] == FCGI_STDOUT_RECORD)
            buf_add_n(&text, data, bytes);
    }
    close(fd);
    return buf_text(&text);
}

/* A well-behaved request. */
static inline const char *fcgi_request(const char *folder, const char *pool, struct arena *arena,
                                       const char *method, const char *path, const char *body)
{
    int fd = fcgi_connect(folder, pool);
    if (fd < 0)
        return "";
    fcgi_open(fd, arena, method, path, *body ? arena_format(arena, "%zu", strlen(body)) : "");
    if (*body)
        fcgi_record(fd, FCGI_STDIN_RECORD, body, strlen(body));
    fcgi_record(fd, FCGI_STDIN_RECORD, NULL, 0);
    return fcgi_answer(fd, arena);
}

#endif
