package io.github.containerd4j.metric;

import org.jspecify.annotations.Nullable;

/**
 * Memory under cgroup v2, in bytes.
 *
 * @param usage in use, page cache included
 * @param limit may be used; -1 for no limit
 * @param maxUsage the highest use so far; since containerd 2.0
 * @param swapUsage swap in use
 * @param swapLimit swap that may be used; -1 for no limit
 * @param swapMaxUsage the highest use of swap so far; since containerd 2.0
 * @param stat what it consists of
 * @param counters what happened to its pages
 * @param pressure waiting for memory; {@code null} if it is not measured
 * @since 0.1.0
 */
public record MemoryV2Metrics(long usage, long limit, long maxUsage, long swapUsage, long swapLimit, long swapMaxUsage,
		MemoryV2Stat stat, MemoryV2Counters counters, @Nullable PressureStall pressure) {

}
