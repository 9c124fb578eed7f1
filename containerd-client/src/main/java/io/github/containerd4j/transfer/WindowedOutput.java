package io.github.containerd4j.transfer;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;

import com.google.protobuf.UnsafeByteOperations;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.proto.types.transfer.Data;
import io.github.containerd4j.proto.types.transfer.WindowUpdate;
import io.github.containerd4j.rpc.Protos;

/**
 * Bytes on their way to the daemon: never more than it has asked for.
 * <p>
 * Source: {@code core/transfer/streaming/stream.go} of containerd 2.1.
 */
final class WindowedOutput extends OutputStream {

	private static final int CHUNK = 32 * 1024;

	private final TransferStream stream;

	private long window;

	private boolean closed;

	WindowedOutput(TransferStream stream) {
		this.stream = stream;
	}

	@Override
	public void write(int value) throws IOException {
		write(new byte[] { (byte) value }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		int position = offset;
		int left = length;
		while (left > 0) {
			int size = (int) Math.min(Math.min(left, CHUNK), awaitWindow());
			this.stream.send(data(bytes, position, size));
			this.window -= size;
			position += size;
			left -= size;
		}
	}

	private long awaitWindow() throws IOException {
		while (this.window <= 0) {
			TypedValue update = this.stream.receive();
			if (update == null) {
				throw new EOFException("the daemon has ended stream " + this.stream.id());
			}
			this.window += Protos.unpack(update, WindowUpdate.parser()).getUpdate();
		}
		return this.window;
	}

	private static TypedValue data(byte[] bytes, int offset, int length) {
		// Packing serialises, so the caller's array is free again on return.
		return Protos.pack(Data.newBuilder().setData(UnsafeByteOperations.unsafeWrap(bytes, offset, length)).build());
	}

	@Override
	public void close() {
		if (!this.closed) {
			this.closed = true;
			this.stream.halfClose();
		}
	}

}
