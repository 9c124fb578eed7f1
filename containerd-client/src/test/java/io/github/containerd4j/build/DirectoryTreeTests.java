package io.github.containerd4j.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;

import io.github.containerd4j.InvalidArgumentException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DirectoryTreeTests {

	@TempDir
	private Path root;

	@Test
	void writesInTheOrderOfNames() throws IOException {
		for (String name : List.of("b", "a.txt", "c/z", "c/y", "a/x")) {
			write(name, name);
		}

		assertThat(names(tree())).containsExactly("a/", "a/x", "a.txt", "b", "c/", "c/y", "c/z");
	}

	@Test
	void keepsModesAndTimes() throws IOException {
		Path file = write("file", "x");
		Instant time = Instant.parse("2020-02-03T04:05:06.123456789Z");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r-x-w---x"));
		Files.setLastModifiedTime(file, FileTime.from(time));

		TarArchiveEntry entry = Tars.only(contents(tree()));

		assertThat(entry.getMode()).isEqualTo(0521);
		assertThat(entry.getLastModifiedTime().toInstant()).isEqualTo(time);
		assertThat(entry.getLongUserId())
			.isEqualTo(Integer.toUnsignedLong((Integer) Files.getAttribute(file, "unix:uid")));
	}

	@Test
	void keepsTimesBefore1970() throws Exception {
		run("touch -d '1969-12-31 23:59:58.5 UTC' file");

		byte[] tar = Tars.bytes(contents(tree()), Timestamps.kept());

		assertThat(new String(tar, StandardCharsets.ISO_8859_1)).contains("14 mtime=-1.5\n");
	}

	@Test
	void keepsHardLinksWithinTheTree() throws IOException {
		Path first = write("b", "content");
		Files.createLink(this.root.resolve("c"), first);
		Files.createDirectory(this.root.resolve("a"));
		Files.createLink(this.root.resolve("a/d"), first);

		List<TarArchiveEntry> entries = Tars.entries(contents(tree().at("x")));

		assertThat(entries).extracting(TarArchiveEntry::getName).containsExactly("x/", "x/a/", "x/a/d", "x/b", "x/c");
		assertThat(entries.get(2).getSize()).isEqualTo(7);
		assertThat(entries.subList(3, 5)).allMatch(TarArchiveEntry::isLink)
			.extracting(TarArchiveEntry::getLinkName)
			.containsOnly("x/a/d");
	}

	@Test
	void storesLinksAndDoesNotFollowThem() throws IOException {
		Path outside = Files.createDirectory(this.root.resolve("outside"));
		Files.writeString(outside.resolve("secret"), "secret");
		Path top = Files.createDirectory(this.root.resolve("top"));
		Files.createSymbolicLink(top.resolve("absolute"), outside);
		Files.createSymbolicLink(top.resolve("dangling"), Path.of("../ä//none/"));

		List<TarArchiveEntry> entries = Tars.entries(contents(DirectoryTree.of(top)));

		assertThat(entries).allMatch(TarArchiveEntry::isSymbolicLink)
			.extracting(TarArchiveEntry::getLinkName)
			.containsExactly(outside.toString(), Files.readSymbolicLink(top.resolve("dangling")).toString());
	}

	@Test
	void keepsNamesThatAreNoTextAndTargetsToo() throws Exception {
		run("mkdir \"$(printf 'd\\377')\"; touch \"$(printf 'd\\377/\\344\\n\\200x')\"; "
				+ "ln -s \"$(printf 'd\\377')\" link; ln -s \"$PWD/$(printf 'd\\377')\" other; ln -s é/ third");

		String tar = new String(Tars.bytes(contents(tree()), Timestamps.kept()), StandardCharsets.ISO_8859_1);

		assertThat(tar).contains("21 hdrcharset=BINARY\n12 path=d\u00ff/\n")
			.contains("path=d\u00ff/\u00e4\n\u0080x\n")
			.contains("15 linkpath=d\u00ff\n")
			.contains("linkpath=" + this.root.toRealPath() + "/d\u00ff\n")
			.contains("linkpath=\u00c3\u00a9/\n");
	}

	@Test
	void keepsFifosAndLeavesOutSockets() throws Exception {
		run("mkfifo fifo");

		try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			socket.bind(UnixDomainSocketAddress.of(this.root.resolve("socket")));
			assertThat(Tars.only(contents(tree())).isFIFO()).isTrue();
		}
	}

	@Test
	void keepsAttributesOfUsers() throws IOException {
		Files.setAttribute(write("a", ""), "user:note", new byte[] { 1, (byte) 0xff, '\n', 0 });

		byte[] tar = Tars.bytes(contents(tree()), Timestamps.allAt(Instant.EPOCH));

		assertThat(new String(tar, StandardCharsets.ISO_8859_1))
			.contains("31 SCHILY.xattr.user.note=\u0001\u00ff\n\0\n");
	}

	@Test
	void writesHolesAsZeros() throws Exception {
		run("truncate -s 1000000 sparse");

		assertThat(Tars.only(contents(tree())).getSize()).isEqualTo(1_000_000);
	}

	@Test
	void leavesOutWhatIsExcluded() throws IOException {
		for (String name : List.of("a/keep", "a/x.log", "b/c/d", "e.log")) {
			write(name, "");
		}

		assertThat(names(tree().excluding("b", "**.log"))).containsExactly("a/", "a/keep");
	}

	@Test
	void takesOnlyWhatIsIncluded() throws IOException {
		for (String name : List.of("usr/bin/a", "usr/share/b", "etc/c", "usr/lib/x/d.so", "usr/lib/x/e")) {
			write(name, "");
		}

		assertThat(names(tree().including("usr/bin", "**.so"))).containsExactly("usr/", "usr/bin/", "usr/bin/a",
				"usr/lib/", "usr/lib/x/", "usr/lib/x/d.so");
	}

	@Test
	void changesOwners() throws IOException {
		write("a", "");

		assertThat(Tars.only(contents(tree().ownedBy(5, 6))))
			.extracting(TarArchiveEntry::getLongUserId, TarArchiveEntry::getLongGroupId)
			.containsExactly(5L, 6L);
	}

	@Test
	void limitsTimes() throws IOException {
		Files.setLastModifiedTime(write("old", ""), FileTime.from(Instant.ofEpochSecond(100)));
		write("new", "");

		byte[] tar = Tars.bytes(contents(tree()), Timestamps.noLaterThan(Instant.ofEpochSecond(200)));

		assertThat(Tars.entries(tar)).extracting((entry) -> entry.getLastModifiedTime().toMillis())
			.containsExactly(200_000L, 100_000L);
	}

	@Test
	void givesTheSameBytesAgain() throws IOException {
		for (int number = 0; number < 50; number++) {
			write("d" + number % 7 + "/" + number, "content " + number);
		}

		assertThat(Tars.bytes(contents(tree()), Timestamps.kept()))
			.isEqualTo(Tars.bytes(contents(tree()), Timestamps.kept()));
	}

	@Test
	void refusesATreeThatIsNone() throws IOException {
		write("file", "");

		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> names(DirectoryTree.of(this.root.resolve("none"))));
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> names(DirectoryTree.of(this.root.resolve("file"))));
	}

	@Test
	void refusesNamesThatWouldDelete() throws IOException {
		write(".wh.x", "");

		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> names(tree()))
			.withMessageContaining("/.wh.x");
	}

	@Test
	void noticesAFileThatVanishes() throws IOException {
		write("a", "x");
		write("b", "x");

		assertThatExceptionOfType(TreeChangedException.class)
			.isThrownBy(() -> write(() -> Files.delete(this.root.resolve("b"))))
			.withMessageContaining("b")
			.withMessageContaining("vanished");
	}

	@Test
	void noticesAFileThatGrows() throws IOException {
		Path file = write("a", "x");

		assertThatExceptionOfType(TreeChangedException.class)
			.isThrownBy(() -> write(() -> Files.writeString(file, "more")))
			.withMessageContaining("grew");
	}

	@Test
	void noticesAFileThatShrinks() throws IOException {
		Path file = write("a", "x");

		assertThatExceptionOfType(TreeChangedException.class).isThrownBy(() -> write(() -> Files.writeString(file, "")))
			.withMessageContaining("shrank");
	}

	// Something happens when the first header has been written.
	private void write(IoAction action) throws IOException {
		OutputStream out = new OutputStream() {

			private boolean done;

			@Override
			public void write(int value) {
				throw new AssertionError("nobody writes single bytes");
			}

			@Override
			public void write(byte[] bytes, int offset, int length) throws IOException {
				if (!this.done) {
					this.done = true;
					action.run();
				}
			}

		};
		contents(tree()).writeTo(out, Timestamps.kept());
	}

	private DirectoryTree tree() {
		return DirectoryTree.of(this.root);
	}

	private static LayerContents contents(DirectoryTree tree) {
		return LayerContents.create().tree(tree);
	}

	private static List<String> names(DirectoryTree tree) throws IOException {
		return Tars.names(contents(tree));
	}

	private Path write(String name, String content) throws IOException {
		Path file = this.root.resolve(name);
		Files.createDirectories(file.getParent());
		return Files.writeString(file, content);
	}

	private void run(String script) throws IOException, InterruptedException {
		Process process = new ProcessBuilder("sh", "-ec", script).directory(this.root.toFile())
			.redirectErrorStream(true)
			.start();
		try (InputStream output = process.getInputStream()) {
			assertThat(new String(output.readAllBytes(), StandardCharsets.UTF_8)).isEmpty();
		}
		assertThat(process.waitFor()).isZero();
	}

	@FunctionalInterface
	private interface IoAction {

		void run() throws IOException;

	}

}
