package io.github.containerd4j.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.container.SaveResult;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.spec.LinuxDevice;
import io.github.containerd4j.spec.LinuxNamespace;
import io.github.containerd4j.spec.LinuxNamespace.Kind;
import io.github.containerd4j.spec.Resources;
import io.github.containerd4j.spec.SeccompProfile;
import io.github.containerd4j.spec.SpecMount;
import io.github.containerd4j.stdio.JsonLog;
import io.github.containerd4j.stdio.LogEntry;
import io.github.containerd4j.stdio.LogQuery;
import io.github.containerd4j.task.TaskStats;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Changes of containers that exist.
 */
@DaemonTest
@Timeout(60)
class ContainerSaveIT {

	private static final Duration GRACE = Duration.ofMillis(100);

	private static final long MEBIBYTE = 1024 * 1024;

	private final Namespace namespace;

	private final String image;

	ContainerSaveIT(TestDaemon daemon, Namespace namespace) {
		this.namespace = namespace;
		this.image = daemon.importBusybox(namespace);
	}

	@Test
	void saveChangesAStoppedContainerFully() {
		Container container = create();

		SaveResult result = container.save((spec) -> spec.env("GREETING", "hello")
			.args("sh", "-c", "sleep 601")
			.hostname("changed")
			.cwd("/tmp")
			.user("nobody")
			.mount(SpecMount.tmpfs("/scratch"))
			.resources(Resources.builder().memory(64 * MEBIBYTE).build())
			.label("a", "b")
			.description("changed"));

		assertThat(result.needsRestart()).isFalse();
		assertThat(result.applied()).contains("env", "command", "limits", "labels", "description", "user");
		container.start();
		assertThat(
				container.task().orElseThrow().exec("sh", "-c", "echo $GREETING $(hostname) $(pwd) $(whoami)").stdout())
			.isEqualTo("hello changed /tmp nobody\n");
		assertThat(container.task().orElseThrow().exec("grep", "-c", " /scratch ", "/proc/mounts").stdout())
			.isEqualTo("1\n");
		assertThat(memoryLimit(container)).isEqualTo(64 * MEBIBYTE);
		assertThat(container.description()).hasValue("changed");
	}

	@Test
	void saveChangesDevicesNamespacesFilterAndGroup() {
		Container container = create();
		container.save((spec) -> spec.device(new LinuxDevice("/dev/null", "/dev/mine", "rw")));

		SaveResult result = container.save((spec) -> spec.device(new LinuxDevice("/dev/full", "/dev/mine", "rw"))
			.namespace(LinuxNamespace.host(Kind.IPC))
			.seccomp(SeccompProfile.json("""
					{"defaultAction":"SCMP_ACT_ALLOW","syscalls":[
					{"names":["mkdir","mkdirat"],"action":"SCMP_ACT_ERRNO","errnoRet":1}]}"""))
			.cgroup("/" + this.namespace.name() + "/moved"));

		assertThat(result.applied()).containsExactlyInAnyOrder("devices", "namespaces", "seccomp", "cgroup");
		container.start();
		assertThat(container.execute("stat", "-c", "%F,%t,%T", "/dev/mine").stdout())
			.isEqualTo("character special file,1,7\n");
		assertThat(container.execute("sh", "-c", "echo x > /dev/mine").stderr()).contains("No space left on device");
		assertThat(container.execute("mkdir", "/x").stderr()).contains("Operation not permitted");
		assertThat(container.execute("cat", "/proc/self/cgroup").stdout())
			.contains("/" + this.namespace.name() + "/moved\n");
		assertThat(container.execute("readlink", "/proc/self/ns/ipc").stdout().strip()).isEqualTo(ownNamespace("ipc"));
	}

	@Test
	void saveTakesTheWallsAwayAndKeepsALog(@TempDir Path directory) {
		Container container = create();

		SaveResult result = container.save((spec) -> spec.privileged()
			.args("sh", "-c", "echo logged; sleep 600")
			.log(JsonLog.at(directory.resolve("log"))));

		assertThat(result.applied()).containsExactlyInAnyOrder("privileged", "command", "log");
		container.start();
		assertThat(container.execute("sh", "-c", "mkdir /x && mount -t tmpfs x /x && echo $?").stdout())
			.isEqualTo("0\n");
		assertThat(container.execute("sh", "-c", "ls /dev | wc -l").stdout().strip())
			.satisfies((count) -> assertThat(Integer.parseInt(count)).isGreaterThan(20));
		JsonLog log = container.log().orElseThrow();
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(log.read(LogQuery.all())).extracting(LogEntry::line).containsExactly("logged"));
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> container.save((spec) -> spec.privileged(false)));
	}

	private static String ownNamespace(String kind) {
		try {
			return Files.readSymbolicLink(Path.of("/proc/self/ns", kind)).toString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void saveChangesTheLimitsOfARunningContainerAndTellsWhatNeedsARestart() {
		Container container = create();
		container.start();

		SaveResult result = container
			.save(Map.of("limits.memory", "64MB", "env.GREETING", "hello", "description", "changed"));

		assertThat(result.applied()).containsExactlyInAnyOrder("limits", "description");
		assertThat(result.afterRestart()).containsExactly("env");
		assertThat(memoryLimit(container)).isEqualTo(64 * MEBIBYTE);
		container.restart(GRACE);
		assertThat(memoryLimit(container)).isEqualTo(64 * MEBIBYTE);
		assertThat(container.task().orElseThrow().exec("sh", "-c", "echo $GREETING").stdout()).isEqualTo("hello\n");
	}

	@Test
	void saveAppliesNothingWhenTheKernelRefusesALimit() {
		Container container = create();
		container.save((spec) -> spec.label("a", "before").resources(Resources.builder().pids(50).build()));
		container.start();
		ContainerInfo before = container.refresh();

		assertThatExceptionOfType(ContainerdException.class)
			.isThrownBy(() -> container.save((spec) -> spec.label("a", "after")
				.label("b", "new")
				.env("X", "1")
				.resources(Resources.builder().pids(60).cpuset("4000").build())));

		ContainerInfo after = this.namespace.containers().get("c").info();
		assertThat(after.labels()).isEqualTo(before.labels());
		assertThat(after.spec()).isEqualTo(before.spec());
		assertThat(container.task().orElseThrow().stats().map(TaskStats::processLimit))
			.hasValueSatisfying((limit) -> assertThat(limit).hasValue(50));
	}

	@Test
	void saveRefusesWhatIsFixedOrMissing() {
		Container container = create();
		ContainerInfo before = container.info();

		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> container.save((spec) -> spec.image("other").label("a", "b")));
		assertThatExceptionOfType(NotFoundException.class)
			.isThrownBy(() -> container.save((spec) -> spec.user("nosuchuser").label("a", "b")));
		assertThat(container.refresh()).isEqualTo(before);
		container.delete();
		assertThatExceptionOfType(NotFoundException.class)
			.isThrownBy(() -> container.save((spec) -> spec.label("a", "b")));
	}

	private static long memoryLimit(Container container) {
		return container.task().orElseThrow().stats().orElseThrow().memoryLimitBytes().orElseThrow();
	}

	private Container create() {
		return this.namespace.containers()
			.create(ContainerSpec.builder("c").image(this.image).args("sleep", "600").build());
	}

}
