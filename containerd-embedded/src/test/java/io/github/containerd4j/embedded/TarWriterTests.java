package io.github.containerd4j.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TarWriterTests {

	@TempDir
	Path directory;

	@Test
	void tarReadsWhatWasWritten() throws IOException {
		Path archive = this.directory.resolve("a.tar");
		Files.write(archive, sample());

		Command.Result listing = Command.run(List.of("tar", "-tvf", archive.toString(), "--utc", "--numeric-owner"));

		assertThat(listing.errors()).isEmpty();
		assertThat(listing.output().lines()).hasSize(4)
			.anySatisfy((line) -> assertThat(line).startsWith("drwxrwxrwt 0/0").endsWith("1970-01-01 00:00 tmp/"))
			.anySatisfy(
					(line) -> assertThat(line).startsWith("-rw-r--r-- 0/0").endsWith("5 1970-01-01 00:00 etc/hello"))
			.anySatisfy((line) -> assertThat(line).startsWith("-rwxr-xr-x 0/0").endsWith("1024 1970-01-01 00:00 full"))
			.anySatisfy((line) -> assertThat(line).startsWith("lrwxrwxrwx 0/0").endsWith("bin/sh -> busybox"));
	}

	@Test
	void theSameEntriesGiveTheSameBytes() throws IOException {
		assertThat(sample()).isEqualTo(sample());
	}

	@Test
	void refusesANameThatItsFieldCannotHold() {
		TarWriter tar = new TarWriter(new ByteArrayOutputStream());

		assertThatIllegalArgumentException().isThrownBy(() -> tar.file("x".repeat(101), 0644, new byte[0]))
			.withMessageContaining("100 bytes");
	}

	private static byte[] sample() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (TarWriter tar = new TarWriter(bytes)) {
			tar.directory("tmp", 01777);
			tar.file("etc/hello", 0644, "hello".getBytes(StandardCharsets.UTF_8));
			tar.file("full", 0755, new byte[1024]);
			tar.symbolicLink("bin/sh", "busybox");
		}
		return bytes.toByteArray();
	}

}
