package io.github.containerd4j.spec;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.spec.Resources.IoLimit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ResourcesTests {

	@Test
	void writesEveryLimitAsTheRuntimeReadsIt() {
		Resources resources = Resources.builder()
			.cpus(1.5)
			.cpuShares(512)
			.cpuset("0-2,7")
			.cpusetMemory("0")
			.memory(64 << 20)
			.memoryReservation(32 << 20)
			.memoryWithSwap(128 << 20)
			.swappiness(10)
			.pids(100)
			.ioWeight(500)
			.ioLimit(IoLimit.READ_BYTES, 8, 0, 1000)
			.hugepages("2MB", 4 << 20)
			.unified("memory.high", "max")
			.build();

		assertThat(resources.toJson()).isEqualTo("{\"cpu\":{\"quota\":150000,\"period\":100000,\"shares\":512,"
				+ "\"cpus\":\"0-2,7\",\"mems\":\"0\"},\"memory\":{\"limit\":67108864,\"reservation\":33554432,"
				+ "\"swap\":134217728,\"swappiness\":10},\"pids\":{\"limit\":100},\"blockIO\":{\"weight\":500,"
				+ "\"throttleReadBpsDevice\":[{\"major\":8,\"minor\":0,\"rate\":1000}]},"
				+ "\"hugepageLimits\":[{\"limit\":4194304,\"pageSize\":\"2MB\"}],\"unified\":{\"memory.high\":\"max\"}}");
		assertThat(resources.toTypedValue().typeUrl()).isEqualTo(TypedValue.LINUX_RESOURCES);
		assertThat(resources.cpus()).isEqualTo(1.5);
		assertThat(resources.memory()).isEqualTo(64L << 20);
		assertThat(resources.pids()).isEqualTo(100);
		assertThat(resources.toBuilder().build()).isEqualTo(resources);
		assertThat(resources.toBuilder().pids(5).build()).isNotEqualTo(resources);
	}

	@Test
	void bindsNothingByDefault() {
		assertThat(Resources.none().toJson()).isEqualTo("{}");
		assertThat(Resources.none().cpus()).isNull();
		assertThat(Resources.builder().pids(Resources.UNLIMITED).build().pids()).isEqualTo(-1);
	}

	@ParameterizedTest
	@MethodSource
	void refusesWhatIsBelowTheMinimumOrNoLimit(UnaryOperator<Resources.Builder> limit) {
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> limit.apply(Resources.builder()).build());
	}

	static Stream<UnaryOperator<Resources.Builder>> refusesWhatIsBelowTheMinimumOrNoLimit() {
		return Stream.of((b) -> b.cpus(0.001), (b) -> b.cpus(Double.NaN), (b) -> b.cpuQuota(999, 100_000),
				(b) -> b.cpuQuota(1000, 999), (b) -> b.cpuShares(1), (b) -> b.cpuset("a"), (b) -> b.cpuset("1-"),
				(b) -> b.memory(Resources.MINIMUM_MEMORY - 1), (b) -> b.memory(-1), (b) -> b.memoryReservation(1),
				(b) -> b.memoryWithSwap(10 << 20), (b) -> b.memory(20 << 20).memoryWithSwap(10 << 20),
				(b) -> b.swappiness(101), (b) -> b.pids(0), (b) -> b.ioWeight(9),
				(b) -> b.ioLimit(IoLimit.WRITE_BYTES, 8, 0, 0), (b) -> b.hugepages("2M", 1),
				(b) -> b.unified("../cgroup.procs", "1"), (b) -> b.unified("a/b.c", "1"));
	}

}
