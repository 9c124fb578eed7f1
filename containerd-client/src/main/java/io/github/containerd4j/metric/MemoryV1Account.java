package io.github.containerd4j.metric;

/**
 * One of the accounts that the kernel keeps of the memory of a cgroup v1.
 *
 * @param limit bytes that may be used; a number near 2^63 for no limit
 * @param usage bytes in use
 * @param max the highest use so far in bytes
 * @param failCount how often the limit was hit
 * @since 0.1.0
 */
public record MemoryV1Account(long limit, long usage, long max, long failCount) {

}
