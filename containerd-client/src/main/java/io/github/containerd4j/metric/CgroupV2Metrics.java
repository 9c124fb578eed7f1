package io.github.containerd4j.metric;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

/**
 * The statistics of a cgroup v2. A part is {@code null} where the controller is not
 * switched on.
 *
 * @param pids processes and threads
 * @param cpu processor time
 * @param memory memory
 * @param memoryEvents how often memory met a border
 * @param rdma RDMA resources
 * @param io block devices
 * @param hugetlb huge pages, by size
 * @param network network interfaces, since containerd 2.2; mostly empty
 * @since 0.1.0
 */
public record CgroupV2Metrics(@Nullable PidsMetrics pids, @Nullable CpuV2Metrics cpu, @Nullable MemoryV2Metrics memory,
		@Nullable MemoryV2Events memoryEvents, @Nullable RdmaMetrics rdma, @Nullable IoV2Metrics io,
		List<HugetlbMetrics> hugetlb, List<NetworkMetrics> network) implements CgroupMetrics {

	/**
	 * Copies the lists.
	 * @param pids processes and threads
	 * @param cpu processor time
	 * @param memory memory
	 * @param memoryEvents how often memory met a border
	 * @param rdma RDMA resources
	 * @param io block devices
	 * @param hugetlb huge pages, by size
	 * @param network network interfaces, since containerd 2.2
	 */
	public CgroupV2Metrics {
		hugetlb = List.copyOf(hugetlb);
		network = List.copyOf(network);
	}

	@Override
	public OptionalLong cpuNanos() {
		return (this.cpu != null) ? OptionalLong.of(TimeUnit.MICROSECONDS.toNanos(this.cpu.usage()))
				: OptionalLong.empty();
	}

	@Override
	public OptionalLong memoryBytes() {
		return (this.memory != null) ? OptionalLong.of(this.memory.usage()) : OptionalLong.empty();
	}

	@Override
	public OptionalLong workingSetBytes() {
		return (this.memory != null)
				? OptionalLong.of(Math.max(0, this.memory.usage() - this.memory.stat().inactiveFile()))
				: OptionalLong.empty();
	}

	@Override
	public OptionalLong memoryLimitBytes() {
		// The largest unsigned number, "no limit", is negative here.
		long limit = (this.memory != null) ? this.memory.limit() : 0;
		return (limit > 0) ? OptionalLong.of(limit) : OptionalLong.empty();
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
		return (this.cpu != null) ? OptionalLong.of(TimeUnit.MICROSECONDS.toNanos(this.cpu.throttledTime()))
				: OptionalLong.empty();
	}

	@Override
	public OptionalLong readBytes() {
		return sum(IoV2Entry::readBytes);
	}

	@Override
	public OptionalLong writtenBytes() {
		return sum(IoV2Entry::writtenBytes);
	}

	private OptionalLong sum(ToLongFunction<IoV2Entry> number) {
		return (this.io != null) ? OptionalLong.of(this.io.devices().stream().mapToLong(number).sum())
				: OptionalLong.empty();
	}

	@Override
	public OptionalLong oomKills() {
		return (this.memoryEvents != null) ? OptionalLong.of(this.memoryEvents.oomKills()) : OptionalLong.empty();
	}

}
