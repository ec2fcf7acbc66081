/* metrics: the board's counters as Prometheus text 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats). Labels
 * are route templates and pools: nothing that names a person. */
#ifndef CC_API_METRICS_H
#define CC_API_METRICS_H

struct board;
struct buf;

void metrics_write(const struct board *board, struct buf *out);

#endif
