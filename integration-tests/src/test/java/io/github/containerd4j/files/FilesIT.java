package io.github.containerd4j.files;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Random;

import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.files.FileContainers.State;
import io.github.containerd4j.spec.SpecMount;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Files of containers, as pylxd's {@code files} has them, and what goes beyond.
 */
@DaemonTest
@Timeout(120)
class FilesIT {

	private final FileContainers containers;

	@TempDir
	private Path directory;

	FilesIT(TestDaemon daemon, Namespace namespace) {
		this.containers = new FileContainers(daemon, namespace);
	}

	@ParameterizedTest
	@EnumSource
	void put(State state) {
		ContainerFiles files = this.containers.create(state).files();

		files.put("/root/new", "text");
		files.put("etc/owned", new ByteArrayInputStream(new byte[] { 1, 2, 3 }),
				FileOptions.defaults().withMode(04750).withOwner(1000, 2000));

		assertThat(files.get("/root/new")).asString().isEqualTo("text");
		FileInfo plain = files.stat("/root/new");
		assertThat(plain.mode()).isEqualTo(0644);
		assertThat(plain.user()).isZero();
		assertThat(plain.group()).isZero();
		FileInfo owned = files.stat("/etc/owned");
		assertThat(owned.mode()).isEqualTo(04750);
		assertThat(owned.user()).isEqualTo(1000);
		assertThat(owned.group()).isEqualTo(2000);
		assertThat(owned.size()).isEqualTo(3);
		assertThat(files.list("/root")).extracting(FileInfo::name)
			.contains("new")
			.noneMatch((name) -> name.startsWith("."));
	}

	@ParameterizedTest
	@EnumSource
	void putReplacesWhatIsThere(State state) {
		ContainerFiles files = this.containers.create(state).files();
		files.put("/root/file", "the old and longer text");

		files.put("/root/file", "new");

		assertThat(files.get("/root/file")).asString().isEqualTo("new");
	}

	@Test
	void putIsSeenByTheProcesses() {
		Container container = this.containers.create(State.RUNNING);

		container.files()
			.put("/bin/hello", "#!/bin/sh\necho hello\n".getBytes(StandardCharsets.UTF_8),
					FileOptions.defaults().withMode(0755));

		assertThat(container.task().orElseThrow().exec("hello").stdout()).isEqualTo("hello\n");
	}

	@Test
	void putIntoAStoppedContainerIsSeenWhenItStarts() {
		Container container = this.containers.create(State.STOPPED);

		container.files().put("/root/before", "start");
		container.start();

		assertThat(FileContainers.run(container, "cat /root/before")).isEqualTo("start");
	}

	@ParameterizedTest
	@EnumSource
	void putAndGetAFileOfThisMachine(State state) throws IOException {
		ContainerFiles files = this.containers.create(state).files();
		byte[] content = new byte[5_000_003];
		new Random(1).nextBytes(content);
		Path source = Files.write(this.directory.resolve("source"), content);
		Path target = this.directory.resolve("target");

		files.put("/root/big", source, FileOptions.defaults());
		long size = files.get("/root/big", target);

		assertThat(size).isEqualTo(content.length);
		assertThat(target).hasBinaryContent(content);
		assertThat(this.directory).isDirectoryNotContaining((path) -> path.getFileName().toString().startsWith("."));
	}

