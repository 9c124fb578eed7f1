package io.github.containerd4j.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.network.NetworkSettings;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.spec.LinuxDevice;
import io.github.containerd4j.spec.Resources;
import io.github.containerd4j.spec.SeccompProfile;
import io.github.containerd4j.spec.SpecDocument;
import io.github.containerd4j.spec.SpecMount;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares specs with those that {@code ctr} of containerd 2 writes. The ctr of older
 * daemons has older defaults, so there our containers must run, and no more.
 * <p>
 * Differences that are meant: the version of the specification, since old runcs refuse
 * the newest; no runtime options where ctr writes empty ones; and no variable HOSTNAME in
 * the host's network.
 */
@DaemonTest
@Timeout(120)
class ContainerSpecComparisonIT {

	private final TestDaemon daemon;

	private final Namespace namespace;

	private final CreatedContainers created;

	ContainerSpecComparisonIT(TestDaemon daemon, Namespace namespace, @TempDir Path directory) {
		this.daemon = daemon;
		this.namespace = namespace;
		this.created = new CreatedContainers(daemon, namespace, directory);
	}

	@Test
	void theDefaultsAreThoseOfCtr() {
		assertSame((spec) -> spec);
	}

	@Test
	void optionsOfTheProcessWriteWhatCtrWrites() {
		assertSame((spec) -> spec.env("FOO", "bar").cwd("/tmp").user("nobody"), "--env", "FOO=bar", "--cwd", "/tmp",
				"--user", "nobody");
		assertSame((spec) -> spec.user("65534:0"), "--user", "65534:0");
		assertSame((spec) -> spec.user("4711"), "--user", "4711");
	}

	@Test
	void aTerminalWritesWhatCtrWrites() {
		if (this.daemon.isAtLeast("2.0")) {
			assertSame(ContainerSpec.Builder::tty, "--tty");
			return;
		}
		this.namespace.containers().create(CreatedContainers.shell("c", "true").tty().build());

		assertThat(SpecDocument.of(info("c").spec()).texts("/process/env")).contains("TERM=xterm");
	}

	@Test
	void capabilitiesAndProfilesWriteWhatCtrWrites() {
		assertSame((spec) -> spec.addCapabilities("net_admin").dropCapabilities("CAP_CHOWN"), "--cap-add",
				"CAP_NET_ADMIN", "--cap-drop", "CAP_CHOWN");
		assertSame((spec) -> spec.noNewPrivileges(false), "--allow-new-privs");
		assertSame((spec) -> spec.seccomp(SeccompProfile.containerdDefault()), "--seccomp");
		assertSame(
				(spec) -> spec.seccomp(SeccompProfile.containerdDefault())
					.addCapabilities("SYS_ADMIN", "SYS_PTRACE", "SYS_TIME"),
				"--seccomp", "--cap-add", "CAP_SYS_ADMIN", "--cap-add", "CAP_SYS_PTRACE", "--cap-add", "CAP_SYS_TIME");
		assertSame(ContainerSpec.Builder::privileged, "--privileged");
	}

	@Test
	void mountsDevicesAndNamespacesWriteWhatCtrWrites() {
		assertSame((spec) -> spec.mount(SpecMount.bind("/tmp", "/host")), "--mount",
				"type=bind,src=/tmp,dst=/host,options=rbind:rw");
		assertSame((spec) -> spec.readOnlyRoot(), "--read-only");
		assertSame((spec) -> spec.network(NetworkSettings.host()).env("HOSTNAME", hostname()), "--net-host");
		assertSame((spec) -> spec.device(LinuxDevice.of("/dev/fuse")), "--device", "/dev/fuse");
		assertSame((spec) -> spec.hostname("web").annotation("a/b", "c"), "--hostname", "web", "--annotation", "a/b=c");
	}

	@Test
	void limitsWriteWhatCtrWrites() {
		assertSame((spec) -> spec.resources(Resources.builder().memory(67_108_864).cpuQuota(50_000, 100_000).build()),
				"--memory-limit", "67108864", "--cpu-quota", "50000", "--cpu-period", "100000");
	}

	@Test
	void recordsTheSameLabels() {
		this.namespace.containers().create(CreatedContainers.shell("ours", "true").build());
		this.daemon.ctr(this.namespace, "containers", "create", BusyboxImage.REFERENCE, "theirs", "true");

		assertThat(info("ours").labels()).isEqualTo(info("theirs").labels());
		assertThat(info("ours").image()).isEqualTo(info("theirs").image());
		assertThat(info("ours").snapshotter()).isEqualTo(info("theirs").snapshotter());
	}

	private static String hostname() {
		try {
			return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void assertSame(UnaryOperator<ContainerSpec.Builder> options, String... flags) {
		ContainerSpec.Builder builder = options.apply(ContainerSpec.builder("ours").image(BusyboxImage.REFERENCE));
		if (!this.daemon.isAtLeast("2.0")) {
			assertThat(this.created.output(builder.args("echo", "runs").build())).isEqualToIgnoringWhitespace("runs");
			return;
		}
		this.namespace.containers().create(builder.args("true").build());
		List<String> command = new ArrayList<>(List.of("containers", "create"));
		command.addAll(List.of(flags));
		command.addAll(List.of(BusyboxImage.REFERENCE, "theirs", "true"));
		this.daemon.ctr(this.namespace, command.toArray(String[]::new));

		Map<String, Object> theirs = spec("theirs");
		Map<String, Object> ours = spec("ours");
		assertThat(ours.keySet()).isEqualTo(theirs.keySet());
		ours.forEach((part, value) -> assertThat(value).as(part).isEqualTo(theirs.get(part)));

		List.of("ours", "theirs").forEach((id) -> this.namespace.containers().get(id).delete());
	}

	// The order of lists means nothing here, except in a command.
	private Map<String, Object> spec(String id) {
		SpecDocument document = SpecDocument.of(info(id).spec()).remove("/ociVersion").remove("/linux/cgroupsPath");
		Map<String, Object> parts = new TreeMap<>();
		flatten("", document.find("/process").map((process) -> Map.of("process", process)).orElseThrow(), parts);
		for (String part : List.of("root", "mounts", "linux", "hostname", "annotations", "hooks")) {
			document.find("/" + part).ifPresent((value) -> flatten("", Map.of(part, value), parts));
		}
		return parts;
	}

	private static void flatten(String prefix, Map<?, ?> object, Map<String, Object> parts) {
		object.forEach((name, value) -> {
			String path = prefix + "/" + name;
			if (value instanceof Map<?, ?> map) {
				flatten(path, map, parts);
			}
			else {
				boolean set = value instanceof List<?> && !path.equals("/process/args");
				parts.put(path, set ? Set.copyOf((List<?>) value) : value);
			}
		});
	}

	private ContainerInfo info(String id) {
		return this.namespace.containers().get(id).info();
	}

}
