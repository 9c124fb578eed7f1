package io.github.containerd4j.task;

import java.time.Instant;

import io.github.containerd4j.TypedValue;
import io.github.containerd4j.metric.CgroupMetrics;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of a task at one point in time. Counters grow from the start of the task;
 * take differences.
 *
 * @param containerId the container of the task
 * @param timestamp when they were read; {@code null} if the shim does not tell
 * @param data the statistics as the shim sent them; {@code null} if it sent none
 * @param cgroup the same, decoded
 * @since 0.1.0
 */
public record TaskMetric(String containerId, @Nullable Instant timestamp, @Nullable TypedValue data,
		CgroupMetrics cgroup) {
}
