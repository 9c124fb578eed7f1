package io.github.containerd4j.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BusyboxImageTests {

	@TempDir
	Path directory;

	@Test
	void theSameBusyboxGivesTheSameBytes() throws IOException {
		assertThat(bytes(BusyboxImage.ofHost())).isEqualTo(bytes(BusyboxImage.ofHost()));
	}

	@Test
	void blobsHaveTheNamesOfTheirDigests() throws Exception {
		unpack(bytes(BusyboxImage.ofHost()), this.directory);

		try (var blobs = Files.list(this.directory.resolve("blobs/sha256"))) {
			assertThat(blobs).hasSize(3)
				.allSatisfy((blob) -> assertThat(sha256(blob)).isEqualTo(blob.getFileName().toString()));
		}
	}

	@Test
	void theIndexLeadsToTheManifestUnderTheNameOfTheImage() throws IOException {
		BusyboxImage image = BusyboxImage.ofHost();
		unpack(bytes(image), this.directory);

		assertThat(this.directory.resolve("index.json")).content()
			.contains(image.digest(), "\"io.containerd.image.name\":\"docker.io/library/busybox:local\"");
		assertThat(this.directory.resolve("blobs/sha256").resolve(image.digest().substring("sha256:".length())))
			.content()
			.contains("\"schemaVersion\":2", "application/vnd.oci.image.config.v1+json");
	}

	@Test
	void refusesABusyboxThatNeedsSharedLibraries() {
		assertThatExceptionOfType(EmbeddedContainerdException.class)
			.isThrownBy(() -> BusyboxImage.of(Path.of("/bin/sh")))
			.withMessage("/bin/sh needs shared libraries; install busybox-static in its place");
	}

	@Test
	void refusesAProgramThatIsNoBusybox() throws IOException {
		Path program = this.directory.resolve("busybox");
		Files.write(program, "#!/bin/sh\necho oops >&2; exit 3\n".getBytes(StandardCharsets.UTF_8));
		assertThat(program.toFile().setExecutable(true)).isTrue();

		assertThatExceptionOfType(EmbeddedContainerdException.class).isThrownBy(() -> BusyboxImage.of(program))
			.withMessage(program + " --list failed: oops");
	}

	private static byte[] bytes(BusyboxImage image) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		image.writeTo(bytes);
		return bytes.toByteArray();
	}

	private static void unpack(byte[] archive, Path directory) throws IOException {
		Path file = Files.write(directory.resolve("image.tar"), archive);
		Command.Result result = Command.run(List.of("tar", "-xf", file.toString(), "-C", directory.toString()));
		assertThat(result.errors()).isEmpty();
	}

	private static String sha256(Path file) throws Exception {
		return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
	}

}
