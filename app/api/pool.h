/* pool: the three groups of workers. Each has a socket of its own, so that nothing the desk or the ERP does can starve
 * the PBX; nginx chooses by location. */
#ifndef CC_API_POOL_H
#define CC_API_POOL_H

enum pool { POOL_WEBHOOKS, POOL_API, POOL_LARGO, POOLS };

struct pool_traits {
    const char *name;         /* also of its socket: CC_RUN/<name>.sock */
    int statement_timeout_ms; /* on the server */
    int request_limit_ms; /* a request older than this is stuck: its worker is killed; of largo: CC_PLAZO_LARGO_S */
};

const struct pool_traits *pool_traits(enum pool pool);

#endif
