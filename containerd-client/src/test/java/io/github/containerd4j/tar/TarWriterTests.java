package io.github.containerd4j.tar;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.TreeMap;

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

	@Test
	void readsBackWhatItWrote() throws IOException {
		TreeMap<String, String> attributes = new TreeMap<>();
		attributes.put("user.x", "caf\u00e9\n=");
		TarEntry entry = new TarEntry("d\n/" + "long".repeat(60) + "\u00ff\u00e9", TarEntry.Type.FILE, 04751,
				new Owner(4_000_000_000L, 1000), Instant.ofEpochSecond(1_700_000_000, 123_456_789), 5, "", 0,
				attributes);
		TarEntry link = TarEntry.symbolicLink("link", "\u00fe/" + "x".repeat(200), Owner.ROOT, Instant.EPOCH);
		TarEntry device = new TarEntry("device", TarEntry.Type.BLOCK_DEVICE, 0600, Owner.ROOT, Instant.EPOCH, 0, "",
				TarEntry.device(8, 17), new TreeMap<>());
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		TarWriter writer = new TarWriter(bytes);
		writer.begin(entry);
		writer.content().write("hello".getBytes(StandardCharsets.US_ASCII));
		writer.begin(link);
		writer.begin(device);
		writer.finish();

		TarReader reader = new TarReader(new ByteArrayInputStream(bytes.toByteArray()), IllegalStateException::new);

		assertThat(reader.next()).isEqualTo(entry);
		assertThat(reader.data()).hasContent("hello");
		assertThat(reader.next()).isEqualTo(link);
		assertThat(reader.next()).isEqualTo(device);
		assertThat(reader.next()).isNull();
	}

	private static byte[] archive() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		TarWriter writer = new TarWriter(bytes);
		writer.begin(TarEntry.directory("blobs", 0755, Owner.ROOT, Instant.EPOCH));
		writer.begin(TarEntry.file("blobs/x", 0444, Owner.ROOT, Instant.EPOCH, 3));
		writer.content().write(new byte[] { 1, 2, 3 });
		writer.finish();
		return bytes.toByteArray();
	}

}
