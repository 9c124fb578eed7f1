package io.github.containerd4j.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.UnimplementedException;
import io.github.containerd4j.build.ImageBuilder;
import io.github.containerd4j.build.LayerContents;
import io.github.containerd4j.cgroup.Cgroup;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.network.NetworkSettings;
import io.github.containerd4j.snapshot.SnapshotInfo;
import io.github.containerd4j.snapshot.SnapshotKind;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.spec.LinuxDevice;
import io.github.containerd4j.spec.LinuxNamespace;
import io.github.containerd4j.spec.LinuxNamespace.Kind;
import io.github.containerd4j.spec.Resources;
import io.github.containerd4j.spec.RestartPolicy;
import io.github.containerd4j.spec.Rlimit;
import io.github.containerd4j.spec.SeccompProfile;
import io.github.containerd4j.spec.SpecMount;
import io.github.containerd4j.spec.UserMapping;
import io.github.containerd4j.stdio.Stdio;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStats;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Runs containers and looks from the inside at what options made of them.
 */
@DaemonTest
@Timeout(120)
class ContainerOptionsIT {

	private static final String PEOPLE = "people:1";

	private final TestDaemon daemon;

	private final Namespace namespace;

	private final CreatedContainers created;

	private final Path directory;

	ContainerOptionsIT(TestDaemon daemon, Namespace namespace, @TempDir Path directory) {
		this.daemon = daemon;
		this.namespace = namespace;
		this.directory = directory;
		this.created = new CreatedContainers(daemon, namespace, directory);
	}

	@Test
	void resolvesUsersInTheImage() {
		buildPeople("root:x:0:0::/:\nana:x:1000:100::/:\n",
				"root:x:0:\nusers:x:100:\naudio:x:29:bob,ana\nvideo:x:44:ana\n");

		assertThat(ids("ana")).isEqualTo("1000 100 29 44 100");
		assertThat(ids("1000")).isEqualTo("1000 100 29 44 100");
		assertThat(ids("ana:audio")).isEqualTo("1000 29 29");
		assertThat(ids("7:8")).isEqualTo("7 8 8");
		assertThat(ids("4711")).isEqualTo("4711 0 0");
	}

	@Test
	void neverRunsAsRootInPlaceOfAnUnknownUser() {
		for (String user : List.of("nobody-there", "nobody:no-group", "nobody-there:0")) {
			assertThatExceptionOfType(NotFoundException.class)
				.isThrownBy(
						() -> this.namespace.containers().create(CreatedContainers.shell("c", "id").user(user).build()))
				.withMessageContaining("/etc/");
		}
		assertThat(this.namespace.containers().list()).isEmpty();
		assertThat(this.namespace.snapshots().find("c")).isEmpty();
	}

