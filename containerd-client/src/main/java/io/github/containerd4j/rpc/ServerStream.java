package io.github.containerd4j.rpc;

import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

import io.grpc.ClientCall;
import io.github.containerd4j.ResultStream;

/**
 * The results of a call that answers with a stream of messages, each of which holds any
 * number of results.
 */
final class ServerStream<R, T> implements ResultStream<T> {

	private final ClientCall<?, R> call;

	private final MessageQueue<R> messages;

	private final Duration timeout;

	private final Function<? super R, ? extends Iterator<T>> results;

	private Iterator<T> current = Collections.emptyIterator();

	private boolean ended;

	ServerStream(ClientCall<?, R> call, MessageQueue<R> messages, Duration timeout,
			Function<? super R, ? extends Iterator<T>> results) {
		this.call = call;
		this.messages = messages;
		this.timeout = timeout;
		this.results = results;
	}

	@Override
	public boolean hasNext() {
		while (!this.current.hasNext()) {
			R message = this.ended ? null : this.messages.take(this.call, this.timeout);
			if (message == null) {
				this.ended = true;
				return false;
			}
			this.current = this.results.apply(message);
		}
		return true;
	}

	@Override
	public T next() {
		if (!hasNext()) {
			throw new NoSuchElementException();
		}
		return this.current.next();
	}

	@Override
	public void close() {
		if (!this.ended) {
			this.ended = true;
			this.current = Collections.emptyIterator();
			this.call.cancel("the reader closed the stream", null);
		}
	}

}
