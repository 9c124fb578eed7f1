package io.github.containerd4j.registry;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.CompletableFuture;

/**
 * The body of a request.
 */
interface Payload {

	BodyPublisher publisher();

	/**
	 * Hands the bytes over on the thread that waits for the answer.
	 * @param answer complete when nobody wants more bytes
	 */
	default void pump(CompletableFuture<?> answer) throws IOException, InterruptedException {
	}

	/**
	 * Whether the request may be sent a second time.
	 */
	default boolean isRepeatable() {
		return true;
	}

	static Payload none() {
		return BodyPublishers::noBody;
	}

	static Payload of(byte[] bytes) {
		return () -> BodyPublishers.ofByteArray(bytes);
	}

}
