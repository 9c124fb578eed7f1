package io.github.containerd4j.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;

import io.github.containerd4j.InvalidArgumentException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LayerContentsTests {

	@Test
	void writesFilesDirectoriesAndLinks() throws IOException {
		List<TarArchiveEntry> entries = Tars.entries(LayerContents.create()
			.directory("/tmp", 01777)
			.ownedBy(1000, 3_000_000_000L)
			.file("etc/motd", "hi".getBytes(StandardCharsets.UTF_8), 04755)
			.symbolicLink("/bin/sh", "busybox"));

		assertThat(entries).extracting(TarArchiveEntry::getName).containsExactly("tmp/", "etc/motd", "bin/sh");
		assertThat(entries.get(0).isDirectory()).isTrue();
		assertThat(entries.get(0).getMode()).isEqualTo(01777);
		assertThat(entries.get(0).getLongUserId()).isZero();
		assertThat(entries.get(1).getMode()).isEqualTo(04755);
		assertThat(entries.get(1).getSize()).isEqualTo(2);
		assertThat(entries.get(1).getLongUserId()).isEqualTo(1000);
		assertThat(entries.get(1).getLongGroupId()).isEqualTo(3_000_000_000L);
		assertThat(entries.get(2).getLinkName()).isEqualTo("busybox");
	}

	@Test
	void namesNoUserAndNoTime() throws IOException {
		TarArchiveEntry entry = Tars.only(LayerContents.create().file("a", new byte[0], 0644));

		assertThat(entry.getUserName()).isEmpty();
		assertThat(entry.getGroupName()).isEmpty();
		assertThat(entry.getModTime()).isEqualTo(new Date(0));
	}

	@Test
	void writesDeletionsFirst() throws IOException {
		LayerContents contents = LayerContents.create()
			.file("etc/passwd", new byte[1], 0644)
			.delete("/etc/shadow")
			.deleteContents("/var/cache/");

		assertThat(Tars.names(contents)).containsExactly("etc/.wh.shadow", "var/cache/.wh..wh..opq", "etc/passwd");
	}

	@Test
	void keepsLongNamesAndSuchWithAllCharacters() throws IOException {
		String name = "ä\n".repeat(40) + "/" + "x".repeat(250);

		TarArchiveEntry entry = Tars.only(LayerContents.create().symbolicLink(name, name));

		assertThat(entry.getName()).isEqualTo(name);
		assertThat(entry.getLinkName()).isEqualTo(name);
	}

	@Test
	void endsAsATarMust() throws IOException {
		byte[] tar = Tars.bytes(LayerContents.create().file("a", new byte[513], 0644), Timestamps.kept());

		assertThat(tar).hasSize(512 + 1024 + 1024);
		assertThat(tar).endsWith(new byte[1024]);
	}

	@Test
	void headersOfLongNamesTellNoTimeToo() throws IOException {
		byte[] tar = Tars.bytes(LayerContents.create().directory("x".repeat(200), 0755), Timestamps.kept());

		assertThat((char) tar[156]).isEqualTo('x');
		assertThat(Arrays.copyOfRange(tar, 136, 147)).containsOnly('0');
	}

	@Test
	void givesNewFilesTheTimeThatIsSet() throws IOException {
		Instant time = Instant.parse("2026-01-02T03:04:05.678Z");
		byte[] tar = Tars.bytes(LayerContents.create().file("a", new byte[0], 0644), Timestamps.noLaterThan(time));

		assertThat(Tars.entries(tar).get(0).getLastModifiedTime().toInstant()).isEqualTo(time);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", ".", "..", "/a/../b", "a\0b", ".wh.a", "a/.wh..wh..opq" })
	void refusesPathsThatAreNone(String path) {
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> LayerContents.create().file(path, new byte[0], 0644));
	}

	@Test
	void refusesModesWithOtherBits() {
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> LayerContents.create().directory("a", 0100755))
			.withMessageContaining("07777");
	}

}
