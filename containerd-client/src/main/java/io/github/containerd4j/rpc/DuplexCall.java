package io.github.containerd4j.rpc;

import java.time.Duration;

import io.grpc.ClientCall;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * A call with a stream of messages in each direction. One thread may send while another
 * one receives.
 *
 * @param <Q> the type of what is sent
 * @param <R> the type of what is received
 * @since 0.1.0
 */
public final class DuplexCall<Q, R> implements AutoCloseable {

	private final Operation operation;

	private final ClientCall<Q, R> call;

	private final MessageQueue<R> messages;

	private final Duration timeout;

	private volatile boolean finished;

	DuplexCall(Operation operation, ClientCall<Q, R> call, MessageQueue<R> messages, Duration timeout) {
		this.operation = operation;
		this.call = call;
		this.messages = messages;
		this.timeout = timeout;
	}

	/**
	 * Sends a message. Blocks while the other side is slower, at most for the request
	 * timeout.
	 * @param message the message
	 * @throws io.github.containerd4j.ContainerdException if the call has ended
	 */
	public void send(Q message) {
		Status end = this.messages.awaitReady(this.call, this.timeout);
		if (end != null) {
			throw this.operation.failed(end.isOk() ? Status.CANCELLED.withDescription("the call has ended") : end);
		}
		this.call.sendMessage(message);
	}

	/**
	 * Receives the next message. Blocks until it is there, at most for the request
	 * timeout.
	 * @return the message; {@code null} when the other side has ended the call
	 * successfully
	 * @throws io.github.containerd4j.ContainerdException if the call failed
	 */
	public @Nullable R receive() {
		return receive(this.timeout);
	}

	/**
	 * Receives the next message, waiting for it as long as told.
	 * @param timeout the longest time to wait; the call is cancelled when it runs out
	 * @return the message; {@code null} when the other side has ended the call
	 * successfully
	 * @throws io.github.containerd4j.ContainerdException if the call failed
	 */
	public @Nullable R receive(Duration timeout) {
		R message = this.messages.take(this.call, timeout);
		this.finished = this.finished || message == null;
		return message;
	}

	/**
	 * Says that nothing more will be sent; receiving goes on.
	 */
	public void halfClose() {
		this.call.halfClose();
	}

	/**
	 * Cancels the call unless the other side has ended it already.
	 */
	@Override
	public void close() {
		if (!this.finished) {
			this.finished = true;
			this.call.cancel("the caller closed the stream", null);
		}
	}

}
