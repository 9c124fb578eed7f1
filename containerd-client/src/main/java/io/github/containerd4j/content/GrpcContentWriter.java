package io.github.containerd4j.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.proto.services.content.v1.WriteAction;
import io.github.containerd4j.proto.services.content.v1.WriteContentRequest;
import io.github.containerd4j.proto.services.content.v1.WriteContentResponse;
import io.github.containerd4j.rpc.RpcClient;

final class GrpcContentWriter implements ContentWriter {

	static final int CHUNK_SIZE = 1024 * 1024;

	private static final byte[] NO_CHUNK = {};

	private final GrpcContentStore store;

	private final String ref;

	private final WriteOptions options;

	private final WriteExchange exchange;

	private byte[] chunk = NO_CHUNK;

	private int collected;

	private long sent;

	private GrpcContentWriter(GrpcContentStore store, String ref, WriteOptions options, WriteExchange exchange) {
		this.store = store;
		this.ref = ref;
		this.options = options;
		this.exchange = exchange;
	}

	static GrpcContentWriter open(RpcClient rpc, String ref, WriteOptions options) {
		WriteExchange exchange = new WriteExchange(rpc, ref);
		GrpcContentWriter writer = new GrpcContentWriter(new GrpcContentStore(rpc), ref, options, exchange);
		try {
			writer.sent = exchange.ask(message(WriteAction.STAT, options).setRef(ref).build()).getOffset();
			return writer;
		}
		catch (ContainerdException ex) {
			exchange.close();
			throw ex;
		}
	}

	static WriteContentRequest.Builder message(WriteAction action, WriteOptions options) {
		WriteContentRequest.Builder message = WriteContentRequest.newBuilder()
			.setAction(action)
			.setTotal(options.size());
		Digest expected = options.expected();
		if (expected != null) {
			message.setExpected(expected.toString());
		}
		return message;
	}

	@Override
	public String ref() {
		return this.ref;
	}

	@Override
	public long offset() {
		return this.sent + this.collected;
	}

	@Override
	public void write(byte[] bytes, int offset, int length) {
		Objects.checkFromIndexSize(offset, length, bytes.length);
		int position = offset;
		int left = length;
		while (left > 0) {
			int count = Math.min(left, room());
			System.arraycopy(bytes, position, this.chunk, this.collected, count);
			collected(count);
			position += count;
			left -= count;
		}
	}

	/**
	 * Writes all that is left of a stream, which is read straight into the chunks.
	 */
	void transferFrom(InputStream input) throws IOException {
		int count = readChunk(input);
		while (count >= 0) {
			collected(count);
			count = readChunk(input);
		}
	}

	private int readChunk(InputStream input) throws IOException {
		int room = room();
		return input.read(this.chunk, this.collected, room);
	}

	private int room() {
		if (this.chunk.length == 0) {
			this.chunk = newChunk();
		}
		return this.chunk.length - this.collected;
	}

	// A blob that is known to be small shall not cost a whole chunk of memory.
	private byte[] newChunk() {
		long rest = this.options.size() - this.sent;
		return new byte[(rest > 0) ? (int) Math.min(rest, CHUNK_SIZE) : CHUNK_SIZE];
	}

	private void collected(int count) {
		this.collected += count;
		if (this.collected == this.chunk.length) {
			send();
		}
	}

	private void send() {
		if (this.collected == 0) {
			return;
		}
		WriteContentRequest request = WriteContentRequest.newBuilder()
			.setAction(WriteAction.WRITE)
			.setOffset(this.sent)
			.setData(data())
			.build();
		byte[] free = this.exchange.send(request, this.chunk);
		this.sent += this.collected;
		this.collected = 0;
		this.chunk = (free != null) ? free : NO_CHUNK;
	}

	private ByteString data() {
		return UnsafeByteOperations.unsafeWrap(this.chunk, 0, this.collected);
	}

	@Override
	public OutputStream outputStream() {
		return new OutputStream() {

			@Override
			public void write(int value) {
				GrpcContentWriter.this.write(new byte[] { (byte) value });
			}

			@Override
			public void write(byte[] bytes, int offset, int length) {
				GrpcContentWriter.this.write(bytes, offset, length);
			}

		};
	}

	@Override
	public IngestStatus status() {
		send();
		WriteContentRequest request = WriteContentRequest.newBuilder().setAction(WriteAction.STAT).build();
		return ContentMapper.toStatus(this.ref, this.options.expected(), this.exchange.ask(request));
	}

	@Override
	public void restart() {
		this.collected = 0;
		if (this.sent > 0) {
			// A write to offset 0 is how containerd is told to truncate.
			this.exchange.ask(WriteContentRequest.newBuilder().setAction(WriteAction.WRITE).setOffset(0).build());
			this.sent = 0;
		}
	}

	@Override
	public Digest commit(WriteOptions later) {
		WriteOptions all = this.options.overriddenBy(later);
		// Without the real offset, the daemon would truncate and commit what is left. The
		// size, if nobody told it, is what was sent: the daemon then compares.
		WriteContentRequest request = message(WriteAction.COMMIT, all).setOffset(this.sent)
			.setTotal((all.size() > 0) ? all.size() : offset())
			.setData(data())
			.putAllLabels(all.labels())
			.build();
		WriteContentResponse answer = this.exchange.ask(request);
		this.sent += this.collected;
		this.collected = 0;
		close();
		return Digest.parse(answer.getDigest());
	}

	@Override
	public void abort() {
		close();
		try {
			this.store.abort(this.ref);
		}
		catch (NotFoundException ex) {
			// Committed or dropped before: there is nothing left to delete.
		}
	}

	@Override
	public void close() {
		this.chunk = NO_CHUNK;
		this.collected = 0;
		this.exchange.close();
	}

	@Override
	public String toString() {
		return "ContentWriter[" + this.ref + " at " + offset() + "]";
	}

}
