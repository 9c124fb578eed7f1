package io.github.containerd4j.metric;

import java.util.List;

/**
 * Processor time under cgroup v1, in nanoseconds.
 *
 * @param total time used
 * @param kernel time used in the kernel; coarser than the total
 * @param user time used outside the kernel; coarser than the total
 * @param perCpu time used, by processor
 * @param periods periods of the quota that have passed
 * @param throttledPeriods periods in which the quota was used up
 * @param throttledTime time spent waiting for the next period, in nanoseconds
 * @since 0.1.0
 */
public record CpuV1Metrics(long total, long kernel, long user, List<Long> perCpu, long periods, long throttledPeriods,
		long throttledTime) {

	/**
	 * Copies the lists.
	 * @param total time used
	 * @param kernel time used in the kernel
	 * @param user time used outside the kernel
	 * @param perCpu time used, by processor
	 * @param periods periods of the quota that have passed
	 * @param throttledPeriods periods in which the quota was used up
	 * @param throttledTime time spent waiting for the next period, in nanoseconds
	 */
	public CpuV1Metrics {
		perCpu = List.copyOf(perCpu);
	}

}
