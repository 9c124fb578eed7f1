package io.github.containerd4j.build;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

import io.github.containerd4j.oci.ImageFormatException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

class TarCheckTests {

	@Test
	void acceptsWhatAnImageCanHold() throws IOException {
		byte[] tar = Tars.bytes(LayerContents.create()
			.file("a", new byte[1000], 0644)
			.delete("b")
			.directory("c", 0755)
			.symbolicLink("d", "../../e"), Timestamps.kept());

		assertThatCode(() -> check(tar)).doesNotThrowAnyException();
	}

	@Test
	void acceptsAnEmptyTar() throws IOException {
		byte[] tar = Tars.bytes(LayerContents.create(), Timestamps.kept());

		assertThatCode(() -> check(tar)).doesNotThrowAnyException();
	}

	@Test
	void refusesNothingAtAll() {
		assertThatExceptionOfType(ImageFormatException.class).isThrownBy(() -> check(new byte[0]));
	}

	@Test
	void refusesPathsThatLeaveTheRoot() throws IOException {
		byte[] tar = tar(new TarArchiveEntry("a/../../b", TarConstants.LF_NORMAL));

		assertThatExceptionOfType(ImageFormatException.class).isThrownBy(() -> check(tar))
			.withMessageContaining("a/../../b");
	}

	@Test
	void refusesHardLinksThatLeaveTheRoot() throws IOException {
		TarArchiveEntry link = new TarArchiveEntry("a", TarConstants.LF_LINK);
		link.setLinkName("../etc/passwd");
		byte[] tar = tar(link);

		assertThatExceptionOfType(ImageFormatException.class).isThrownBy(() -> check(tar));
	}

	@Test
	void refusesUnknownKindsOfEntries() throws IOException {
		byte[] tar = tar(new TarArchiveEntry("a", (byte) 'V'));

		assertThatExceptionOfType(ImageFormatException.class).isThrownBy(() -> check(tar)).withMessageContaining("86");
	}

	@Test
	void refusesAWrongChecksum() throws IOException {
		byte[] tar = tar(new TarArchiveEntry("a", TarConstants.LF_NORMAL));
		tar[0] = 'b';

		assertThatExceptionOfType(ImageFormatException.class).isThrownBy(() -> check(tar))
			.withMessageContaining("checksum");
	}

	@Test
	void refusesATarThatIsCutOff() throws IOException {
		byte[] tar = Tars.bytes(LayerContents.create().file("a", new byte[5000], 0644), Timestamps.kept());

		assertThatIOException().isThrownBy(() -> check(Arrays.copyOf(tar, 3000)));
	}

	private static void check(byte[] tar) throws IOException {
		TarCheck.check(new ByteArrayInputStream(tar));
	}

	private static byte[] tar(TarArchiveEntry entry) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
			tar.putArchiveEntry(entry);
			tar.closeArchiveEntry();
		}
		return out.toByteArray();
	}

}
