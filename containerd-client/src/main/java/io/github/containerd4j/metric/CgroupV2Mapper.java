package io.github.containerd4j.metric;

import java.util.List;

import io.github.containerd4j.TypedValue;
import io.github.containerd4j.proto.cgroups.v2.CPUStat;
import io.github.containerd4j.proto.cgroups.v2.HugeTlbStat;
import io.github.containerd4j.proto.cgroups.v2.IOEntry;
import io.github.containerd4j.proto.cgroups.v2.IOStat;
import io.github.containerd4j.proto.cgroups.v2.MemoryEvents;
import io.github.containerd4j.proto.cgroups.v2.MemoryStat;
import io.github.containerd4j.proto.cgroups.v2.Metrics;
import io.github.containerd4j.proto.cgroups.v2.NetworkStat;
import io.github.containerd4j.proto.cgroups.v2.PSIData;
import io.github.containerd4j.proto.cgroups.v2.PSIStats;
import io.github.containerd4j.proto.cgroups.v2.RdmaStat;
import io.github.containerd4j.rpc.Protos;

/**
 * From the message of cgroup v2 to its records.
 */
final class CgroupV2Mapper {

	private CgroupV2Mapper() {
	}

	static CgroupV2Metrics decode(TypedValue data) {
		Metrics metrics = Protos.unpack(data, Metrics.parser());
		return new CgroupV2Metrics(
				metrics.hasPids() ? new PidsMetrics(metrics.getPids().getCurrent(), metrics.getPids().getLimit())
						: null,
				metrics.hasCpu() ? cpu(metrics.getCpu()) : null,
				metrics.hasMemory() ? memory(metrics.getMemory()) : null,
				metrics.hasMemoryEvents() ? events(metrics.getMemoryEvents()) : null,
				metrics.hasRdma() ? rdma(metrics.getRdma()) : null, metrics.hasIo() ? io(metrics.getIo()) : null,
				metrics.getHugetlbList().stream().map(CgroupV2Mapper::hugetlb).toList(),
				metrics.getNetworkList().stream().map(CgroupV2Mapper::network).toList());
	}

	private static HugetlbMetrics hugetlb(HugeTlbStat stat) {
		return new HugetlbMetrics(stat.getPagesize(), stat.getCurrent(), stat.getMax(), stat.getFailcnt());
	}

	private static CpuV2Metrics cpu(CPUStat stat) {
		return new CpuV2Metrics(stat.getUsageUsec(), stat.getUserUsec(), stat.getSystemUsec(), stat.getNrPeriods(),
				stat.getNrThrottled(), stat.getThrottledUsec(), stat.getNrBursts(), stat.getBurstUsec(),
				stat.hasPsi() ? stall(stat.getPsi()) : null);
	}

	private static MemoryV2Metrics memory(MemoryStat stat) {
		return new MemoryV2Metrics(stat.getUsage(), stat.getUsageLimit(), stat.getMaxUsage(), stat.getSwapUsage(),
				stat.getSwapLimit(), stat.getSwapMaxUsage(), consistsOf(stat), counters(stat),
				stat.hasPsi() ? stall(stat.getPsi()) : null);
	}

	private static MemoryV2Stat consistsOf(MemoryStat stat) {
		return new MemoryV2Stat(stat.getAnon(), stat.getFile(), stat.getKernelStack(), stat.getSlab(), stat.getSock(),
				stat.getShmem(), stat.getFileMapped(), stat.getFileDirty(), stat.getFileWriteback(), stat.getAnonThp(),
				stat.getInactiveAnon(), stat.getActiveAnon(), stat.getInactiveFile(), stat.getActiveFile(),
				stat.getUnevictable(), stat.getSlabReclaimable(), stat.getSlabUnreclaimable());
	}

	private static MemoryV2Counters counters(MemoryStat stat) {
		return new MemoryV2Counters(stat.getPgfault(), stat.getPgmajfault(), stat.getWorkingsetRefault(),
				stat.getWorkingsetActivate(), stat.getWorkingsetNodereclaim(), stat.getPgrefill(), stat.getPgscan(),
				stat.getPgsteal(), stat.getPgactivate(), stat.getPgdeactivate(), stat.getPglazyfree(),
				stat.getPglazyfreed(), stat.getThpFaultAlloc(), stat.getThpCollapseAlloc());
	}

	private static MemoryV2Events events(MemoryEvents events) {
		return new MemoryV2Events(events.getLow(), events.getHigh(), events.getMax(), events.getOom(),
				events.getOomKill(), events.getOomGroupKill());
	}

	private static IoV2Metrics io(IOStat stat) {
		return new IoV2Metrics(stat.getUsageList().stream().map(CgroupV2Mapper::device).toList(),
				stat.hasPsi() ? stall(stat.getPsi()) : null);
	}

	private static IoV2Entry device(IOEntry entry) {
		return new IoV2Entry(entry.getMajor(), entry.getMinor(), entry.getRbytes(), entry.getWbytes(), entry.getRios(),
				entry.getWios());
	}

	private static PressureStall stall(PSIStats stats) {
		return new PressureStall(stats.hasSome() ? pressure(stats.getSome()) : null,
				stats.hasFull() ? pressure(stats.getFull()) : null);
	}

	private static Pressure pressure(PSIData data) {
		return new Pressure(data.getAvg10(), data.getAvg60(), data.getAvg300(), data.getTotal());
	}

	private static RdmaMetrics rdma(RdmaStat stat) {
		return new RdmaMetrics(rdma(stat.getCurrentList()), rdma(stat.getLimitList()));
	}

	private static List<RdmaEntry> rdma(List<io.github.containerd4j.proto.cgroups.v2.RdmaEntry> entries) {
		return entries.stream()
			.map((entry) -> new RdmaEntry(entry.getDevice(), Integer.toUnsignedLong(entry.getHcaHandles()),
					Integer.toUnsignedLong(entry.getHcaObjects())))
			.toList();
	}

	private static NetworkMetrics network(NetworkStat stat) {
		return new NetworkMetrics(stat.getName(), stat.getRxBytes(), stat.getRxPackets(), stat.getRxErrors(),
				stat.getRxDropped(), stat.getTxBytes(), stat.getTxPackets(), stat.getTxErrors(), stat.getTxDropped());
	}

}
