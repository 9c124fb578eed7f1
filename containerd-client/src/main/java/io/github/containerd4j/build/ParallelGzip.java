package io.github.containerd4j.build;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Compresses blocks of equal size on several threads and joins them to a single gzip
 * member, as pigz does. Each block may refer to the end of the one before it, so little
 * is lost. The bytes depend on the input and the level, not on the number of threads.
 */
final class ParallelGzip extends OutputStream {

	private static final int BLOCK = 256 * 1024;

	private static final int WINDOW = 32 * 1024;

	// Deflate, no flags, no time, no extra flags, unknown system.
	private static final byte[] HEADER = { 0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff };

	private final OutputStream out;

	private final int level;

	private final ExecutorService workers;

	private final int maxPending;

	private final Queue<Future<byte[]>> pending = new ArrayDeque<>();

	private final CRC32 checksum = new CRC32();

	private byte[] window = {};

	private byte[] block = new byte[BLOCK];

	private int filled;

	private long size;

	/**
	 * Writes the header.
	 * @param out where to; left open
	 * @param level the level of compression
	 * @param workers compress the blocks
	 * @param maxPending how many blocks may wait, which bounds the memory
	 */
	ParallelGzip(OutputStream out, int level, ExecutorService workers, int maxPending) throws IOException {
		this.out = out;
		this.level = level;
		this.workers = workers;
		this.maxPending = maxPending;
		out.write(HEADER);
	}

	@Override
	public void write(int value) throws IOException {
		write(new byte[] { (byte) value });
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		this.checksum.update(bytes, offset, length);
		this.size += length;
		int position = offset;
		int left = length;
		while (left > 0) {
			if (this.filled == BLOCK) {
				submit(false);
			}
			int count = Math.min(left, BLOCK - this.filled);
			System.arraycopy(bytes, position, this.block, this.filled, count);
			this.filled += count;
			position += count;
			left -= count;
		}
	}

	private void submit(boolean last) throws IOException {
		if (this.pending.size() == this.maxPending) {
			writeOldest();
		}
		byte[] input = this.block;
		int length = this.filled;
		byte[] dictionary = this.window;
		this.pending.add(this.workers.submit(() -> deflate(input, length, dictionary, last)));
		this.window = last ? dictionary : Arrays.copyOfRange(input, length - WINDOW, length);
		this.block = last ? input : new byte[BLOCK];
		this.filled = 0;
	}

	private byte[] deflate(byte[] input, int length, byte[] dictionary, boolean last) {
		Deflater deflater = new Deflater(this.level, true);
		try {
			if (dictionary.length > 0) {
				deflater.setDictionary(dictionary);
			}
			deflater.setInput(input, 0, length);
			if (last) {
				deflater.finish();
			}
			return drain(deflater, last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH);
		}
		finally {
			deflater.end();
		}
	}

	private static byte[] drain(Deflater deflater, int flush) {
		byte[] output = new byte[BLOCK / 2];
		int length = 0;
		while (true) {
			length += deflater.deflate(output, length, output.length - length, flush);
			// Room that is left means that nothing is left to flush.
			if (length < output.length) {
				return Arrays.copyOf(output, length);
			}
			output = Arrays.copyOf(output, output.length * 2);
		}
	}

	private void writeOldest() throws IOException {
		try {
			this.out.write(this.pending.remove().get());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("interrupted while compressing");
		}
		catch (ExecutionException ex) {
			throw new IOException("cannot compress", ex.getCause());
		}
	}

	/**
	 * Writes the rest and leaves the stream open, which is the caller's. Closing instead
	 * drops the rest.
	 */
	void finish() throws IOException {
		submit(true);
		while (!this.pending.isEmpty()) {
			writeOldest();
		}
		this.out.write(ByteBuffer.allocate(8)
			.order(ByteOrder.LITTLE_ENDIAN)
			.putInt((int) this.checksum.getValue())
			.putInt((int) this.size)
			.array());
	}

}
