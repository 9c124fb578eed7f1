package io.github.containerd4j.files;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
import io.github.containerd4j.container.Container;
import io.github.containerd4j.files.FileContainers.State;
import io.github.containerd4j.tar.Owner;
import io.github.containerd4j.tar.TarEntry;
import io.github.containerd4j.tar.TarWriter;
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
			.isThrownBy(() -> files.putTree("/root/d", tar(TarEntry.file(name, 0644, Owner.ROOT, Instant.EPOCH, 0))));

		assertThat(files.find("/root/out")).isEmpty();
	}

	@Test
	void putTreeStaysInTheContainerThroughLinksOfTheTar() throws IOException {
		ContainerFiles files = this.containers.create(State.STOPPED).files();
		Path secret = Files.writeString(this.directory.resolve("secret"), "secret");

		files.putTree("/root/d",
				tar(TarEntry.symbolicLink("link", this.directory.toString(), Owner.ROOT, Instant.EPOCH),
						TarEntry.symbolicLink("up", "../../../../..", Owner.ROOT, Instant.EPOCH),
						TarEntry.file("up/root/through", 0644, Owner.ROOT, Instant.EPOCH, 0)));

		assertThat(files.find("/root/through")).isPresent();
		assertThat(Path.of("/root/through")).doesNotExist();
		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(
				() -> files.putTree("/root/d", tar(TarEntry.file("link/file", 0644, Owner.ROOT, Instant.EPOCH, 0))));
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

	private static ByteArrayInputStream tar(TarEntry... entries) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		TarWriter tar = new TarWriter(bytes);
		for (TarEntry entry : entries) {
			tar.begin(entry);
		}
		tar.finish();
		return new ByteArrayInputStream(bytes.toByteArray());
	}

}
