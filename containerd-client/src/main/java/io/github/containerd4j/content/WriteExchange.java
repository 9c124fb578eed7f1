package io.github.containerd4j.content;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.proto.services.content.v1.ContentGrpc;
import io.github.containerd4j.proto.services.content.v1.WriteContentRequest;
import io.github.containerd4j.proto.services.content.v1.WriteContentResponse;
import io.github.containerd4j.rpc.DuplexCall;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.rpc.Subject;
import org.jspecify.annotations.Nullable;

/**
 * The conversation about one ingest: the daemon answers each message, in order. Chunks of
 * data are sent without waiting for the answer to the one before, but only so many; a
 * chunk's memory is used again when its answer is there.
 */
final class WriteExchange implements AutoCloseable {

	// Enough that the daemon always finds the next chunk when it has hashed and written
	// one.
	private static final int MAX_IN_FLIGHT = 4;

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

	private final RpcClient rpc;

	private final String ref;

	private final DuplexCall<WriteContentRequest, WriteContentResponse> call;

	private final Queue<byte[]> inFlight = new ArrayDeque<>();

	private boolean over;

	WriteExchange(RpcClient rpc, String ref) {
		this.rpc = rpc;
		this.ref = ref;
		this.call = rpc.open(ContentGrpc.getWriteMethod(), Subject.of("ingest", ref));
	}

	/**
	 * Sends a chunk.
	 * @param request the message
	 * @param chunk the memory that the message's data lies in; not to be touched any more
	 * @return memory that is free again; {@code null} if there is none yet
	 */
	byte @Nullable [] send(WriteContentRequest request, byte[] chunk) {
		requireGoingOn();
		try {
			byte[] free = (this.inFlight.size() < MAX_IN_FLIGHT) ? null : confirmed();
			this.call.send(request);
			this.inFlight.add(chunk);
			return free;
		}
		catch (ContainerdException ex) {
			this.over = true;
			throw ex;
		}
	}

	/**
	 * Sends a message and waits for its answer, and for those to all chunks before it. It
	 * may take long: the daemon hashes again what is there when an ingest is resumed, and
	 * flushes to disk when it is committed.
	 */
	WriteContentResponse ask(WriteContentRequest request) {
		requireGoingOn();
		try {
			while (!this.inFlight.isEmpty()) {
				confirmed();
			}
			this.call.send(request);
			return answer(this.rpc.limits().operation());
		}
		catch (ContainerdException ex) {
			this.over = true;
			throw ex;
		}
	}

	private byte[] confirmed() {
		answer(this.rpc.limits().request());
		return this.inFlight.remove();
	}

	private WriteContentResponse answer(Duration timeout) {
		WriteContentResponse answer = this.call.receive(timeout);
		if (answer == null) {
			Failure failure = new Failure("Content.Write", "ingest", this.ref, this.rpc.namespace(),
					ErrorCode.INTERNAL);
			throw new ContainerdException(failure.describe() + ": the daemon ended the call without an answer", failure,
					null);
		}
		return answer;
	}

	private void requireGoingOn() {
		if (this.over) {
			throw new IllegalStateException("the writer of ingest \"" + this.ref + "\" has failed or is closed");
		}
	}

	/**
	 * Ends the call in order, because then the ingest is unlocked when this returns;
	 * after a cancellation it would be a moment later.
	 */
	@Override
	public void close() {
		if (!this.over) {
			this.over = true;
			try {
				this.call.halfClose();
				awaitEnd(System.nanoTime() + CLOSE_TIMEOUT.toNanos());
			}
			catch (ContainerdException ex) {
				// Whatever it is, the call is over, which is all that is wanted.
			}
		}
		this.call.close();
	}

	private void awaitEnd(long deadline) {
		WriteContentResponse answer;
		do {
			answer = this.call.receive(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
		}
		while (answer != null);
	}

}
