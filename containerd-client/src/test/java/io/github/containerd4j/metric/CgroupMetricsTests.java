package io.github.containerd4j.metric;

import java.util.List;

import com.google.protobuf.Message;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.proto.cgroups.v2.CPUStat;
import io.github.containerd4j.proto.cgroups.v2.IOEntry;
import io.github.containerd4j.proto.cgroups.v2.IOStat;
import io.github.containerd4j.proto.cgroups.v2.MemoryEvents;
import io.github.containerd4j.proto.cgroups.v2.MemoryStat;
import io.github.containerd4j.proto.cgroups.v2.Metrics;
import io.github.containerd4j.proto.cgroups.v2.PSIData;
import io.github.containerd4j.proto.cgroups.v2.PSIStats;
import io.github.containerd4j.proto.cgroups.v2.PidsStat;
import io.github.containerd4j.rpc.Protos;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CgroupMetricsTests {

	@Test
	void readsTheSecondVersionByItsTypeUrl() {
		Metrics metrics = Metrics.newBuilder()
			.setPids(PidsStat.newBuilder().setCurrent(3).setLimit(-1))
			.setCpu(CPUStat.newBuilder()
				.setUsageUsec(5)
				.setPsi(PSIStats.newBuilder().setSome(PSIData.newBuilder().setAvg10(1.5).setTotal(7))))
			.setMemory(MemoryStat.newBuilder().setUsage(100).setInactiveFile(30).setUsageLimit(-1).setPgfault(4))
			.setMemoryEvents(MemoryEvents.newBuilder().setOomKill(2))
			.setIo(IOStat.newBuilder().addUsage(IOEntry.newBuilder().setMajor(8).setRbytes(10).setWios(11)))
			.build();

		CgroupMetrics decoded = decode(metrics);

		assertThat(decoded.cpuNanos()).hasValue(5000);
		assertThat(decoded.memoryBytes()).hasValue(100);
		assertThat(decoded.workingSetBytes()).hasValue(70);
		assertThat(decoded.memoryLimitBytes()).isEmpty();
		assertThat(decoded.processes()).hasValue(3);
		assertThat(decoded.processLimit()).isEmpty();
		assertThat(decoded.throttledNanos()).hasValue(0);
		assertThat(decoded.readBytes()).hasValue(10);
		assertThat(decoded.writtenBytes()).hasValue(0);
		assertThat(decoded.oomKills()).hasValue(2);
		assertThat(decoded).isInstanceOfSatisfying(CgroupV2Metrics.class, (v2) -> {
			assertThat(v2.cpu()).extracting(CpuV2Metrics::pressure)
				.isEqualTo(new PressureStall(new Pressure(1.5, 0, 0, 7), null));
			assertThat(v2.memory()).extracting((memory) -> memory.counters().pageFaults()).isEqualTo(4L);
			assertThat(v2.memoryEvents()).isEqualTo(new MemoryV2Events(0, 0, 0, 0, 2, 0));
			assertThat(v2.io()).isEqualTo(new IoV2Metrics(List.of(new IoV2Entry(8, 0, 10, 0, 0, 11)), null));
			assertThat(v2.rdma()).isNull();
		});
	}

	@Test
	void readsTheFirstVersionByItsTypeUrl() {
		var metrics = io.github.containerd4j.proto.cgroups.v1.Metrics.newBuilder();
		metrics.getCpuBuilder().getUsageBuilder().setTotal(9).addPerCpu(4).addPerCpu(5);
		metrics.getMemoryBuilder().setCache(1).setTotalCache(2).setTotalInactiveFile(40);
		metrics.getMemoryBuilder().getUsageBuilder().setUsage(30).setLimit(64);
		metrics.getBlkioBuilder().addIoServicedRecursiveBuilder().setOp("Read").setMinor(1).setValue(6);
		metrics.getMemoryOomControlBuilder().setUnderOom(1).setOomKill(3);

		CgroupMetrics decoded = decode(metrics.build());

		assertThat(decoded.cpuNanos()).hasValue(9);
		assertThat(decoded.memoryBytes()).hasValue(30);
		assertThat(decoded.workingSetBytes()).hasValue(0);
		assertThat(decoded.memoryLimitBytes()).hasValue(64);
		assertThat(decoded.processes()).isEmpty();
		assertThat(decoded.processLimit()).isEmpty();
		assertThat(decoded.throttledNanos()).hasValue(0);
		assertThat(decoded.readBytes()).hasValue(0);
		assertThat(decoded.oomKills()).hasValue(3);
		assertThat(decoded).isInstanceOfSatisfying(CgroupV1Metrics.class, (v1) -> {
			assertThat(v1.cpu()).extracting(CpuV1Metrics::perCpu).isEqualTo(List.of(4L, 5L));
			assertThat(v1.memory()).extracting((memory) -> memory.own().cache()).isEqualTo(1L);
			assertThat(v1.memory()).extracting((memory) -> memory.total().cache()).isEqualTo(2L);
			assertThat(v1.blkio()).extracting(BlkioV1Metrics::serviced)
				.isEqualTo(List.of(new BlkioV1Entry("Read", "", 0, 1, 6)));
			assertThat(v1.oomControl()).isEqualTo(new OomControl(false, true, 3));
		});
	}

	@Test
	void keepsWhatItDoesNotKnow() {
		TypedValue data = TypedValue.json("io.microsoft.runhcs.Statistics", "?");

		assertThat(CgroupMetrics.decode(data)).isEqualTo(new UnknownMetrics(data));
		assertThat(CgroupMetrics.decode(null)).isEqualTo(new UnknownMetrics(null));
	}

	@Test
	void tellsThatBytesDoNotFitTheirType() {
		TypedValue data = TypedValue.of("io.containerd.cgroups.v2.Metrics", new byte[] { 10, 9 });

		assertThatExceptionOfType(ContainerdException.class).isThrownBy(() -> CgroupMetrics.decode(data))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.DATA_LOSS));
	}

	private static CgroupMetrics decode(Message message) {
		return CgroupMetrics.decode(Protos.pack(message));
	}

}
