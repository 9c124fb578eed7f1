package io.github.containerd4j.metric;

import java.util.List;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * The statistics of a cgroup v1. A part is {@code null} where the kernel has no such
 * controller.
 *
 * @param hugetlb huge pages, by size
 * @param pids processes and threads
 * @param cpu processor time
 * @param memory memory
 * @param blkio block devices
 * @param rdma RDMA resources
 * @param network network interfaces; mostly empty
 * @param taskStates tasks by state
 * @param oomControl the out-of-memory killer
 * @since 0.1.0
 */
public record CgroupV1Metrics(List<HugetlbMetrics> hugetlb, @Nullable PidsMetrics pids, @Nullable CpuV1Metrics cpu,
		@Nullable MemoryV1Metrics memory, @Nullable BlkioV1Metrics blkio, @Nullable RdmaMetrics rdma,
		List<NetworkMetrics> network, @Nullable TaskStates taskStates,
		@Nullable OomControl oomControl) implements CgroupMetrics {

	/**
	 * Copies the lists.
	 * @param hugetlb huge pages, by size
	 * @param pids processes and threads
	 * @param cpu processor time
	 * @param memory memory
	 * @param blkio block devices
	 * @param rdma RDMA resources
	 * @param network network interfaces
	 * @param taskStates tasks by state
	 * @param oomControl the out-of-memory killer
	 */
	public CgroupV1Metrics {
		hugetlb = List.copyOf(hugetlb);
		network = List.copyOf(network);
	}

	// Without a limit the kernel tells the largest number of whole pages.
	private static final long NO_LIMIT = 1L << 62;

	@Override
	public OptionalLong cpuNanos() {
		return (this.cpu != null) ? OptionalLong.of(this.cpu.total()) : OptionalLong.empty();
	}

	@Override
	public OptionalLong memoryBytes() {
		return (this.memory != null) ? OptionalLong.of(this.memory.usage().usage()) : OptionalLong.empty();
	}

	@Override
	public OptionalLong workingSetBytes() {
		return (this.memory != null)
				? OptionalLong.of(Math.max(0, this.memory.usage().usage() - this.memory.total().inactiveFile()))
				: OptionalLong.empty();
	}

	@Override
	public OptionalLong memoryLimitBytes() {
		long limit = (this.memory != null) ? this.memory.usage().limit() : 0;
		return (limit > 0 && limit < NO_LIMIT) ? OptionalLong.of(limit) : OptionalLong.empty();
	}

	@Override
	public OptionalLong processes() {
		return (this.pids != null) ? OptionalLong.of(this.pids.current()) : OptionalLong.empty();
	}

	@Override
	public OptionalLong processLimit() {
		return (this.pids != null && this.pids.limit() > 0) ? OptionalLong.of(this.pids.limit()) : OptionalLong.empty();
	}

	@Override
	public OptionalLong throttledNanos() {
		return (this.cpu != null) ? OptionalLong.of(this.cpu.throttledTime()) : OptionalLong.empty();
	}

	@Override
	public OptionalLong readBytes() {
		return sum("Read");
	}

	@Override
	public OptionalLong writtenBytes() {
		return sum("Write");
	}

	private OptionalLong sum(String operation) {
		return (this.blkio != null) ? OptionalLong.of(this.blkio.serviceBytes()
			.stream()
			.filter((entry) -> entry.operation().equalsIgnoreCase(operation))
			.mapToLong(BlkioV1Entry::value)
			.sum()) : OptionalLong.empty();
	}

	@Override
	public OptionalLong oomKills() {
		return (this.oomControl != null) ? OptionalLong.of(this.oomControl.kills()) : OptionalLong.empty();
	}

}
