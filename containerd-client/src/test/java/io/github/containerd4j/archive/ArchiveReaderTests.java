package io.github.containerd4j.archive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.containerd4j.oci.ImageFormatException;
import io.github.containerd4j.tar.Owner;
import io.github.containerd4j.tar.TarEntry;
import io.github.containerd4j.tar.TarWriter;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ArchiveReaderTests {

	private static final int BLOCK = 512;

	@Test
	void readsFilesLinksAndOthers() throws IOException {
		byte[] tar = tar((output) -> {
			file(output, "./a/b", "hello");
			link(output, "a/link", "../c", TarConstants.LF_SYMLINK);
			link(output, "a/hard", "c", TarConstants.LF_LINK);
			output.putArchiveEntry(new TarArchiveEntry("dev", TarConstants.LF_CHR));
			output.closeArchiveEntry();
			output.putArchiveEntry(new TarArchiveEntry("dir/"));
			output.closeArchiveEntry();
		});

		List<ArchiveEntry> entries = entries(tar);

		assertThat(entries).extracting(ArchiveEntry::path).containsExactly("a/b", "a/link", "a/hard", "dev", "dir");
		assertThat(entries).extracting(ArchiveEntry::kind)
			.containsExactly(ArchiveEntry.Kind.FILE, ArchiveEntry.Kind.LINK, ArchiveEntry.Kind.LINK,
					ArchiveEntry.Kind.OTHER, ArchiveEntry.Kind.OTHER);
		assertThat(entries).extracting(ArchiveEntry::target).containsExactly("", "c", "c", "", "");
	}

	@Test
	void givesDataOfEachFileAndWhereTheyLie() throws IOException {
		byte[] tar = tar((output) -> {
			file(output, "one", "x".repeat(BLOCK));
			file(output, "two", "hello");
		});
		ArchiveReader reader = new ArchiveReader(new ByteArrayInputStream(tar));

		assertThat(reader.next()).isNotNull();
		ArchiveEntry two = reader.next();

		assertThat(two).isNotNull();
		assertThat(reader.data().readAllBytes()).isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
		assertThat(Arrays.copyOfRange(tar, (int) two.offset(), (int) (two.offset() + two.size())))
			.isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
		assertThat(reader.next()).isNull();
	}

	@ParameterizedTest
	@ValueSource(ints = { TarArchiveOutputStream.LONGFILE_GNU, TarArchiveOutputStream.LONGFILE_POSIX })
	void readsLongNamesOfEachDialect(int mode) throws IOException {
		String name = "dir/" + "n".repeat(300) + "ö";
		byte[] tar = tar((output) -> {
			output.setLongFileMode(mode);
			output.setAddPaxHeadersForNonAsciiNames(true);
			file(output, name, "hello");
		});

		assertThat(entries(tar)).extracting(ArchiveEntry::path).containsExactly(name);
	}

	@Test
	void readsAFileOfManyGibibytesFromItsHeader() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		new TarWriter(bytes).begin(TarEntry.file("large", 0444, Owner.ROOT, Instant.EPOCH, 20L << 30));

		ArchiveEntry entry = new ArchiveReader(new ByteArrayInputStream(bytes.toByteArray())).next();

		assertThat(entry).isNotNull();
		assertThat(entry.size()).isEqualTo(20L << 30);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/etc/passwd", "../x", "a/../../x" })
	void refusesPathsThatLeadOutOfTheArchive(String path) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		TarArchiveEntry entry = new TarArchiveEntry(path, true);
		byte[] header = new byte[BLOCK];
		entry.writeEntryHeader(header);
		bytes.write(header);
		bytes.write(new byte[2 * BLOCK]);

		assertThatExceptionOfType(ImageFormatException.class).isThrownBy(() -> entries(bytes.toByteArray()))
			.withMessageContaining(path);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/etc/passwd", "../../x" })
	void refusesLinksThatLeadOutOfTheArchive(String target) throws IOException {
		byte[] tar = tar((output) -> link(output, "a/link", target, TarConstants.LF_SYMLINK));

		assertThatExceptionOfType(ImageFormatException.class).isThrownBy(() -> entries(tar))
			.withMessageContaining("a/link -> " + target);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 100, BLOCK, BLOCK + 3, 2 * BLOCK })
	void tellsThatAnArchiveIsTruncated(int length) throws IOException {
		byte[] tar = tar((output) -> file(output, "one", "hello"));

		assertThatExceptionOfType(ImageFormatException.class)
			.isThrownBy(() -> readAll(new ByteArrayInputStream(tar, 0, length)))
			.withMessageMatching(".*(truncated|empty).*");
	}

	@Test
	void refusesWhatIsNoTar() {
		assertThatExceptionOfType(ImageFormatException.class)
			.isThrownBy(() -> entries("no tar at all\n".repeat(100).getBytes(StandardCharsets.UTF_8)))
			.withMessageContaining("checksum");
	}

	@Test
	void refusesMoreThanAHundredThousandEntries() throws IOException {
		byte[] tar = tar((output) -> {
			for (int index = 0; index <= 100_000; index++) {
				output.putArchiveEntry(new TarArchiveEntry("d" + index, TarConstants.LF_CHR));
				output.closeArchiveEntry();
			}
		});

		assertThatExceptionOfType(ImageFormatException.class).isThrownBy(() -> entries(tar))
			.withMessageContaining("more than 100000 entries");
	}

	@Test
	void refusesANameThatWouldFillTheMemory() throws IOException {
		TarArchiveEntry entry = new TarArchiveEntry(TarConstants.GNU_LONGLINK, TarConstants.LF_GNUTYPE_LONGNAME);
		entry.setSize(1L << 30);
		byte[] header = new byte[BLOCK];
		entry.writeEntryHeader(header);

		assertThatExceptionOfType(ImageFormatException.class).isThrownBy(() -> entries(header))
			.withMessageContaining("too long");
	}

	private static List<ArchiveEntry> entries(byte[] tar) throws IOException {
		return readAll(new ByteArrayInputStream(tar));
	}

	private static List<ArchiveEntry> readAll(InputStream input) throws IOException {
		ArchiveReader reader = new ArchiveReader(input);
		List<ArchiveEntry> entries = new ArrayList<>();
		ArchiveEntry entry = reader.next();
		while (entry != null) {
			entries.add(entry);
			entry = reader.next();
		}
		return entries;
	}

	private static byte[] tar(Content content) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (TarArchiveOutputStream output = new TarArchiveOutputStream(bytes, "UTF-8")) {
			content.write(output);
		}
		return bytes.toByteArray();
	}

	private static void file(TarArchiveOutputStream output, String path, String text) throws IOException {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		TarArchiveEntry entry = new TarArchiveEntry(path);
		entry.setSize(bytes.length);
		output.putArchiveEntry(entry);
		output.write(bytes);
		output.closeArchiveEntry();
	}

	private static void link(TarArchiveOutputStream output, String path, String target, byte type) throws IOException {
		TarArchiveEntry entry = new TarArchiveEntry(path, type);
		entry.setLinkName(target);
		output.putArchiveEntry(entry);
		output.closeArchiveEntry();
	}

	private interface Content {

		void write(TarArchiveOutputStream output) throws IOException;

	}

}
