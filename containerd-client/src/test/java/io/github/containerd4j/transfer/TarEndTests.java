package io.github.containerd4j.transfer;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TarEndTests {

	private static final byte[] ZEROS = new byte[1024];

	private final ByteArrayOutputStream archive = new ByteArrayOutputStream();

	@ParameterizedTest
	@ValueSource(ints = { 1, 7, 511, 512, 513, 100_000 })
	void findsTheEndHoweverTheBytesArrive(int chunk) {
		entry('0', "00000002000", ZEROS);
		entry('0', "00000000003", new byte[] { 1, 2, 3 });
		this.archive.writeBytes(ZEROS);
		byte[] bytes = this.archive.toByteArray();

		TarEnd end = new TarEnd();
		for (int from = 0; from < bytes.length; from += chunk) {
			assertThat(end.isReached()).isFalse();
			end.accept(ByteBuffer.wrap(bytes, from, Math.min(chunk, bytes.length - from)));
		}

		assertThat(end.isReached()).isTrue();
	}

	@Test
	void zerosInsideOfAFileAreNoEnd() {
		entry('0', "00000002000", ZEROS);

		assertThat(read().isReached()).isFalse();
	}

	@Test
	void aSingleBlockOfZerosIsNoEnd() {
		this.archive.write(ZEROS, 0, 512);
		entry('0', "00000000000", new byte[0]);
		this.archive.write(ZEROS, 0, 512);

		assertThat(read().isReached()).isFalse();
	}

	@Test
	void anExtendedHeaderTellsTheSizeOfAFileThatIsTooLargeForItsOwn() {
		byte[] extended = "13 size=1024\n".getBytes(StandardCharsets.UTF_8);
		entry('x', "00000000015", extended);
		entry('0', "00000000000", ZEROS);

		assertThat(read().isReached()).isFalse();
	}

	@Test
	void readsABinarySize() {
		byte[] header = header('0', "00000000000");
		Arrays.fill(header, 124, 136, (byte) 0);
		header[124] = (byte) 0x80;
		header[134] = 4;
		this.archive.writeBytes(header);
		this.archive.writeBytes(ZEROS);

		assertThat(read().isReached()).isFalse();
	}

	private TarEnd read() {
		TarEnd end = new TarEnd();
		end.accept(ByteBuffer.wrap(this.archive.toByteArray()));
		return end;
	}

	private void entry(char type, String octalSize, byte[] content) {
		this.archive.writeBytes(header(type, octalSize));
		this.archive.writeBytes(Arrays.copyOf(content, (content.length + 511) / 512 * 512));
	}

	private static byte[] header(char type, String octalSize) {
		byte[] header = new byte[512];
		header[0] = 'f';
		System.arraycopy(octalSize.getBytes(StandardCharsets.US_ASCII), 0, header, 124, octalSize.length());
		header[156] = (byte) type;
		return header;
	}

}
