package io.github.containerd4j.sandbox;

import java.time.Instant;

import io.github.containerd4j.TypedValue;
import io.github.containerd4j.metric.CgroupMetrics;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of a sandbox itself at one point in time.
 *
 * @param sandboxId the sandbox
 * @param timestamp when they were read; {@code null} if it is not told
 * @param data the statistics as the controller sent them; {@code null} if it sent none
 * @param cgroup the same, decoded
 * @since 0.1.0
 */
public record SandboxMetric(String sandboxId, @Nullable Instant timestamp, @Nullable TypedValue data,
		CgroupMetrics cgroup) {
}
