package io.github.containerd4j.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.files.FileContainers.State;
import io.github.containerd4j.spec.SpecMount;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Containers that try to make us read or write outside of their root.
 */
@DaemonTest
@Timeout(120)
class FilePathTricksIT {

	private static final Duration RACE = Duration.ofSeconds(3);

	private static final String SECRET = "for nobody in a container";

	private final FileContainers containers;

	/** Has a path that exists in no container. */
	@TempDir
	private Path outside;

	private Path secret;

	@TempDir
	private Path source;

	@TempDir
	private Path target;

	FilePathTricksIT(TestDaemon daemon, Namespace namespace) {
		this.containers = new FileContainers(daemon, namespace);
	}

	@BeforeEach
	void keepASecret() throws IOException {
		this.secret = Files.writeString(this.outside.resolve("secret"), SECRET);
		Files.writeString(this.source.resolve("secret"), "put");
	}

	@ParameterizedTest
	@EnumSource(names = { "RUNNING", "STOPPED" })
	void dotsDoNotLeadOut(State state) {
		ContainerFiles files = this.containers.create(state).files();
		String out = "/root/" + "../".repeat(30) + this.secret.toString().substring(1);

		refusesAll(files, out, this.secret.toString(), this.outside + "/../" + this.outside.getFileName() + "/secret");
		files.put("/../../../root/above", "text");

		assertThat(files.get("/root/above")).asString().isEqualTo("text");
		assertThat(Path.of("/root/above")).doesNotExist();
	}

