package io.github.containerd4j.files;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.files.FileContainers.State;
import io.github.containerd4j.tar.Owner;
import io.github.containerd4j.tar.TarEntry;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Whole directories of containers.
 */
@DaemonTest
@Timeout(120)
class FileTreesIT {

	private static final String TREE = """
			mkdir -p /root/tree/deep/er /root/tree/empty; cd /root/tree
			echo one > plain; chmod 4751 plain; chown 1000:2000 plain; ln plain hard; touch -d @1000000000 plain
			echo two > "deep/$(printf 'caf\\351\\nline')"; ln -s /etc/passwd deep/absolute; ln -s ../plain deep/er/up
			mkfifo fifo; mknod null c 1 3; chmod 1777 empty; chown -h 7:8 deep/absolute; touch -d @1100000000 empty
			""";

	private static final String LISTING = "cd %s; find . | sort | while IFS= read -r f; do stat -c '%%n %%F %%a %%u:%%g "
			+ "%%t:%%T %%h' \"$f\"; done 2>&1; stat -c %%Y plain empty; readlink deep/absolute; cat plain deep/caf*";

	private final FileContainers containers;

	@TempDir
	private Path directory;

	FileTreesIT(TestDaemon daemon, Namespace namespace) {
		this.containers = new FileContainers(daemon, namespace);
	}

	@ParameterizedTest
	@EnumSource(names = { "RUNNING", "STOPPED" })
	void putTreeRestoresWhatGetTreeRead(State state) {
		Container container = this.containers.create(State.RUNNING);
		FileContainers.run(container, TREE);
		String expected = FileContainers.run(container, LISTING.formatted("/root/tree"));
		if (state == State.STOPPED) {
			container.stop(Duration.ZERO);
		}
		ByteArrayOutputStream tar = new ByteArrayOutputStream();

		container.files().getTree("/root/tree", tar);
		container.files().putTree("/root/new/copy", new ByteArrayInputStream(tar.toByteArray()));
		container.files().putTree("/root/new/copy", new ByteArrayInputStream(tar.toByteArray()));

		if (state == State.STOPPED) {
			container.start();
		}
		assertThat(FileContainers.run(container, LISTING.formatted("/root/new/copy"))).isEqualTo(expected);
	}

