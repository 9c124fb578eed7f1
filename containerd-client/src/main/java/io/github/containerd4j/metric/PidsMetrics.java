package io.github.containerd4j.metric;

/**
 * Number of processes and threads.
 *
 * @param current how many there are
 * @param limit how many there may be; 0 (cgroup v1) or -1 (cgroup v2) for no limit
 * @since 0.1.0
 */
public record PidsMetrics(long current, long limit) {

}
