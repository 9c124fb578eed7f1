package io.github.containerd4j.spring.endpoint;

import java.time.Instant;
import java.util.OptionalLong;

import io.github.containerd4j.TypedValue;
import io.github.containerd4j.metric.CgroupMetrics;
import io.github.containerd4j.metric.UnknownMetrics;
import io.github.containerd4j.task.TaskMetric;
import org.jspecify.annotations.Nullable;

/**
 * The statistics of a task.
 *
 * @param type the type URL that the shim sent
 * @param timestamp when they were read
 * @param cpuNanos processor time used so far in nanoseconds
 * @param memoryBytes memory in use with page cache
 * @param workingSetBytes memory in use without the page cache that was not used lately
 * @param memoryLimitBytes memory that may be used; {@code null} if there is no limit
 * @param processes the number of processes and threads
 * @param cgroup everything that the shim told, in the words of the kernel's control
 * groups; {@code null} for a type that is not known
 * @since 0.1.0
 */
public record MetricsDescriptor(@Nullable String type, @Nullable Instant timestamp, @Nullable Long cpuNanos,
		@Nullable Long memoryBytes, @Nullable Long workingSetBytes, @Nullable Long memoryLimitBytes,
		@Nullable Long processes, @Nullable Object cgroup) {

	static MetricsDescriptor of(TaskMetric metric) {
		CgroupMetrics cgroup = metric.cgroup();
		TypedValue data = metric.data();
		return new MetricsDescriptor((data != null) ? data.typeUrl() : null, metric.timestamp(),
				value(cgroup.cpuNanos()), value(cgroup.memoryBytes()), value(cgroup.workingSetBytes()),
				value(cgroup.memoryLimitBytes()), value(cgroup.processes()),
				(cgroup instanceof UnknownMetrics) ? null : cgroup);
	}

	private static @Nullable Long value(OptionalLong value) {
		return value.isPresent() ? value.getAsLong() : null;
	}

}
