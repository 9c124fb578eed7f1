package io.github.containerd4j.cgroup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DaemonTest
@Timeout(120)
class CgroupIT {

	private static final boolean UNIFIED = Files.exists(Path.of("/sys/fs/cgroup/cgroup.controllers"));

	private static final String MEMORY = UNIFIED ? "memory.max" : "memory.limit_in_bytes";

	private final Namespace namespace;

	CgroupIT(TestDaemon daemon, Namespace namespace) {
		this.namespace = namespace;
		daemon.importBusybox(namespace);
	}

	private Container create(String... command) {
		return this.namespace.containers()
			.create(ContainerSpec.builder("c").image(BusyboxImage.REFERENCE).args(command).build());
	}

	@Test
	void readsAndWritesTheLimitsOfTheRunningTask() {
		Container container = create("sleep", "600");
		container.start();
		Cgroup cgroup = container.cgroup();

		cgroup.set(MEMORY, Long.toString(64 << 20));
		cgroup.set("pids.max", "20");

		assertThat(cgroup.get(MEMORY)).isEqualTo(Long.toString(64 << 20));
		assertThat(cgroup.get("pids.max")).isEqualTo("20");
		assertThat(container.task().orElseThrow().stats().orElseThrow().memoryLimitBytes()).hasValue(64 << 20);
		assertThat(cgroup.get("cgroup.procs")).isEqualTo(Integer.toString(container.initPid().orElseThrow()));
		assertThat(cgroup.list()).contains(MEMORY, "pids.max", "cgroup.procs");
		assertThat(cgroup.version()).isEqualTo(UNIFIED ? 2 : 1);
	}

	@Test
	void tellsWhatTheKernelRefuses() {
		Container container = create("sleep", "600");
		container.start();
		Cgroup cgroup = container.cgroup();

		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> cgroup.set("pids.max", "many"))
			.withMessageContaining("pids.max = many")
			.withMessageContaining("EINVAL");
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> cgroup.get("memory.no_such_thing"));
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> cgroup.get("../cgroup.procs"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "..", "../cgroup.procs", "/etc/passwd", "a/b", "./pids.max", "pids.max/../x",
			"pids.max\n", "pids.max\0", "pids max", ".hidden", "\u0440ids.max" })
	void takesNamesOfFilesAlone(String name) {
		Container container = create("sleep", "600");
		container.start();
		Cgroup cgroup = container.cgroup();

		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> cgroup.get(name));
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> cgroup.set(name, "1"));
	}

	@Test
	void doesNotFindWhatIsNotThere() {
		Container container = create("sleep", "600");
		container.start();
		Cgroup cgroup = container.cgroup();

		for (String name : List.of("pids.maximum", "x", "a".repeat(300), "cgroup.procs..")) {
			assertThatExceptionOfType(NotFoundException.class).as(name).isThrownBy(() -> cgroup.get(name));
			assertThatExceptionOfType(NotFoundException.class).as(name).isThrownBy(() -> cgroup.set(name, "1"));
		}
	}

	@Test
	void endsWithTheTask() {
		Container container = create("sleep", "600");
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(container::cgroup);
		container.start();
		Cgroup cgroup = container.cgroup();
		container.stop(Duration.ZERO);

		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> cgroup.get("pids.max"));
		container.start().stop(Duration.ZERO);
		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(container::cgroup)
			.withMessageContaining("has ended");
	}

}
