package io.github.containerd4j.files;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.containerd4j.AbortedException;
import io.github.containerd4j.CancelledException;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.ResourceExhaustedException;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.files.FileContainers.State;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.spec.SpecMount;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Files of containers when something goes wrong.
 */
@DaemonTest
@Timeout(120)
class FileFaultsIT {

	private final Namespace namespace;

	private final FileContainers containers;

	@TempDir
	private Path directory;

	FileFaultsIT(TestDaemon daemon, Namespace namespace) {
		this.namespace = namespace;
		this.containers = new FileContainers(daemon, namespace);
	}

	@Test
	void aFullDiskIsToldAndNothingIsLeft() throws IOException {
		ContainerFiles files = this.containers
			.create(State.RUNNING, (spec) -> spec.mount(SpecMount.tmpfs("/small", "size=1m")))
			.files();
		files.put("/small/file", "old");
		Path source = Files.write(this.directory.resolve("source"), new byte[3_000_000]);

		assertThatExceptionOfType(ResourceExhaustedException.class)
			.isThrownBy(() -> files.put("/small/file", new byte[3_000_000]));
		assertThatExceptionOfType(ResourceExhaustedException.class)
			.isThrownBy(() -> files.put("/small/file", source, FileOptions.defaults()));
		assertThatExceptionOfType(ResourceExhaustedException.class)
			.isThrownBy(() -> files.putTree("/small", Tars.of(Tars.file("file", 3_000_000))));
		assertThatExceptionOfType(ResourceExhaustedException.class)
			.isThrownBy(() -> files.putTree("/small", this.directory, FileOptions.defaults()));

		assertThat(files.list("/small")).extracting(FileInfo::name).containsExactly("file");
		assertThat(files.get("/small/file")).asString().isEqualTo("old");
	}

	@ParameterizedTest
	@EnumSource(names = { "RUNNING", "STOPPED" })
	void aReadOnlyRootIsTold(State state) throws IOException {
		Files.writeString(this.directory.resolve("file"), "text");
		ContainerFiles files = this.containers.create(state, ContainerSpec.Builder::readOnlyRoot).files();

		assertThat(files.list("/bin")).isNotEmpty();
		for (Runnable change : List.<Runnable>of(() -> files.put("/root/x", "x"), () -> files.mkdirs("/root/x"),
				() -> files.delete("/bin/sh"), () -> files.deleteTree("/bin"),
				() -> files.putTree("/root", this.directory, FileOptions.defaults()))) {
			assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(change::run)
				.withMessageContaining("read-only");
		}
	}

