package io.github.containerd4j.build;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class ParallelGzipTests {

	private static final int BLOCK = 256 * 1024;

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK, 10 * BLOCK + 17 })
	void givesWhatEveryGunzipReads(int size) throws IOException {
		byte[] input = input(size);

		byte[] compressed = compress(input, 6, 2, 64 * 1024);

		assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed)).readAllBytes()).isEqualTo(input);
	}

	@Test
	void givesTheSameBytesForEveryNumberOfThreadsAndSizeOfWrites() throws IOException {
		byte[] input = input(5 * BLOCK + 1234);

		assertThat(compress(input, 6, 1, 1000)).isEqualTo(compress(input, 6, 4, 1_000_000));
	}

	@Test
	void compressesAlmostAsWellAsInOnePiece() throws IOException {
		byte[] input = input(8 * BLOCK);
		ByteArrayOutputStream inOnePiece = new ByteArrayOutputStream();
		try (OutputStream gzip = new GZIPOutputStream(inOnePiece)) {
			gzip.write(input);
		}

		assertThat(compress(input, 6, 2, 64 * 1024).length).isLessThan((int) (inOnePiece.size() * 1.01));
	}

	@Test
	void triesAsHardAsItIsTold() throws IOException {
		byte[] input = input(4 * BLOCK);

		assertThat(compress(input, 9, 2, BLOCK).length).isLessThan(compress(input, 1, 2, BLOCK).length);
	}

	@Test
	void reportsAFailureOfTheTarget() {
		OutputStream broken = new OutputStream() {

			@Override
			public void write(int value) throws IOException {
				throw new IOException("full");
			}

		};

		assertThatIOException().isThrownBy(() -> compress(input(BLOCK), broken, 6, 2, BLOCK)).withMessage("full");
	}

	private static byte[] compress(byte[] input, int level, int threads, int writes) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		compress(input, out, level, threads, writes);
		return out.toByteArray();
	}

	private static void compress(byte[] input, OutputStream out, int level, int threads, int writes)
			throws IOException {
		ExecutorService workers = Executors.newFixedThreadPool(threads);
		try {
			ParallelGzip gzip = new ParallelGzip(out, level, workers, 2 * threads);
			for (int offset = 0; offset < input.length; offset += writes) {
				gzip.write(input, offset, Math.min(writes, input.length - offset));
			}
			gzip.finish();
		}
		finally {
			workers.shutdownNow();
		}
	}

	// Words, some of them again: neither noise nor all the same.
	private static byte[] input(int size) {
		Random random = new Random(1);
		byte[] input = new byte[size];
		for (int index = 0; index < size; index++) {
			input[index] = (byte) ((index > 5000 && index % 97 > 20) ? input[index - 4999] : 'a' + random.nextInt(20));
		}
		return input;
	}

}
