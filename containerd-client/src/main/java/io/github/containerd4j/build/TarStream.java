package io.github.containerd4j.build;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.github.containerd4j.oci.Compression;
import io.github.containerd4j.oci.ImageFormatException;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * A tar that somebody else made and that becomes a layer as it is. A compressed one stays
 * as it is compressed.
 */
final class TarStream {

	private static final int BUFFER = 64 * 1024;

	private final InputStream input;

	/**
	 * Wraps the tar.
	 * @param input the bytes; left open
	 */
	TarStream(InputStream input) {
		this.input = new BufferedInputStream(input, BUFFER);
	}

	Layer store(LayerCompressor compressor) throws IOException {
		Compression compression = compression();
		if (compression == Compression.NONE) {
			return compressor.write(this::checkAndCopy);
		}
		try (LayerIngest ingest = new LayerIngest(compressor.content())) {
			return storeAsIs(ingest, compression);
		}
	}

	private Layer storeAsIs(LayerIngest ingest, Compression compression) throws IOException {
		CopyingInput compressed = new CopyingInput(this.input, ingest.output());
		HashedOutput uncompressed = new HashedOutput(OutputStream.nullOutputStream());
		check(compressed, () -> new CopyingInput(decompressed(compressed, compression), uncompressed));
		compressed.drain();
		return ingest.commit(LayerCompression.mediaType(compression), uncompressed.digest());
	}

	private void checkAndCopy(OutputStream out) throws IOException {
		CopyingInput plain = new CopyingInput(this.input, out);
		check(plain, () -> plain);
	}

	private static void check(CopyingInput source, IoSupplier tar) throws IOException {
		try {
			CopyingInput input = tar.get();
			TarCheck.check(input);
			input.drain();
		}
		catch (IOException ex) {
			if (source.hasFailed()) {
				throw ex;
			}
			throw ImageFormatException.of("layer tar", null, "it is broken: " + ex.getMessage(), ex);
		}
	}

	// By the numbers that the formats begin with.
	private Compression compression() throws IOException {
		this.input.mark(Integer.BYTES);
		byte[] start = this.input.readNBytes(Integer.BYTES);
		this.input.reset();
		if (startsWith(start, 0x1f, 0x8b)) {
			return Compression.GZIP;
		}
		return startsWith(start, 0x28, 0xb5, 0x2f, 0xfd) ? Compression.ZSTD : Compression.NONE;
	}

	private static boolean startsWith(byte[] bytes, int... expected) {
		for (int index = 0; index < expected.length; index++) {
			if (index >= bytes.length || (bytes[index] & 0xff) != expected[index]) {
				return false;
			}
		}
		return true;
	}

	private static InputStream decompressed(InputStream input, Compression compression) throws IOException {
		return (compression == Compression.ZSTD) ? new ZstdInputStreamNoFinalizer(input)
				: new GzipCompressorInputStream(input, true);
	}

	/**
	 * Opens a stream.
	 */
	@FunctionalInterface
	private interface IoSupplier {

		CopyingInput get() throws IOException;

	}

}