	@Test
	void aStreamThatFailsLeavesTheFileAsItWas() throws IOException {
		ContainerFiles files = this.containers.create(State.RUNNING).files();
		files.put("/root/file", "old");

		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> files.put("/root/file", broken(), FileOptions.defaults()));
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> files.putTree("/root", cut(Tars.of(Tars.file("file", 1000)))));
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> files.putTree("/root",
					new ByteArrayInputStream(Arrays.copyOf(Tars.of(Tars.file("file", 1000)).readAllBytes(), 700))))
			.withMessageContaining("truncated");

		assertThat(files.get("/root/file")).asString().isEqualTo("old");
		assertThat(files.list("/root")).noneMatch((info) -> info.name().startsWith(".containerd4j"));
	}

	/**
	 * Fails in the middle of the first file.
	 */
	private static InputStream cut(InputStream tar) throws IOException {
		return new SequenceInputStream(new ByteArrayInputStream(tar.readNBytes(700)), new InputStream() {

			@Override
			public int read() throws IOException {
				throw new IOException("the source broke");
			}

		});
	}

	private static InputStream broken() {
		return new InputStream() {

			private int left = 500_000;

			@Override
			public int read() throws IOException {
				if (this.left-- > 0) {
					return 'x';
				}
				throw new IOException("the source broke");
			}

		};
	}

	@Test
	void anInterruptEndsACopyAndLeavesNothing() {
		ContainerFiles files = this.containers.create(State.RUNNING).files();
		InputStream endless = new InputStream() {

			@Override
			public int read() {
				Thread.currentThread().interrupt();
				return 'x';
			}

		};

		try {
			assertThatExceptionOfType(CancelledException.class)
				.isThrownBy(() -> files.put("/root/file", endless, FileOptions.defaults()));
			assertThat(Thread.currentThread().isInterrupted()).isTrue();
		}
		finally {
			Thread.interrupted();
		}
		assertThat(files.list("/root")).isEmpty();
	}

	@Test
	void readersSeeTheOldFileOrTheNewOne() throws Exception {
		Container container = this.containers.create(State.RUNNING);
		ContainerFiles files = container.files();
		files.put("/root/file", "a".repeat(100_000));
		AtomicBoolean done = new AtomicBoolean();
		ExecutorService threads = Executors.newSingleThreadExecutor();
		try {
			Future<?> writer = threads.submit(() -> {
				for (int round = 0; !done.get(); round++) {
					files.put("/root/file", ((round % 2 == 0) ? "b" : "a").repeat(100_000));
				}
			});
			for (int round = 0; round < 200; round++) {
				String text = new String(files.get("/root/file"));
				assertThat(text).hasSize(100_000);
				assertThat(text.chars().distinct().count()).isEqualTo(1);
			}
			done.set(true);
			writer.get();
		}
		finally {
			done.set(true);
			threads.shutdownNow();
		}
	}

	@Test
	void manyThreadsWriteToAStoppedContainer() throws Exception {
		ContainerFiles files = this.containers.create(State.STOPPED).files();
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			List<Future<?>> writers = Stream.iterate(0, (number) -> number + 1)
				.limit(40)
				.<Future<?>>map((number) -> threads.submit(() -> files.put("/root/file-" + number, "text " + number)))
				.toList();
			for (Future<?> writer : writers) {
				writer.get();
			}
		}
		finally {
			threads.shutdownNow();
		}

		assertThat(files.list("/root")).hasSize(40);
		assertThat(files.get("/root/file-39")).asString().isEqualTo("text 39");
	}

	@Test
	void aContainerThatEndsMeanwhileIsReadOrToldOf() {
		Container container = this.containers.create(State.RUNNING);
		container.files().put("/root/file", "text");
		CompletableFuture<?> stop = CompletableFuture.runAsync(() -> container.stop(Duration.ZERO));

		while (!stop.isDone()) {
			readOrAborted(container.files());
		}

		assertThat(container.files().get("/root/file")).asString().isEqualTo("text");
	}

	private static void readOrAborted(ContainerFiles files) {
		try {
			assertThat(files.get("/root/file")).asString().isEqualTo("text");
		}
		catch (AbortedException ex) {
			assertThat(ex).hasMessageContaining("started or ended");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "RUNNING", "STOPPED" })
	void nothingIsLeftOpenOrMounted(State state) throws IOException {
		ContainerFiles files = this.containers.create(state).files();
		everything(files);
		long descriptors = count("/proc/self/fd");

		for (int round = 0; round < 30; round++) {
			everything(files);
		}

		assertThat(count("/proc/self/fd")).isLessThan(descriptors + 30);
		String ours = "-" + ProcessHandle.current().pid() + "-";
		// Tests that run beside this one mount, too, for a moment.
		Awaitility.await()
			.until(() -> Files.readAllLines(Path.of("/proc/self/mountinfo"))
				.stream()
				.noneMatch((line) -> line.contains("containerd4j-mount") && line.contains(ours)));
		assertThat(files.list("/root")).isEmpty();
		assertThat(this.namespace.leases().list()).isEmpty();
	}

	private void everything(ContainerFiles files) throws IOException {
		UnaryOperator<String> in = (name) -> "/root/d/" + name;
		files.mkdirs("/root/d/e");
		files.put(in.apply("file"), new ByteArrayInputStream(new byte[1000]), FileOptions.defaults());
		files.get(in.apply("file"), this.directory.resolve("copy"));
		files.put(in.apply("copy"), this.directory.resolve("copy"), FileOptions.defaults());
		try (InputStream input = files.open(in.apply("copy"))) {
			assertThat(input.readAllBytes()).hasSize(1000);
		}
		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(() -> files.get("/root"));
		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(() -> files.put("/root", ""));
		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(() -> files.delete("/root/d"));
		files.list("/root/d");
		ByteArrayOutputStream tar = new ByteArrayOutputStream();
		files.getTree("/root/d", tar);
		files.putTree(in.apply("tar"), new ByteArrayInputStream(tar.toByteArray()));
		files.getTree("/root/d", this.directory.resolve("tree"));
		files.putTree(in.apply("tree"), this.directory.resolve("tree"), FileOptions.defaults());
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> files.putTree("/root/d", Tars.of(Tars.file("x"), Tars.file("../x"))));
		files.deleteTree("/root/d");
	}

	private static long count(String directory) throws IOException {
		try (Stream<Path> entries = Files.list(Path.of(directory))) {
			return entries.count();
		}
	}

}
