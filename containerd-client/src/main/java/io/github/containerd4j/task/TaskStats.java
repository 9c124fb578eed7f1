package io.github.containerd4j.task;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalLong;

import io.github.containerd4j.metric.CgroupMetrics;

/**
 * What a task uses of its machine at one point in time, the same for cgroup v1 and v2.
 * What the kernel does not tell is empty and never 0.
 *
 * @param containerId the container of the task
 * @param at when it was read
 * @param cpuNanos processor time used since the start of the task, in nanoseconds, of all
 * processors together
 * @param throttledNanos time since the start of the task that its processes had to wait
 * because the processor quota was used up, in nanoseconds
 * @param memoryBytes memory in use, page cache included
 * @param workingSetBytes memory in use without the page cache that was not used lately:
 * {@code memoryBytes} less {@code inactive_file} (under cgroup v1
 * {@code total_inactive_file}) of the kernel's statistics, at least 0. This is what
 * Kubernetes and Docker show
 * @param memoryLimitBytes memory that may be used; empty also without a limit
 * @param processes processes and threads
 * @param processLimit how many of them there may be; empty also without a limit
 * @param readBytes bytes read from block devices since the start of the task
 * @param writtenBytes bytes written to block devices since the start of the task
 * @param oomKills processes that were killed because memory had run out, since the start
 * of the task
 * @since 0.1.0
 */
public record TaskStats(String containerId, Instant at, OptionalLong cpuNanos, OptionalLong throttledNanos,
		OptionalLong memoryBytes, OptionalLong workingSetBytes, OptionalLong memoryLimitBytes, OptionalLong processes,
		OptionalLong processLimit, OptionalLong readBytes, OptionalLong writtenBytes, OptionalLong oomKills) {

	private static final double PERCENT = 100;

	static TaskStats of(TaskMetric metric) {
		CgroupMetrics cgroup = metric.cgroup();
		Instant at = (metric.timestamp() != null) ? metric.timestamp() : Instant.now();
		return new TaskStats(metric.containerId(), at, cgroup.cpuNanos(), cgroup.throttledNanos(), cgroup.memoryBytes(),
				cgroup.workingSetBytes(), cgroup.memoryLimitBytes(), cgroup.processes(), cgroup.processLimit(),
				cgroup.readBytes(), cgroup.writtenBytes(), cgroup.oomKills());
	}

	/**
	 * How busy the task was between an earlier reading and this one.
	 * @param earlier the earlier reading of the same task
	 * @return the processor time used divided by the time passed, in percent of one
	 * processor: 100 is one processor that was busy all the time, 250 two and a half.
	 * Empty if no time has passed, if the time used is not told, or if it went backwards,
	 * which means another task of the same container
	 */
	public OptionalDouble cpuPercentSince(TaskStats earlier) {
		long passed = Duration.between(earlier.at, this.at).toNanos();
		if (passed <= 0 || this.cpuNanos.isEmpty() || earlier.cpuNanos.isEmpty()) {
			return OptionalDouble.empty();
		}
		long used = this.cpuNanos.getAsLong() - earlier.cpuNanos.getAsLong();
		return (used < 0) ? OptionalDouble.empty() : OptionalDouble.of(PERCENT * used / passed);
	}

	/**
	 * How much of the memory that may be used is in use.
	 * @return the working set in percent of the limit; empty without a limit or if one of
	 * them is not told
	 */
	public OptionalDouble memoryPercent() {
		if (this.workingSetBytes.isEmpty() || this.memoryLimitBytes.isEmpty()) {
			return OptionalDouble.empty();
		}
		return OptionalDouble.of(PERCENT * this.workingSetBytes.getAsLong() / this.memoryLimitBytes.getAsLong());
	}

}
