package io.github.containerd4j.spring.autoconfigure;

import io.github.containerd4j.connection.ContainerdAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

/**
 * What is needed to connect to a daemon. A bean of this type takes the place of the
 * properties {@code containerd.address} and {@code containerd.ssl.bundle}.
 *
 * @since 0.1.0
 */
public interface ContainerdConnectionDetails extends ConnectionDetails {

	/**
	 * Where the daemon listens.
	 * @return the address
	 */
	ContainerdAddress getAddress();

	/**
	 * The material for TLS to a proxy at a TCP address.
	 * @return the bundle; {@code null} for plain text
	 */
	default @Nullable SslBundle getSslBundle() {
		return null;
	}

}
