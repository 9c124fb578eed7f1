package io.github.containerd4j.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.NotFoundException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HostCgroupTests {

	@TempDir
	private Path top;

	private String mount(String root, String mountPoint, String type, String options) {
		return "31 23 0:28 " + root + " " + this.top.resolve(mountPoint) + " rw,relatime shared:9 - " + type + " "
				+ type + " " + options;
	}

	private void file(String path, String text) throws IOException {
		Path file = this.top.resolve(path);
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}

	private Cgroup unified() throws IOException {
		file("default/c/memory.max", "max\n");
		file("default/c/cgroup.procs", "12\n13\n");
		file("default/secret", "of another group");
		Files.createDirectories(this.top.resolve("default/c/child"));
		return cgroup(List.of("0::/default/c"), mount("/", "", "cgroup2", "rw"));
	}

	private Cgroup separate() throws IOException {
		file("memory/default/c/memory.limit_in_bytes", "1000\n");
		file("memory/default/c/tasks", "12\n");
		file("cpu,cpuacct/default/c/cpu.shares", "1024\n");
		file("cpu,cpuacct/default/c/tasks", "12\n");
		return cgroup(List.of("4:memory:/default/c", "2:cpu,cpuacct:/default/c", "1:name=systemd:/", "0::/"),
				mount("/", "memory", "cgroup", "rw,memory"), mount("/", "cpu,cpuacct", "cgroup", "rw,cpu,cpuacct"),
				mount("/", "systemd", "cgroup", "rw,name=systemd"), mount("/", "unified", "cgroup2", "rw"),
				"22 1 8:1 / / rw - ext4 /dev/sda1 rw");
	}

	private static Cgroup cgroup(List<String> groups, String... mounts) {
		return new HostCgroup("c", CgroupDirectories.of(groups, List.of(mounts)));
	}

	@Test
	void readsTheUnifiedHierarchy() throws IOException {
		Cgroup cgroup = unified();

		assertThat(cgroup.version()).isEqualTo(2);
		assertThat(cgroup.list()).containsExactly("cgroup.procs", "memory.max");
		assertThat(cgroup.get("memory.max")).isEqualTo("max");
		assertThat(cgroup.get("cgroup.procs")).isEqualTo("12\n13");
	}

	@Test
	void readsTheHierarchyOfEachController() throws IOException {
		Cgroup cgroup = separate();

		assertThat(cgroup.version()).isEqualTo(1);
		assertThat(cgroup.list()).containsExactly("cpu.shares", "memory.limit_in_bytes", "tasks");
		assertThat(cgroup.get("memory.limit_in_bytes")).isEqualTo("1000");
		assertThat(cgroup.get("cpu.shares")).isEqualTo("1024");
		assertThat(cgroup.get("tasks")).isEqualTo("12");
	}

	@Test
	void readsWhatOnlyTheUnifiedHierarchyHasBesideTheOthers() throws IOException {
		file("memory/c/memory.limit_in_bytes", "1000\n");
		file("unified/c/cgroup.freeze", "0\n");
		Cgroup cgroup = cgroup(List.of("4:memory:/c", "0::/c"), mount("/", "memory", "cgroup", "rw,memory"),
				mount("/", "unified", "cgroup2", "rw"));

		assertThat(cgroup.version()).isEqualTo(1);
		assertThat(cgroup.get("cgroup.freeze")).isEqualTo("0");
	}

	@Test
	void followsAHierarchyOfWhichAPartIsMounted() throws IOException {
		file("inner/c/memory.max", "5\n");

		assertThat(cgroup(List.of("0::/pod/c"), mount("/pod", "inner", "cgroup2", "rw")).get("memory.max"))
			.isEqualTo("5");
	}

	@Test
	void doesNotSeeGroupsOutsideOfItsOwnNamespace() {
		CgroupDirectories outside = CgroupDirectories.of(List.of("0::/../other"),
				List.of(mount("/", "", "cgroup2", "rw")));
		CgroupDirectories elsewhere = CgroupDirectories.of(List.of("0::/other"),
				List.of(mount("/pod", "", "cgroup2", "rw")));

		assertThat(outside.all()).isEmpty();
		assertThat(elsewhere.all()).isEmpty();
	}

	@Test
	void writesAValue() throws IOException {
		Cgroup cgroup = unified();

		cgroup.set("memory.max", "100");

		assertThat(this.top.resolve("default/c/memory.max")).hasContent("100\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "..", "../secret", "/etc/passwd", "child/x", "memory.max\0", "a b", ".hidden" })
	void staysInTheDirectory(String name) throws IOException {
		Cgroup cgroup = unified();

		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> cgroup.get(name));
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> cgroup.set(name, "1"));
	}

	@Test
	void followsNoLink() throws IOException {
		Cgroup cgroup = unified();
		Files.createSymbolicLink(this.top.resolve("default/c/link"), Path.of("../secret"));

		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> cgroup.get("link"));
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> cgroup.get("child"));
	}

	@Test
	void tellsWhichVersionHasNotThatName() throws IOException {
		Cgroup cgroup = separate();

		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> cgroup.get("memory.max"))
			.withMessageContaining("cgroup v1")
			.withMessageContaining("container \"c\"");
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> cgroup.set("memory.max", "1"));
	}

}
