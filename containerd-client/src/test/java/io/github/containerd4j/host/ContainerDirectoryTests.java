package io.github.containerd4j.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.connection.ContainerdAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ContainerDirectoryTests {

	private static final ContainerdAddress ADDRESS = ContainerdAddress.parse("/run/a.sock");

	@TempDir
	Path root;

	@Test
	void differsByDaemonNamespaceAndContainer() {
		ContainerdAddress other = ContainerdAddress.parse("/run/b.sock");

		assertThat(of("n", "c")).isEqualTo(of("n", "c"));
		assertThat(of("n", "c")).isNotEqualTo(of("m", "c")).isNotEqualTo(of("n", "d"));
		assertThat(of("n", "c")).isNotEqualTo(ContainerDirectory.of(this.root, other, "n", "c"));
		assertThat(of("n", "c").path()).startsWithRaw(this.root).endsWithRaw(Path.of("n", "c"));
	}

	@Test
	void letsOthersPassButNotLook() throws IOException {
		Path created = of("n", "c").create();

		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(created))).isEqualTo("rwx--x--x");
		assertThat(of("n", "c").create()).isEqualTo(created);
	}

	@Test
	void deletesLinksAndNotWhatTheyMean() throws IOException {
		Path outside = Files.createDirectory(this.root.resolve("outside"));
		Path kept = Files.writeString(outside.resolve("kept"), "kept");
		Path created = of("n", "c").create();
		Files.createSymbolicLink(created.resolve("link"), outside);
		Files.writeString(Files.createDirectory(created.resolve("logs")).resolve("log"), "x");

		of("n", "c").delete();

		assertThat(created).doesNotExist();
		assertThat(kept).exists();
	}

	@Test
	void theLastOneTakesNamespaceAndDaemonAlong() {
		of("n", "c").create();
		of("n", "d").create();

		of("n", "c").delete();
		assertThat(of("n", "d").path()).exists();
		of("n", "d").delete();

		assertThat(this.root).isEmptyDirectory();
	}

	@Test
	void deletesWhatDoesNotExist() {
		of("n", "c").delete();

		assertThat(of("n", "c").path()).doesNotExist();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "..", "a/b", "../../etc" })
	void refusesNamesThatLeadElsewhere(String id) {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> of("n", id));
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> of(id, "c"));
	}

	@Test
	void isBelowTheDataDirectoryOfTheClient() {
		try (ContainerdClient client = ContainerdClient.builder()
			.address("/run/a.sock")
			.dataDirectory(this.root)
			.build()) {
			assertThat(client.namespace("n").containerDirectory("c")).isEqualTo(of("n", "c"));
		}
	}

	@Test
	void refusesARelativeDataDirectory() {
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> ContainerdClient.builder().dataDirectory(Path.of("data")));
	}

	private ContainerDirectory of(String namespace, String id) {
		return ContainerDirectory.of(this.root, ADDRESS, namespace, id);
	}

}
