package io.github.containerd4j.transfer;

import java.nio.ByteBuffer;

import io.github.containerd4j.TypedValue;
import io.github.containerd4j.proto.types.transfer.Data;
import io.github.containerd4j.proto.types.transfer.WindowUpdate;
import io.github.containerd4j.rpc.Protos;
import org.jspecify.annotations.Nullable;

/**
 * Bytes from the daemon, which sends no more than it was asked for.
 * <p>
 * Source: {@code core/transfer/streaming/reader.go} of containerd 2.1.
 */
final class WindowedInput {

	private static final int WINDOW = 64 * 1024;

	private final TransferStream stream;

	private long granted;

	WindowedInput(TransferStream stream) {
		this.stream = stream;
	}

	/**
	 * The next bytes.
	 * @return the bytes; {@code null} if the daemon has ended the stream
	 */
	@Nullable ByteBuffer next() {
		if (this.granted < WINDOW) {
			this.stream.send(Protos.pack(WindowUpdate.newBuilder().setUpdate(WINDOW).build()));
			this.granted += WINDOW;
		}
		TypedValue message = this.stream.receive();
		if (message == null) {
			return null;
		}
		ByteBuffer data = Protos.unpack(message, Data.parser()).getData().asReadOnlyByteBuffer();
		this.granted -= data.remaining();
		return data;
	}

}