	@Test
	void getRefusesToReplaceADeviceOfThisMachine() {
		ContainerFiles files = this.containers.create(State.STOPPED).files();
		files.put("/root/file", "text");

		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> files.get("/root/file", Path.of("/dev/null")));
		assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void get(State state) throws IOException {
		ContainerFiles files = this.containers.create(state).files();
		files.put("/root/file", "some text");
		ByteArrayOutputStream copy = new ByteArrayOutputStream();

		long size = files.get("/root/file", copy);

		assertThat(size).isEqualTo(9);
		assertThat(copy).hasToString("some text");
		try (InputStream stream = files.open("/root/file")) {
			files.delete("/root/file");
			assertThat(stream).hasContent("some text");
		}
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> files.get("/root/missing"))
			.withMessageContaining("get file \"files:/root/missing\"");
		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(() -> files.get("/root"))
			.withMessageContaining("a directory");
	}

	@Test
	void getReadsWhatTheProcessesWrite() {
		Container container = this.containers.create(State.RUNNING);

		FileContainers.run(container, "mount -t tmpfs none /mnt 2>/dev/null; echo written > /root/by-shell");

		assertThat(container.files().get("/root/by-shell")).asString().isEqualTo("written\n");
		assertThat(container.files().get("/proc/1/cmdline")).asString().isEqualTo("sleep\0" + "600\0");
	}

	@Test
	void getFromAStoppedContainerReadsWhatItWrote() {
		Container container = this.containers.create(State.RUNNING);
		FileContainers.run(container, "echo left > /root/left");

		container.stop(Duration.ZERO);

		assertThat(container.files().get("/root/left")).asString().isEqualTo("left\n");
	}

	@ParameterizedTest
	@EnumSource
	void delete(State state) {
		ContainerFiles files = this.containers.create(state).files();
		files.mkdirs("/root/a/b");
		files.put("/root/a/b/file", "text");

		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(() -> files.delete("/root/a"));
		files.delete("/root/a/b/file");
		assertThat(files.find("/root/a/b/file")).isEmpty();
		files.delete("/root/a/b");
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> files.delete("/root/a/b"));

		assertThat(files.list("/root/a")).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void deleteTree(State state) {
		ContainerFiles files = this.containers.create(state).files();
		files.mkdirs("/root/a/b/c");
		files.put("/root/a/b/file", "text");
		files.put("/root/a/other", "text");
		files.put("/root/beside", "text");

		files.deleteTree("/root/a");

		assertThat(files.list("/root")).extracting(FileInfo::name).contains("beside").doesNotContain("a");
	}

	@Test
	void deleteAvailable() {
		assertThat(this.containers.create(State.STOPPED).files().isAvailable()).isTrue();
	}

	@ParameterizedTest
	@EnumSource
	void mkdirs(State state) {
		ContainerFiles files = this.containers.create(state).files();

		files.mkdirs("/root/one/two", FileOptions.defaults().withMode(01777).withOwner(5, 6));
		files.mkdirs("/root/one");

		assertThat(files.stat("/root/one")).satisfies((info) -> {
			assertThat(info.isDirectory()).isTrue();
			assertThat(info.mode()).isEqualTo(01777);
			assertThat(info.user()).isEqualTo(5);
			assertThat(info.group()).isEqualTo(6);
		});
		assertThat(files.stat("/root/one/two").isDirectory()).isTrue();
		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(() -> files.mkdirs("/etc/passwd/x"));
	}

	@ParameterizedTest
	@EnumSource
	void list(State state) {
		ContainerFiles files = this.containers.create(state).files();
		files.mkdirs("/root/d/sub");
		files.put("/root/d/b", "1");
		files.put("/root/d/a", "12");

		assertThat(files.list("/root/d")).extracting(FileInfo::name).containsExactly("a", "b", "sub");
		assertThat(files.list("/root/d")).extracting(FileInfo::type)
			.containsExactly(FileType.FILE, FileType.FILE, FileType.DIRECTORY);
		assertThat(files.list("/")).extracting(FileInfo::name).contains("bin", "etc", "root");
		assertThat(files.stat("/").name()).isEqualTo("/");
		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(() -> files.list("/root/d/a"));
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> files.list("/root/missing"));
	}

	@Test
	void followsLinksToWhatTheyLeadToInTheContainer() {
		Container container = this.containers.create(State.RUNNING);
		ContainerFiles files = container.files();
		files.put("/root/target", "text");
		FileContainers.run(container, "ln -s /root/target /root/absolute; ln -s absolute /root/chain");

		files.put("/root/chain", "through links");

		assertThat(files.get("/root/target")).asString().isEqualTo("through links");
		assertThat(files.stat("/root/chain")).extracting(FileInfo::type, FileInfo::linkTarget)
			.containsExactly(FileType.SYMBOLIC_LINK, "absolute");
		files.delete("/root/chain");
		assertThat(files.find("/root/target")).isPresent();
	}

	@ParameterizedTest
	@EnumSource(names = { "RUNNING", "STOPPED" })
	void keepsNamesThatAreNoText(State state) {
		ContainerFiles files = this.containers.create(state).files();
		String line = "two\nlines";
		String broken = "caf\udce9 \udcff";
		String umlaut = "\u00fc\u4e2d\ud83d\ude00";

		files.mkdirs("/root/" + broken);
		for (String name : new String[] { line, broken, umlaut }) {
			files.put("/root/" + broken + "/" + name, name.equals(umlaut) ? "umlaut" : "x");
		}

		assertThat(files.list("/root/" + broken)).extracting(FileInfo::name)
			.containsExactlyInAnyOrder(line, broken, umlaut);
		assertThat(files.get("/root/" + broken + "/" + umlaut)).asString().isEqualTo("umlaut");
		files.delete("/root/" + broken + "/" + broken);
		assertThat(files.list("/root/" + broken)).hasSize(2);
	}

	@Test
	void bytesOfNamesAreThoseThatTheShellSees() {
		Container container = this.containers.create(State.RUNNING);

		FileContainers.run(container, "printf x > \"/root/$(printf 'caf\\351')\"");

		assertThat(container.files().get("/root/caf\udce9")).asString().isEqualTo("x");
	}

	@Test
	void writesInPlaceWhereSomethingIsMounted() throws IOException {
		Path hosts = Files.writeString(this.directory.resolve("hosts"), "the old content, which is longer");
		Files.setPosixFilePermissions(hosts, PosixFilePermissions.fromString("rw-r--r--"));
		Container container = this.containers.create(State.RUNNING,
				(spec) -> spec.mount(SpecMount.bind(hosts.toString(), "/etc/hosts")));

		container.files().put("/etc/hosts", "127.0.0.1 here\n");

		assertThat(hosts).hasContent("127.0.0.1 here");
		assertThat(FileContainers.run(container, "cat /etc/hosts; ls -A /etc | grep containerd4j || true"))
			.isEqualTo("127.0.0.1 here\n");
	}

	@Test
	void seesVolumesOfARunningContainer() throws IOException {
		Files.writeString(this.directory.resolve("file"), "of the volume");
		Container container = this.containers.create(State.RUNNING,
				(spec) -> spec.mount(SpecMount.bind(this.directory.toString(), "/data")));

		assertThat(container.files().get("/data/file")).asString().isEqualTo("of the volume");
		container.files().put("/data/other", "x");
		assertThat(this.directory.resolve("other")).hasContent("x");
	}

	@Test
	void tellsThatTheContainerIsGone() {
		Container container = this.containers.create(State.STOPPED);
		container.delete();

		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> container.files().list("/"))
			.withMessageContaining("container \"files\"");
	}

}