	@Test
	void doesNotFollowALinkOutOfTheImage() throws IOException {
		Path outside = Files.writeString(this.directory.resolve("passwd"), "mallory:x:0:0::/:\n");
		LayerContents layer = LayerContents.create()
			.directory("/etc", 0755)
			.symbolicLink("/etc/passwd", outside.toString());
		ImageBuilder.in(this.namespace)
			.from(this.namespace.images().get(BusyboxImage.REFERENCE))
			.name(PEOPLE)
			.layer(layer)
			.unpack()
			.build();

		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.namespace.containers()
			.create(ContainerSpec.builder("c").image(PEOPLE).args("id").user("mallory").build()));
	}

	@Test
	void setsHostNameEnvironmentAndDirectory() {
		ContainerSpec spec = CreatedContainers.shell("c", "hostname; pwd; echo $A$B")
			.hostname("web")
			.cwd("/var/tmp")
			.env("A", "x=y z")
			.env("B", "1")
			.withoutEnv("B")
			.build();

		assertThat(this.created.output(spec)).isEqualTo("web\n/var/tmp\nx=y z\n");
	}

	@Test
	void mountsDirectoriesVolumesAndMemory() throws IOException {
		Files.writeString(this.directory.resolve("given"), "given");
		Path volume = this.directory.resolve("volume/new");
		ContainerSpec spec = CreatedContainers
			.shell("c",
					"cat /in/given; touch /in/x 2>/dev/null || echo -n ,ro; echo kept > /data/f; "
							+ "df -k /scratch | tail -1 | awk '{print \",\" $2}'")
			.mount(SpecMount.bind(this.directory.toString(), "/in").readOnly())
			.mount(SpecMount.volume(volume.toString(), "/data"))
			.mount(SpecMount.tmpfs("/scratch", "size=1m"))
			.build();

		assertThat(this.created.output(spec)).isEqualTo("given,ro,1024\n");
		assertThat(volume.resolve("f")).hasContent("kept");
	}

	@Test
	void boundsCapabilitiesAndProcesses() {
		ContainerSpec spec = CreatedContainers
			.shell("c",
					"grep -E 'CapEff|NoNewPrivs|Seccomp:' /proc/self/status | awk '{print $2}'; ulimit -n; "
							+ "cat /proc/self/oom_score_adj")
			.dropCapabilities("ALL")
			.addCapabilities("CHOWN")
			.seccomp(SeccompProfile.containerdDefault())
			.rlimit(Rlimit.of("nofile", 77))
			.oomScoreAdjustment(500)
			.build();

		assertThat(this.created.output(spec).lines()).containsExactly("0000000000000001", "1", "2", "77", "500");
	}

	@Test
	void aSystemCallThatTheProfileRefusesFails() {
		ContainerSpec spec = CreatedContainers.shell("c", "mkdir /x 2>/dev/null && echo made || echo refused")
			.seccomp(SeccompProfile.json("""
					{"defaultAction":"SCMP_ACT_ALLOW","syscalls":[
					{"names":["mkdir","mkdirat"],"action":"SCMP_ACT_ERRNO","errnoRet":1}]}"""))
			.build();

		assertThat(this.created.output(spec)).isEqualTo("refused\n");
	}

	@Test
	void setsKernelParametersAndDevices() {
		ContainerSpec spec = CreatedContainers
			.shell("c", "cat /proc/sys/net/core/somaxconn; stat -c %F,%t,%T /dev/mine")
			.sysctl("net.core.somaxconn", "77")
			.device(new LinuxDevice("/dev/full", "/dev/mine", "rw"))
			.build();

		assertThat(this.created.output(spec)).isEqualTo("77\ncharacter special file,1,7\n");
	}

	@Test
	void getsADeviceOfAVendor(@TempDir Path directory) throws IOException {
		String kind = "example.test/device" + ProcessHandle.current().pid();
		Path library = Files.writeString(directory.resolve("library"), "driver\n");
		// The daemon does not look here, this client does.
		Path document = Path.of("/var/run/cdi", kind.replace('/', '-') + ".json");
		boolean made = document.getParent().toFile().mkdirs();
		Files.writeString(document, """
				{"cdiVersion":"0.6.0","kind":"%s",
				"containerEdits":{"env":["VENDOR=example"],
				"mounts":[{"hostPath":"%s","containerPath":"/usr/lib/driver","options":["ro","bind"]}]},
				"devices":[{"name":"first","containerEdits":{"env":["DEVICE=first"],
				"deviceNodes":[{"path":"/dev/first","hostPath":"/dev/full","permissions":"rw"}]}}]}
				""".formatted(kind, library));
		try {
			ContainerSpec spec = CreatedContainers
				.shell("c",
						"echo $VENDOR $DEVICE; cat /usr/lib/driver; stat -c %F,%t,%T /dev/first; "
								+ "(echo x > /dev/first) 2>&1 || true")
				.cdiDevice(kind + "=first")
				.build();

			assertThat(this.created.output(spec)).startsWith("example first\ndriver\ncharacter special file,1,7\n")
				.contains("No space left on device");
		}
		finally {
			Files.delete(document);
			if (made) {
				Files.delete(document.getParent());
			}
		}
	}

	@Test
	void aPrivilegedContainerSeesTheDevicesOfTheHost() {
		ContainerSpec spec = CreatedContainers.shell("c", "test -c /dev/fuse && touch /sys/kernel/mm/x 2>&1; ls /dev")
			.privileged()
			.build();

		assertThat(this.created.output(spec)).contains("fuse").doesNotContain("Read-only");
	}

	@Test
	void boundsMemoryProcessorsAndProcesses() throws IOException {
		String parent = this.namespace.name() + "-parent";
		Container container = this.namespace.containers()
			.create(CreatedContainers.shell("c", "sleep 600")
				.resources(Resources.builder().memory(32 << 20).pids(64).cpus(0.5).cpuShares(512).cpuset("0").build())
				.cgroupParent("/" + parent)
				.build());
		TaskStats stats = container.start().stats().orElseThrow();
		Cgroup group = container.cgroup();

		assertThat(stats.memoryLimitBytes()).hasValue(32 << 20);
		assertThat(stats.processLimit()).hasValue(64);
		assertThat(group.get("cpuset.cpus")).isEqualTo("0");
		assertThat(group.get((group.version() == 2) ? "cpu.max" : "cpu.cfs_quota_us"))
			.isEqualTo((group.version() == 2) ? "50000 100000" : "50000");
		assertThat(container.execute("cat", "/proc/self/cgroup").stdout()).contains("/" + parent + "/c\n");
		container.delete(DeleteOptions.defaults().withForce());
		removeGroup(parent);
	}

	// runc leaves the parents of its groups.
	private static void removeGroup(String name) throws IOException {
		Path top = Path.of("/sys/fs/cgroup");
		try (Stream<Path> hierarchies = Files.list(top)) {
			for (Path place : Stream.concat(Stream.of(top), hierarchies.filter(Files::isDirectory)).toList()) {
				Files.deleteIfExists(place.resolve(name));
			}
		}
	}

	@Test
	void makesAWorkingDirectoryThatIsMissing() {
		assertThat(this.created.output(CreatedContainers.shell("c", "pwd; ls -A").cwd("/no/such").build()))
			.isEqualTo("/no/such\n");
	}

	@Test
	void leavesNoTaskWhenTheWorkingDirectoryIsAFile() {
		Container container = this.namespace.containers()
			.create(CreatedContainers.shell("c", "pwd").cwd("/bin/busybox").build());

		assertThatExceptionOfType(ContainerdException.class).isThrownBy(container::start)
			.withMessageContaining("/bin/busybox");
		assertThat(container.task()).isEmpty();
		container.delete();
	}

	@Test
	void joinsNamespacesOfTheHostAndOfAnotherContainer() throws IOException {
		Container other = this.namespace.containers().create(CreatedContainers.shell("other", "sleep 60").build());
		Task task = this.created.task(other, false, Stdio.none());
		task.start();
		ContainerSpec spec = CreatedContainers.shell("c", "for n in net ipc uts; do readlink /proc/self/ns/$n; done")
			.network(NetworkSettings.container("other"))
			.namespace(LinuxNamespace.host(Kind.IPC))
			.build();

		List<String> links = this.created.output(spec).lines().toList();

		Path process = Path.of("/proc", String.valueOf(task.info().pid()), "ns");
		assertThat(links.get(0)).isEqualTo(Files.readSymbolicLink(process.resolve("net")).toString());
		assertThat(links.get(1)).isEqualTo(Files.readSymbolicLink(Path.of("/proc/self/ns/ipc")).toString());
		assertThat(links.get(2)).isNotEqualTo(Files.readSymbolicLink(process.resolve("uts")).toString());
		task.deleteForcibly();
		other.delete();
	}

	@Test
	void mountsTheFilesOfANetwork() {
		ContainerSpec spec = CreatedContainers.shell("c", "cat /etc/hostname; hostname; grep -c localhost /etc/hosts")
			.network(NetworkSettings.cni())
			.build();

		assertThat(this.created.output(spec)).isEqualTo("c\nc\n2\n");
		assertThat(this.namespace.containerDirectory("c").path()).doesNotExist();
	}

	@Test
	void mapsUsersByTheSnapshotterOrByACopy() {
		List<UserMapping> mapping = List.of(new UserMapping(0, 100_000, 65_536));
		ContainerSpec spec = CreatedContainers
			.shell("c", "id -u; stat -c %u /bin/busybox; touch /new && stat -c %u /new; " + "cat /proc/self/uid_map")
			.userNamespace(mapping, mapping)
			.build();

		assertThat(this.namespace.capabilities().remapIds("overlayfs")).isEqualTo(this.daemon.isAtLeast("2.0"));
		assertThat(this.created.output(spec).strip().split("\\s+")).containsExactly("0", "0", "0", "0", "100000",
				"65536");
	}

	@Test
	void copiesFilesForAUserNamespaceOnce() {
		List<UserMapping> mapping = List.of(new UserMapping(0, 200_000, 65_536));
		for (String id : List.of("a", "b")) {
			this.namespace.containers()
				.create(CreatedContainers.shell(id, "true").userNamespace(mapping, mapping).build());
		}

		List<String> copies = this.namespace.snapshots()
			.list()
			.stream()
			.map(SnapshotInfo::name)
			.filter((key) -> key.contains(":200000:"))
			.toList();

		assertThat(copies).hasSize(this.daemon.isAtLeast("2.0") ? 0 : 1);
		assertThat(this.namespace.snapshots().list()).extracting(SnapshotInfo::kind)
			.filteredOn(SnapshotKind.ACTIVE::equals)
			.hasSize(2);
	}

	@Test
	void only17KnowsOtherRestartPoliciesThanAlways() {
		ContainerSpec always = CreatedContainers.shell("a", "true").restartPolicy(RestartPolicy.always()).build();
		ContainerSpec failing = CreatedContainers.shell("f", "true").restartPolicy(RestartPolicy.onFailure(3)).build();

		assertThat(this.namespace.containers().create(always).info().labels())
			.containsEntry("containerd.io/restart.policy", "always")
			.containsEntry("containerd.io/restart.status", "running");
		if (this.daemon.isAtLeast("1.7")) {
			assertThat(this.namespace.containers().create(failing).info().labels())
				.containsEntry("containerd.io/restart.policy", "on-failure:3");
		}
		else {
			assertThatExceptionOfType(UnimplementedException.class)
				.isThrownBy(() -> this.namespace.containers().create(failing));
		}
		this.namespace.containers().list().forEach(Container::delete);
	}

	@Test
	void customizesTheSpecLast() {
		ContainerSpec spec = CreatedContainers.shell("c", "echo first")
			.customize((document) -> document.set("/process/args/2", "echo second"))
			.build();

		assertThat(this.created.output(spec)).isEqualTo("second\n");
	}

	@Test
	void refusesASourceThatDoesNotExist() {
		ContainerSpec spec = CreatedContainers.shell("c", "true").mount(SpecMount.bind("/no/such", "/x")).build();

		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.namespace.containers().create(spec))
			.withMessageContaining("/no/such");
	}

	@Test
	void namesTheProgramOfTheRuntime() {
		ContainerInfo info = this.namespace.containers()
			.create(CreatedContainers.shell("c", "true").runtimeBinary("/usr/sbin/runc").build())
			.info();

		assertThat(RuncOptions.of(info.runtime().options()).binaryName()).isEqualTo("/usr/sbin/runc");
	}

	private String ids(String user) {
		return this.created
			.output(ContainerSpec.builder("c")
				.image(PEOPLE)
				.args("sh", "-c", "echo $(id -u) $(id -g) $(grep Groups /proc/self/status | cut -f2)")
				.user(user)
				.build())
			.strip();
	}

	private void buildPeople(String passwd, String group) {
		LayerContents layer = LayerContents.create()
			.file("/etc/passwd", passwd.getBytes(StandardCharsets.UTF_8), 0644)
			.file("/etc/group", group.getBytes(StandardCharsets.UTF_8), 0644);
		ImageBuilder.in(this.namespace)
			.from(this.namespace.images().get(BusyboxImage.REFERENCE))
			.name(PEOPLE)
			.layer(layer)
			.unpack()
			.build();
	}

}
