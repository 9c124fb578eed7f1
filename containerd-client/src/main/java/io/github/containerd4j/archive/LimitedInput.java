package io.github.containerd4j.archive;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

import com.github.luben.zstd.ZstdIOException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.ResourceExhaustedException;
import io.github.containerd4j.oci.ImageFormatException;

/**
 * Ends a compressed archive that has no end: a few kilobytes can stand for terabytes.
 */
final class LimitedInput extends FilterInputStream {

	private final long limit;

	private long count;

	LimitedInput(InputStream input, long limit) {
		super(input);
		this.limit = limit;
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		int read = decompress(target, offset, length);
		this.count += Math.max(0, read);
		if (this.count > this.limit) {
			Failure failure = new Failure("read", "image archive", null, null, ErrorCode.RESOURCE_EXHAUSTED);
			throw new ResourceExhaustedException(failure.describe() + ": it has more than " + this.limit
					+ " bytes when it is decompressed; the import options can raise the limit", failure, null);
		}
		return read;
	}

	private int decompress(byte[] target, int offset, int length) throws IOException {
		try {
			return super.read(target, offset, length);
		}
		catch (EOFException | ZipException | ZstdIOException ex) {
			throw damaged(ex);
		}
	}

	static ImageFormatException damaged(IOException ex) {
		return ImageFormatException.of("image archive", null,
				"its compression is damaged or truncated: " + ex.getMessage(), ex);
	}

	/**
	 * Reads what comes after the archive's end, so that the checksums are compared.
	 */
	void drain() throws IOException {
		byte[] rest = new byte[64 * 1024];
		while (read(rest, 0, rest.length) >= 0) {
			// Only padding is left.
		}
	}

	@Override
	public long skip(long count) throws IOException {
		byte[] skipped = new byte[(int) Math.min(count, 64 * 1024)];
		return Math.max(0, read(skipped, 0, skipped.length));
	}

	@Override
	public boolean markSupported() {
		return false;
	}

}
