package io.github.containerd4j.metric;

import org.jspecify.annotations.Nullable;

/**
 * Processor time under cgroup v2, in microseconds.
 *
 * @param usage time used
 * @param user time used outside the kernel
 * @param system time used in the kernel
 * @param periods periods of the quota that have passed
 * @param throttledPeriods periods in which the quota was used up
 * @param throttledTime time spent waiting for the next period, in microseconds
 * @param bursts periods that used saved-up quota; since containerd 2.2
 * @param burstTime time used of saved-up quota, in microseconds; since containerd 2.2
 * @param pressure waiting for a processor; {@code null} if it is not measured
 * @since 0.1.0
 */
public record CpuV2Metrics(long usage, long user, long system, long periods, long throttledPeriods, long throttledTime,
		long bursts, long burstTime, @Nullable PressureStall pressure) {

}
