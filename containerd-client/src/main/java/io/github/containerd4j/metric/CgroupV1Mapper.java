package io.github.containerd4j.metric;

import java.util.List;

import io.github.containerd4j.TypedValue;
import io.github.containerd4j.proto.cgroups.v1.BlkIOEntry;
import io.github.containerd4j.proto.cgroups.v1.BlkIOStat;
import io.github.containerd4j.proto.cgroups.v1.CPUStat;
import io.github.containerd4j.proto.cgroups.v1.CgroupStats;
import io.github.containerd4j.proto.cgroups.v1.HugetlbStat;
import io.github.containerd4j.proto.cgroups.v1.MemoryEntry;
import io.github.containerd4j.proto.cgroups.v1.MemoryOomControl;
import io.github.containerd4j.proto.cgroups.v1.MemoryStat;
import io.github.containerd4j.proto.cgroups.v1.Metrics;
import io.github.containerd4j.proto.cgroups.v1.NetworkStat;
import io.github.containerd4j.proto.cgroups.v1.RdmaStat;
import io.github.containerd4j.rpc.Protos;

/**
 * From the message of cgroup v1 to its records.
 */
final class CgroupV1Mapper {

	private CgroupV1Mapper() {
	}

	static CgroupV1Metrics decode(TypedValue data) {
		Metrics metrics = Protos.unpack(data, Metrics.parser());
		return new CgroupV1Metrics(metrics.getHugetlbList().stream().map(CgroupV1Mapper::hugetlb).toList(),
				metrics.hasPids() ? new PidsMetrics(metrics.getPids().getCurrent(), metrics.getPids().getLimit())
						: null,
				metrics.hasCpu() ? cpu(metrics.getCpu()) : null,
				metrics.hasMemory() ? memory(metrics.getMemory()) : null,
				metrics.hasBlkio() ? blkio(metrics.getBlkio()) : null,
				metrics.hasRdma() ? rdma(metrics.getRdma()) : null,
				metrics.getNetworkList().stream().map(CgroupV1Mapper::network).toList(),
				metrics.hasCgroupStats() ? states(metrics.getCgroupStats()) : null,
				metrics.hasMemoryOomControl() ? oom(metrics.getMemoryOomControl()) : null);
	}

	private static HugetlbMetrics hugetlb(HugetlbStat stat) {
		return new HugetlbMetrics(stat.getPagesize(), stat.getUsage(), stat.getMax(), stat.getFailcnt());
	}

	private static CpuV1Metrics cpu(CPUStat stat) {
		return new CpuV1Metrics(stat.getUsage().getTotal(), stat.getUsage().getKernel(), stat.getUsage().getUser(),
				stat.getUsage().getPerCpuList(), stat.getThrottling().getPeriods(),
				stat.getThrottling().getThrottledPeriods(), stat.getThrottling().getThrottledTime());
	}

	private static MemoryV1Metrics memory(MemoryStat stat) {
		return new MemoryV1Metrics(own(stat), total(stat), stat.getHierarchicalMemoryLimit(),
				stat.getHierarchicalSwapLimit(), account(stat.getUsage()), account(stat.getSwap()),
				account(stat.getKernel()), account(stat.getKernelTcp()));
	}

	private static MemoryV1Stat own(MemoryStat stat) {
		return new MemoryV1Stat(stat.getCache(), stat.getRss(), stat.getRssHuge(), stat.getMappedFile(),
				stat.getDirty(), stat.getWriteback(), stat.getPgPgIn(), stat.getPgPgOut(), stat.getPgFault(),
				stat.getPgMajFault(), stat.getInactiveAnon(), stat.getActiveAnon(), stat.getInactiveFile(),
				stat.getActiveFile(), stat.getUnevictable());
	}

	private static MemoryV1Stat total(MemoryStat stat) {
		return new MemoryV1Stat(stat.getTotalCache(), stat.getTotalRss(), stat.getTotalRssHuge(),
				stat.getTotalMappedFile(), stat.getTotalDirty(), stat.getTotalWriteback(), stat.getTotalPgPgIn(),
				stat.getTotalPgPgOut(), stat.getTotalPgFault(), stat.getTotalPgMajFault(), stat.getTotalInactiveAnon(),
				stat.getTotalActiveAnon(), stat.getTotalInactiveFile(), stat.getTotalActiveFile(),
				stat.getTotalUnevictable());
	}

	private static MemoryV1Account account(MemoryEntry entry) {
		return new MemoryV1Account(entry.getLimit(), entry.getUsage(), entry.getMax(), entry.getFailcnt());
	}

	private static BlkioV1Metrics blkio(BlkIOStat stat) {
		return new BlkioV1Metrics(entries(stat.getIoServiceBytesRecursiveList()),
				entries(stat.getIoServicedRecursiveList()), entries(stat.getIoQueuedRecursiveList()),
				entries(stat.getIoServiceTimeRecursiveList()), entries(stat.getIoWaitTimeRecursiveList()),
				entries(stat.getIoMergedRecursiveList()), entries(stat.getIoTimeRecursiveList()),
				entries(stat.getSectorsRecursiveList()));
	}

	private static List<BlkioV1Entry> entries(List<BlkIOEntry> entries) {
		return entries.stream()
			.map((entry) -> new BlkioV1Entry(entry.getOp(), entry.getDevice(), entry.getMajor(), entry.getMinor(),
					entry.getValue()))
			.toList();
	}

	private static RdmaMetrics rdma(RdmaStat stat) {
		return new RdmaMetrics(rdma(stat.getCurrentList()), rdma(stat.getLimitList()));
	}

	private static List<RdmaEntry> rdma(List<io.github.containerd4j.proto.cgroups.v1.RdmaEntry> entries) {
		return entries.stream()
			.map((entry) -> new RdmaEntry(entry.getDevice(), Integer.toUnsignedLong(entry.getHcaHandles()),
					Integer.toUnsignedLong(entry.getHcaObjects())))
			.toList();
	}

	private static NetworkMetrics network(NetworkStat stat) {
		return new NetworkMetrics(stat.getName(), stat.getRxBytes(), stat.getRxPackets(), stat.getRxErrors(),
				stat.getRxDropped(), stat.getTxBytes(), stat.getTxPackets(), stat.getTxErrors(), stat.getTxDropped());
	}

	private static TaskStates states(CgroupStats stats) {
		return new TaskStates(stats.getNrSleeping(), stats.getNrRunning(), stats.getNrStopped(),
				stats.getNrUninterruptible(), stats.getNrIoWait());
	}

	private static OomControl oom(MemoryOomControl control) {
		return new OomControl(control.getOomKillDisable() != 0, control.getUnderOom() != 0, control.getOomKill());
	}

}
