package io.github.containerd4j.metric;

import java.util.OptionalLong;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * The statistics of a task's control group. Which form they have is decided by the
 * daemon's host; what both forms tell can be asked here without knowing it. Counters grow
 * from the start of the task.
 *
 * @since 0.1.0
 */
public sealed interface CgroupMetrics permits CgroupV1Metrics, CgroupV2Metrics, UnknownMetrics {

	/**
	 * Processor time used so far.
	 * @return nanoseconds; empty if it is not told
	 */
	OptionalLong cpuNanos();

	/**
	 * Memory in use, page cache included.
	 * @return bytes; empty if it is not told
	 */
	OptionalLong memoryBytes();

	/**
	 * Memory in use without the page cache that was not used lately, which is what the
	 * kernel can't give back easily.
	 * @return bytes; empty if it is not told
	 */
	OptionalLong workingSetBytes();

	/**
	 * Memory that may be used.
	 * @return bytes; empty if there is no limit or it is not told
	 */
	OptionalLong memoryLimitBytes();

	/**
	 * Processes and threads.
	 * @return their number; empty if it is not told
	 */
	OptionalLong processes();

	/**
	 * Processes and threads that there may be.
	 * @return their number; empty if there is no limit or it is not told
	 */
	OptionalLong processLimit();

	/**
	 * Time that processes had to wait because the processor quota of a period was used
	 * up.
	 * @return nanoseconds; empty if it is not told
	 */
	OptionalLong throttledNanos();

	/**
	 * Bytes read from block devices. Reads that the page cache answers are not among
	 * them.
	 * @return bytes; empty if it is not told
	 */
	OptionalLong readBytes();

	/**
	 * Bytes written to block devices. Under cgroup v1 most kernels count only what does
	 * not go through the page cache.
	 * @return bytes; empty if it is not told
	 */
	OptionalLong writtenBytes();

	/**
	 * Processes that the kernel killed because memory had run out.
	 * @return their number; empty if it is not told
	 */
	OptionalLong oomKills();

	/**
	 * Decodes statistics by their type URL.
	 * @param data the statistics; {@code null} if there are none
	 * @return {@link UnknownMetrics} for a type that is not known
	 * @throws ContainerdException if the bytes do not fit the type
	 */
	static CgroupMetrics decode(@Nullable TypedValue data) {
		if (data == null) {
			return new UnknownMetrics(null);
		}
		return switch (data.messageName()) {
			case "io.containerd.cgroups.v1.Metrics" -> CgroupV1Mapper.decode(data);
			case "io.containerd.cgroups.v2.Metrics" -> CgroupV2Mapper.decode(data);
			default -> new UnknownMetrics(data);
		};
	}

}
