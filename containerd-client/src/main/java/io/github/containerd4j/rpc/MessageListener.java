package io.github.containerd4j.rpc;

import io.github.containerd4j.ContainerdException;
import org.jspecify.annotations.Nullable;

/**
 * Receives what a long-lived stream answers, on a thread of the transport: it must return
 * quickly and must not call the client.
 *
 * @param <R> the type of the messages
 * @since 0.1.0
 */
public interface MessageListener<R> {

	/**
	 * A message has arrived.
	 * @param message the message
	 */
	void onMessage(R message);

	/**
	 * The stream has ended; nothing follows.
	 * @param failure why it ended; {@code null} if the other side ended it in order
	 */
	void onEnd(@Nullable ContainerdException failure);

}
