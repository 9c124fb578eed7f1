package io.github.containerd4j.connection;

import java.time.Duration;
import java.util.List;

import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;

import io.github.containerd4j.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/**
 * How a channel is made.
 *
 * @param connectTimeout the longest time that establishing a connection may take
 * @param maxMessageSize the largest message that is accepted, in bytes
 * @param tls the material for TLS to a proxy; {@code null} for plain text. A Unix socket
 * never uses TLS
 * @since 0.1.0
 */
public record ChannelOptions(Duration connectTimeout, int maxMessageSize, @Nullable Tls tls) {

	/**
	 * How long establishing a connection may take by default: what the Go client uses.
	 */
	public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);

	/**
	 * The largest message that containerd and its Go client accept by default: 16 MiB.
	 */
	public static final int DEFAULT_MAX_MESSAGE_SIZE = 16 * 1024 * 1024;

	/**
	 * Checks the ranges.
	 * @param connectTimeout the longest time that establishing a connection may take
	 * @param maxMessageSize the largest message that is accepted, in bytes
	 * @param tls the material for TLS to a proxy
	 * @throws InvalidArgumentException if timeout or size is not positive, or the timeout
	 * is longer than 24 days
	 */
	public ChannelOptions {
		if (connectTimeout.toMillis() < 1 || connectTimeout.toMillis() > Integer.MAX_VALUE) {
			throw InvalidArgumentException.of("connect timeout", connectTimeout.toString(),
					"it must be from 1 ms to 24 days");
		}
		if (maxMessageSize < 1) {
			throw InvalidArgumentException.of("maximum message size", String.valueOf(maxMessageSize),
					"it must be positive");
		}
	}

	/**
	 * The material for TLS to a proxy.
	 *
	 * @param keyManagers our own key and certificate; empty for none
	 * @param trustManagers whom we trust; empty for the JVM's default
	 */
	public record Tls(List<KeyManager> keyManagers, List<TrustManager> trustManagers) {

		/**
		 * Copies the lists.
		 * @param keyManagers our own key and certificate; empty for none
		 * @param trustManagers whom we trust; empty for the JVM's default
		 */
		public Tls {
			keyManagers = List.copyOf(keyManagers);
			trustManagers = List.copyOf(trustManagers);
		}

	}

	/**
	 * The defaults: 10 seconds, 16 MiB, no TLS.
	 * @return the options
	 */
	public static ChannelOptions defaults() {
		return new ChannelOptions(DEFAULT_CONNECT_TIMEOUT, DEFAULT_MAX_MESSAGE_SIZE, null);
	}

}
