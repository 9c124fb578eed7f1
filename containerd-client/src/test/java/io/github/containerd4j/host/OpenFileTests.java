package io.github.containerd4j.host;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Files that are held open, and what is done to the entries of a directory.
 */
class OpenFileTests {

	@TempDir
	private Path path;

	@Test
	void makesChangesAndReplacesFiles() throws Exception {
		Files.writeString(this.path.resolve("old"), "old");
		Instant time = Instant.ofEpochSecond(1_000_000_000, 123_456_789);
		try (OpenFile directory = OpenFile.directory(this.path); OpenFile file = directory.create(name("new"), 0600)) {
			Files.writeString(file.path(), "content");
			file.changeMode(0751);
			directory.changeTime(name("new"), time);

			directory.rename(name("new"), name("old"));

			FileStatus status = directory.status(name("old"));
			assertThat(status.isFile()).isTrue();
			assertThat(status.permissions()).isEqualTo(0751);
			assertThat(status.size()).isEqualTo(7);
			assertThat(status.modifiedAt()).isEqualTo(time);
			assertThat(status.isSameFile(file.status())).isTrue();
			assertThat(directory.status().isSameMount(status)).isTrue();
		}
		assertThat(this.path.resolve("old")).hasContent("content");
	}

	@Test
	void doesNotReplaceWhenItCreates() throws Exception {
		Files.createSymbolicLink(this.path.resolve("link"), Path.of("elsewhere"));
		try (OpenFile directory = OpenFile.directory(this.path)) {
			assertThatExceptionOfType(SystemCallException.class)
				.isThrownBy(() -> directory.create(name("link"), 0600).close())
				.withMessageContaining("EEXIST");
		}
		assertThat(this.path.resolve("elsewhere")).doesNotExist();
	}

	@Test
	void listsNamesOfAnyBytes() throws Exception {
		byte[] name = { 'a', '\n', (byte) 0xe9, (byte) 0xff };
		try (OpenFile directory = OpenFile.directory(this.path)) {
			directory.create(name, 0600).close();
			for (int number = 0; number < 2000; number++) {
				directory.makeSymbolicLink(name("a-rather-long-name-of-a-link-" + number), name("x"));
			}
			try (OpenFile readable = directory.forReading()) {
				assertThat(readable.names()).hasSize(2001).contains(name);
			}
			directory.removeFile(name);
		}
	}

	@Test
	void linksAndRemoves() throws Exception {
		try (OpenFile directory = OpenFile.directory(this.path)) {
			directory.makeDirectory(name("d"));
			directory.makeNode(name("fifo"), FileStatus.FIFO, 0, 0);
			try (OpenFile fifo = directory.find(name("fifo"))) {
				directory.link(name("other"), fifo);
				assertThat(fifo.status().links()).isEqualTo(2);
				assertThat(fifo.status().type()).isEqualTo(FileStatus.FIFO);
			}
			directory.makeSymbolicLink(name("link"), name("d"));
			try (OpenFile link = directory.find(name("link"))) {
				assertThat(link.status().isSymbolicLink()).isTrue();
				assertThat(link.readLink()).isEqualTo(name("d"));
			}
			directory.removeDirectory(name("d"));
			directory.removeFile(name("fifo"));
			directory.removeFile(name("other"));
			directory.removeFile(name("link"));
		}
		assertThat(this.path).isEmptyDirectory();
	}

	@Test
	void readsAndSetsAttributes() throws Exception {
		try (OpenFile directory = OpenFile.directory(this.path); OpenFile file = directory.create(name("file"), 0600)) {
			file.setAttribute("user.one", new byte[] { 1, 0, (byte) 200 });
			file.setAttribute("user.two", new byte[0]);

			assertThat(file.attributes()).containsEntry("user.one", new byte[] { 1, 0, (byte) 200 })
				.containsEntry("user.two", new byte[0]);
		}
	}

	@Test
	void takesNoPathForAName() throws Exception {
		try (OpenFile directory = OpenFile.directory(this.path)) {
			for (String wrong : new String[] { "", ".", "..", "a/b", "/a", "a\0b" }) {
				assertThatIllegalArgumentException().as(wrong).isThrownBy(() -> directory.find(name(wrong)));
			}
		}
	}

	@Test
	void isNotUsableAfterItsEnd() throws Exception {
		OpenFile directory = OpenFile.directory(this.path);
		directory.close();
		directory.close();

		assertThatIllegalStateException().isThrownBy(directory::status);
	}

	private static byte[] name(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
