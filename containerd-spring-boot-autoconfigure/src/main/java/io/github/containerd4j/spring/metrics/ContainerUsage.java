package io.github.containerd4j.spring.metrics;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

import io.github.containerd4j.metric.BlkioV1Entry;
import io.github.containerd4j.metric.BlkioV1Metrics;
import io.github.containerd4j.metric.CgroupMetrics;
import io.github.containerd4j.metric.CgroupV1Metrics;
import io.github.containerd4j.metric.CgroupV2Metrics;
import io.github.containerd4j.metric.IoV2Entry;
import org.jspecify.annotations.Nullable;

/**
 * What one container used when its statistics were read.
 *
 * @param container the container
 * @param at when, on the clock of {@link System#nanoTime()}
 * @param cgroup the statistics
 * @param traffic what went through its interfaces; {@code null} if that is not known
 * @param processors how many processors it kept busy since the reading before; empty for
 * the first
 */
record ContainerUsage(Key container, long at, CgroupMetrics cgroup, @Nullable Traffic traffic,
		OptionalDouble processors) {

	/**
	 * A container.
	 *
	 * @param namespace its namespace
	 * @param id its identifier
	 */
	record Key(String namespace, String id) {

	}

	static ContainerUsage of(Key container, CgroupMetrics cgroup, @Nullable Traffic traffic,
			@Nullable ContainerUsage before) {
		long now = System.nanoTime();
		return new ContainerUsage(container, now, cgroup, traffic,
				(before != null) ? processors(before, cgroup, now) : OptionalDouble.empty());
	}

	private static OptionalDouble processors(ContainerUsage before, CgroupMetrics cgroup, long now) {
		OptionalLong earlier = before.cgroup.cpuNanos();
		OptionalLong later = cgroup.cpuNanos();
		// Less than before means another task of the same container.
		if (earlier.isEmpty() || later.isEmpty() || later.getAsLong() < earlier.getAsLong()) {
			return OptionalDouble.empty();
		}
		return OptionalDouble.of((double) (later.getAsLong() - earlier.getAsLong()) / (now - before.at));
	}

	OptionalDouble cpuSeconds() {
		OptionalLong nanos = this.cgroup.cpuNanos();
		return nanos.isPresent() ? OptionalDouble.of((double) nanos.getAsLong() / TimeUnit.SECONDS.toNanos(1))
				: OptionalDouble.empty();
	}

	OptionalDouble memory() {
		return number(this.cgroup.memoryBytes());
	}

	OptionalDouble workingSet() {
		return number(this.cgroup.workingSetBytes());
	}

	OptionalDouble memoryLimit() {
		return number(this.cgroup.memoryLimitBytes());
	}

	OptionalDouble processes() {
		return number(this.cgroup.processes());
	}

	OptionalDouble readBytes() {
		return io("read", IoV2Entry::readBytes);
	}

	OptionalDouble writtenBytes() {
		return io("write", IoV2Entry::writtenBytes);
	}

	private OptionalDouble io(String operation, ToLongFunction<IoV2Entry> value) {
		if (this.cgroup instanceof CgroupV2Metrics v2 && v2.io() != null) {
			return OptionalDouble.of(v2.io().devices().stream().mapToLong(value).sum());
		}
		if (this.cgroup instanceof CgroupV1Metrics v1 && v1.blkio() != null) {
			return OptionalDouble.of(sum(v1.blkio(), operation));
		}
		return OptionalDouble.empty();
	}

	private static long sum(BlkioV1Metrics blkio, String operation) {
		return blkio.serviceBytes()
			.stream()
			.filter((entry) -> entry.operation().equalsIgnoreCase(operation))
			.mapToLong(BlkioV1Entry::value)
			.sum();
	}

	OptionalDouble receivedBytes() {
		return (this.traffic != null) ? OptionalDouble.of(this.traffic.received()) : OptionalDouble.empty();
	}

	OptionalDouble sentBytes() {
		return (this.traffic != null) ? OptionalDouble.of(this.traffic.sent()) : OptionalDouble.empty();
	}

	private static OptionalDouble number(OptionalLong value) {
		return value.isPresent() ? OptionalDouble.of(value.getAsLong()) : OptionalDouble.empty();
	}

}