	@ParameterizedTest
	@EnumSource(names = { "RUNNING", "STOPPED" })
	void linksDoNotLeadOut(State state) {
		Container container = this.containers.create(State.RUNNING);
		FileContainers.run(container,
				"cd /root; ln -s " + this.secret + " absolute; ln -s " + "../".repeat(30)
						+ this.secret.toString().substring(1)
						+ " relative; ln -s absolute one; ln -s one two; ln -s ../root/two three; ln -s " + this.outside
						+ " directory; ln -s / top; ln -s loop loop");
		if (state == State.STOPPED) {
			container.stop(Duration.ZERO);
		}
		ContainerFiles files = container.files();

		refusesAll(files, "/root/absolute", "/root/relative", "/root/three", "/root/directory/secret",
				"/root/top/" + this.secret);
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> files.get("/root/loop"));
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> files.put("/root/loop", "x"));
		assertThat(files.list("/root/top")).extracting(FileInfo::name).contains("bin", "root");
	}

	@Test
	void linksOfProcfsAreNotFollowed() {
		ContainerFiles files = this.containers.create(State.RUNNING).files();

		refusesAll(files, "/proc/self/root" + this.secret, "/proc/1/root" + this.secret, "/proc/1/cwd" + this.secret,
				"/proc/1/root/etc/x", "/proc/self/fd/0", "/proc/1/fd/0", "/proc/1/exe");
	}

	/**
	 * Reads, writes, lists and deletes, none of which may work, and the secret stays.
	 */
	private void refusesAll(ContainerFiles files, String... paths) {
		for (String path : paths) {
			refuses(path, () -> files.get(path));
			refuses(path, () -> files.open(path).close());
			refuses(path, () -> files.list(path));
			refuses(path, () -> files.put(path, "written"));
			refuses(path, () -> files.delete(path + "/deeper"));
			refuses(path, () -> files.deleteTree(path + "/deeper"));
			refuses(path, () -> files.stat(path + "/deeper"));
			refuses(path, () -> files.getTree(path, OutputStream.nullOutputStream()));
			refuses(path, () -> files.getTree(path, this.target));
		}
		for (String path : paths) {
			// It may make one of the same path in the container.
			ignoringFailures(() -> files.mkdirs(path + "/deeper"));
			ignoringFailures(() -> files.putTree(path + "/deeper", Tars.of(Tars.file("file"))));
			ignoringFailures(() -> files.putTree(path, this.source, FileOptions.defaults()));
		}
		assertThat(this.target).isEmptyDirectory();
		assertThat(this.secret).hasContent(SECRET);
		assertThat(this.outside).isDirectoryNotContaining((file) -> !file.equals(this.secret));
	}

	private static void refuses(String path, ThrowingCallable call) {
		assertThat(catchThrowable(call)).as(path)
			.isInstanceOfAny(NotFoundException.class, InvalidArgumentException.class, FailedPreconditionException.class,
					AlreadyExistsException.class);
	}

	@Test
	void aLinkThatIsSwappedAllTheTimeNeverLeadsOut() throws IOException {
		Container container = this.containers.create(State.RUNNING);
		FileContainers.run(container, """
				mkdir -p /root/real /root/swap
				echo inside > /root/real/secret
				echo inside > /root/swap/secret
				(while true; do
					mv /root/swap /root/kept; ln -s %1$s /root/swap; rm /root/swap
					mv /root/kept /root/swap
					ln -sf %1$s/secret /root/file; rm -f /root/file; echo inside > /root/file
				done) >/dev/null 2>&1 </dev/null &
				""".formatted(this.outside));
		ContainerFiles files = container.files();
		Instant end = Instant.now().plus(RACE);

		for (int round = 0; Instant.now().isBefore(end); round++) {
			String text = "written " + round;
			assertThat(readOrNothing(files, "/root/swap/secret")).doesNotContain(SECRET);
			assertThat(readOrNothing(files, "/root/file")).doesNotContain(SECRET);
			assertThat(tarOrNothing(files, "/root/swap")).doesNotContain(SECRET);
			assertThat(tarOrNothing(files, "/root")).doesNotContain(SECRET);
			ignoringFailures(() -> files.getTree("/root", this.target));
			ignoringFailures(() -> files.putTree("/root/swap", Tars.of(Tars.file("made/by-tar"), Tars.file("secret"))));
			ignoringFailures(() -> files.putTree("/root", Tars.of(Tars.file("swap/secret"), Tars.file("file"))));
			ignoringFailures(() -> files.putTree("/root/swap", this.source, FileOptions.defaults()));
			ignoringFailures(() -> files.put("/root/swap/secret", text));
			ignoringFailures(() -> files.put("/root/file", text));
			ignoringFailures(() -> files.mkdirs("/root/swap/made"));
			ignoringFailures(() -> files.deleteTree("/root/swap/made"));
			ignoringFailures(() -> files.delete("/root/swap/secret"));
			ignoringFailures(() -> files.list("/root/swap"));
			ignoringFailures(() -> files.stat("/root/swap/secret"));
		}
		try (Stream<Path> copied = Files.walk(this.target)) {
			assertThat(copied).noneMatch(FilePathTricksIT::isSecret);
		}

		assertThat(this.secret).hasContent(SECRET);
		assertThat(this.outside).isDirectoryNotContaining((file) -> !file.equals(this.secret));
	}

	private static boolean isSecret(Path file) {
		try {
			return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.readString(file).contains(SECRET);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String readOrNothing(ContainerFiles files, String path) {
		try {
			return new String(files.get(path));
		}
		catch (ContainerdException ex) {
			return "";
		}
	}

	private static String tarOrNothing(ContainerFiles files, String path) {
		ByteArrayOutputStream tar = new ByteArrayOutputStream();
		ignoringFailures(() -> files.getTree(path, tar));
		return tar.toString(StandardCharsets.ISO_8859_1);
	}

	private static void ignoringFailures(ThrowingCallable work) {
		Throwable failure = catchThrowable(work);
		if (failure != null) {
			// What is swapped is now a link, now a directory, now missing.
			assertThat(failure).isInstanceOfSatisfying(ContainerdException.class,
					(ex) -> assertThat(ex.failure().kind()).isEqualTo("file"));
		}
	}

	@Test
	void whatIsNoPlainFileIsRefusedAndHangsNobody() {
		Container container = this.containers.create(State.RUNNING);
		FileContainers.run(container, "cd /root; mkfifo fifo; mknod zero c 1 5; mknod block b 7 250; ln -s fifo link");
		ContainerFiles files = container.files();

		for (String path : List.of("/root/fifo", "/root/link", "/root/zero", "/root/block", "/dev/null", "/root")) {
			assertThatExceptionOfType(FailedPreconditionException.class).as(path).isThrownBy(() -> files.get(path));
			assertThatExceptionOfType(FailedPreconditionException.class).as(path)
				.isThrownBy(() -> files.put(path, "text"));
		}
		assertThat(files.stat("/root/fifo").type()).isEqualTo(FileType.FIFO);
		assertThat(files.stat("/root/zero").type()).isEqualTo(FileType.CHARACTER_DEVICE);
		assertThat(files.stat("/root/block").type()).isEqualTo(FileType.BLOCK_DEVICE);
		files.delete("/root/fifo");
		assertThat(files.find("/root/fifo")).isEmpty();
	}

	@Test
	void pathsThatAreNoneAreRefused() {
		ContainerFiles files = this.containers.create(State.STOPPED).files();

		for (String path : List.of("", "a\0b", "/root/" + "x".repeat(300), "/" + "y/".repeat(3000), "half\ud83d")) {
			assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> files.get(path));
			assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> files.put(path, ""));
		}
		for (String path : List.of("/", ".", "/root/..")) {
			assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> files.put(path, ""));
			assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> files.deleteTree(path));
		}
	}

	@Test
	void whatIsMountedIsNotDeleted() throws IOException {
		Container container = this.containers.create(State.RUNNING,
				(spec) -> spec.mount(SpecMount.bind(this.outside.toString(), "/root/v/data")));
		ContainerFiles files = container.files();

		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(() -> files.deleteTree("/root/v"))
			.withMessageContaining("mounted");
		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(() -> files.delete("/root/v/data"));
		assertThat(this.secret).hasContent(SECRET);
		assertThat(FileContainers.run(container, "cat /root/v/data/secret")).isEqualTo(SECRET);
	}

}
