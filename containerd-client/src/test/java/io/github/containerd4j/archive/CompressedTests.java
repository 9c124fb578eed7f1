package io.github.containerd4j.archive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;

import io.github.containerd4j.ResourceExhaustedException;
import io.github.containerd4j.oci.Compression;
import io.github.containerd4j.oci.ImageFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CompressedTests {

	private static final byte[] PLAIN = new byte[100_000];

	@ParameterizedTest
	@EnumSource
	void recognisesItsOwnOutput(Compression compression) throws IOException {
		byte[] bytes = compressed(compression);
		PushbackInputStream input = new PushbackInputStream(new ByteArrayInputStream(bytes), Compressed.MAGIC);

		assertThat(Compressed.sniff(Compressed.peek(input))).isEqualTo(compression);
		assertThat(Compressed.decompress(input, compression).readAllBytes()).isEqualTo(PLAIN);
	}

	@Test
	void recognisesASkippableFrameOfZstandard() {
		assertThat(Compressed.sniff(new byte[] { 0x5a, 0x2a, 0x4d, 0x18 })).isEqualTo(Compression.ZSTD);
	}

	@Test
	void takesShortInputForPlain() {
		assertThat(Compressed.sniff(new byte[] { 0x1f })).isEqualTo(Compression.NONE);
		assertThat(Compressed.sniff(new byte[0])).isEqualTo(Compression.NONE);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
	void endsABomb(Compression compression) throws IOException {
		try (LimitedInput input = limited(compressed(compression), compression, PLAIN.length - 1)) {
			assertThatExceptionOfType(ResourceExhaustedException.class).isThrownBy(input::readAllBytes)
				.withMessageContaining("99999");
		}
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
	void tellsThatItIsTruncated(Compression compression) throws IOException {
		byte[] bytes = compressed(compression);

		try (LimitedInput input = limited(Arrays.copyOf(bytes, bytes.length - 5), compression, PLAIN.length)) {
			assertThatExceptionOfType(ImageFormatException.class).isThrownBy(input::drain)
				.withMessageContaining("damaged or truncated");
		}
	}

	@Test
	void tellsThatItIsDamaged() throws IOException {
		byte[] bytes = compressed(Compression.GZIP);
		bytes[bytes.length - 6] ^= 1;

		try (LimitedInput input = limited(bytes, Compression.GZIP, PLAIN.length)) {
			assertThatExceptionOfType(ImageFormatException.class).isThrownBy(input::drain)
				.withMessageContaining("damaged or truncated");
		}
	}

	private static LimitedInput limited(byte[] bytes, Compression compression, long limit) throws IOException {
		return new LimitedInput(Compressed.decompress(new ByteArrayInputStream(bytes), compression), limit);
	}

	private static byte[] compressed(Compression compression) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (OutputStream output = Compressed.compress(bytes, compression)) {
			output.write(PLAIN);
		}
		return bytes.toByteArray();
	}

}