	@Test
	void getTreeWritesATarThatOthersRead() throws IOException {
		Container container = this.containers.create(State.RUNNING);
		FileContainers.run(container, TREE);
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();

		container.files().getTree("/root/tree", bytes);

		List<String> names = new ArrayList<>();
		try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(bytes.toByteArray()),
				StandardCharsets.ISO_8859_1.name())) {
			for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
				names.add(entry.getName());
			}
		}
		assertThat(names).contains("deep/", "deep/er/up", "empty/", "fifo", "hard", "null", "plain").hasSize(10);
	}

	@Test
	void getTreeAndPutTreeCopyDirectoriesOfThisMachine() throws IOException {
		Container container = this.containers.create(State.RUNNING);
		FileContainers.run(container, TREE);
		Path target = this.directory.resolve("tree");

		container.files().getTree("/root/tree", target);
		container.files().putTree("/root/back", target, FileOptions.defaults().withOwner(11, 12));

		assertThat(target.resolve("plain")).hasContent("one");
		assertThat(Files.getAttribute(target.resolve("plain"), "unix:mode")).isEqualTo(0100751);
		assertThat(Files.getAttribute(target.resolve("plain"), "unix:uid")).isEqualTo(0);
		assertThat(Files.getLastModifiedTime(target.resolve("plain")).toInstant())
			.isEqualTo(Instant.ofEpochSecond(1_000_000_000));
		assertThat(Files.readSymbolicLink(target.resolve("deep/absolute"))).hasToString("/etc/passwd");
		assertThat(Files.exists(target.resolve("null"), LinkOption.NOFOLLOW_LINKS)).isFalse();
		assertThat(container.files().stat("/root/back/plain")).satisfies((info) -> {
			assertThat(info.mode()).isEqualTo(0751);
			assertThat(info.user()).isEqualTo(11);
			assertThat(info.group()).isEqualTo(12);
		});
		assertThat(container.files().list("/root/back/deep")).extracting(FileInfo::name)
			.containsExactly("absolute", "caf\udce9\nline", "er");
	}

	@Test
	void getTreeWritesNothingOutsideOfItsTarget() throws IOException {
		Path outside = Files.createDirectory(this.directory.resolve("outside"));
		Path target = Files.createDirectory(this.directory.resolve("target"));
		Files.createSymbolicLink(target.resolve("tree"), outside);
		Container container = this.containers.create(State.RUNNING);
		FileContainers.run(container, "mkdir -p /root/d/tree; echo x > /root/d/tree/file");

		container.files().getTree("/root/d", target);

		assertThat(outside).isEmptyDirectory();
		assertThat(target.resolve("tree/file")).hasContent("x");
	}

	@ParameterizedTest
	@ValueSource(strings = { "../out", "a/../../out", "a/.." })
	void putTreeRefusesNamesThatLeadOut(String name) throws IOException {
		ContainerFiles files = this.containers.create(State.STOPPED).files();

		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> files.putTree("/root/d", Tars.of(Tars.file(name))));

		assertThat(files.find("/root/out")).isEmpty();
	}

	@Test
	void putTreeStaysInTheContainerThroughLinksOfTheTar() throws IOException {
		ContainerFiles files = this.containers.create(State.STOPPED).files();
		Path secret = Files.writeString(this.directory.resolve("secret"), "secret");

		files.putTree("/root/d", Tars.of(Tars.link("link", this.directory.toString()),
				Tars.link("up", "../../../../.."), Tars.file("up/root/through")));

		assertThat(files.find("/root/through")).isPresent();
		assertThat(Path.of("/root/through")).doesNotExist();
		assertThatExceptionOfType(FailedPreconditionException.class)
			.isThrownBy(() -> files.putTree("/root/d", Tars.of(Tars.file("link/file"))));
		assertThat(this.directory).isDirectoryNotContaining((file) -> !file.equals(secret));
	}

	@Test
	void putTreeTellsWhatIsNoTar() {
		ContainerFiles files = this.containers.create(State.STOPPED).files();

		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> files.putTree("/root", new ByteArrayInputStream(new byte[100])));
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> files.putTree("/root", new ByteArrayInputStream("no tar".repeat(200).getBytes())))
			.withMessageContaining("the tar");
	}

	@Test
	void putTreeTakesAbsoluteNamesAsNamesInTheDirectory() throws IOException {
		ContainerFiles files = this.containers.create(State.STOPPED).files();

		files.putTree("/root/d", Tars.of(Tars.file("/etc/file"), Tars.file("./other"),
				Tars.file("hard").hardLinkTo("/etc/file"), Tars.file("//etc/./third")));

		assertThat(files.list("/root/d")).extracting(FileInfo::name).containsExactly("etc", "hard", "other");
		assertThat(files.list("/root/d/etc")).extracting(FileInfo::name).containsExactly("file", "third");
	}

	@Test
	void putTreeLinksNothingThatIsOutsideOfTheDirectory() throws IOException {
		ContainerFiles files = this.containers.create(State.STOPPED).files();

		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> files.putTree("/root/d", Tars.of(Tars.file("hard").hardLinkTo("../../etc/passwd"))));
		assertThatExceptionOfType(NotFoundException.class)
			.isThrownBy(() -> files.putTree("/root/d", Tars.of(Tars.file("hard").hardLinkTo("/etc/passwd"))));

		assertThat(files.list("/root/d")).isEmpty();
	}

	@Test
	void putTreeReplacesFifosDevicesAndLinksWithoutOpeningThem() throws IOException {
		Container container = this.containers.create(State.RUNNING);
		FileContainers.run(container, "mkdir -p /root/d/full; cd /root/d; mkfifo fifo; mknod zero c 1 5; "
				+ "ln -s /etc link; ln -s /etc/passwd file; touch full/x");
		ContainerFiles files = container.files();

		files.putTree("/root/d", Tars.of(Tars.file("fifo", 3), Tars.file("zero", 3), Tars.file("file", 3),
				TarEntry.directory("link", 0755, Owner.ROOT, Instant.EPOCH), Tars.file("link/x")));

		assertThat(files.list("/root/d")).extracting(FileInfo::type)
			.containsExactly(FileType.FILE, FileType.FILE, FileType.DIRECTORY, FileType.DIRECTORY, FileType.FILE);
		assertThat(files.find("/etc/x")).isEmpty();
		assertThat(files.stat("/etc/passwd").size()).isGreaterThan(3);
		assertThatExceptionOfType(FailedPreconditionException.class)
			.isThrownBy(() -> files.putTree("/root/d", Tars.of(Tars.file("full"))));
	}

	@Test
	void getTreeOfAllLeavesOutWhatTheKernelShows() throws IOException {
		ContainerFiles files = this.containers.create(State.RUNNING).files();
		Path target = this.directory.resolve("all");

		files.getTree("/", target);

		assertThat(target.resolve("proc")).isEmptyDirectory();
		assertThat(target.resolve("sys")).isEmptyDirectory();
		assertThat(target.resolve("bin/sh")).exists();
		assertThatExceptionOfType(FailedPreconditionException.class)
			.isThrownBy(() -> files.getTree("/proc/1", OutputStream.nullOutputStream()));
	}

	@Test
	void treesAreOnlyCopiedToAndFromDirectories() throws IOException {
		ContainerFiles files = this.containers.create(State.STOPPED).files();
		Path file = Files.writeString(this.directory.resolve("file"), "text");

		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> files.getTree("/root", file));
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> files.putTree("/root", file, FileOptions.defaults()));
		assertThatExceptionOfType(FailedPreconditionException.class)
			.isThrownBy(() -> files.getTree("/etc/passwd", this.directory));
		assertThatExceptionOfType(FailedPreconditionException.class)
			.isThrownBy(() -> files.putTree("/etc/passwd", Tars.of(Tars.file("x"))));
	}

}
