package io.github.containerd4j.archive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TarWriterTests {

	@Test
	void writesWhatOthersRead() throws IOException {
		byte[] tar = archive();

		try (TarArchiveInputStream input = new TarArchiveInputStream(new ByteArrayInputStream(tar))) {
			TarArchiveEntry directory = input.getNextEntry();
			assertThat(directory.getName()).isEqualTo("blobs/");
			assertThat(directory.isDirectory()).isTrue();
			TarArchiveEntry file = input.getNextEntry();
			assertThat(file.getName()).isEqualTo("blobs/x");
			assertThat(file.getMode()).isEqualTo(0444);
			assertThat(input.readAllBytes()).containsExactly(1, 2, 3);
			assertThat(input.getNextEntry()).isNull();
		}
	}

	@Test
	void writesTheSameBytesAgain() throws IOException {
		assertThat(archive()).isEqualTo(archive()).hasSize(5 * 512);
	}

	private static byte[] archive() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		TarWriter writer = new TarWriter(bytes);
		writer.directory("blobs/");
		writer.file("blobs/x", new byte[] { 1, 2, 3 });
		writer.finish();
		return bytes.toByteArray();
	}

}
