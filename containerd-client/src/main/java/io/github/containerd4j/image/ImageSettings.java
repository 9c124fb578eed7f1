package io.github.containerd4j.image;

import java.time.Duration;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.progress.ImageOperationListener;
import io.github.containerd4j.registry.RegistryOptions;
import org.jspecify.annotations.Nullable;

/**
 * What all pulls and pushes of a client have in common, unless their options say
 * otherwise. Immutable.
 *
 * @param registry how registries are found and reached, and with which credentials
 * @param engine who moves images; {@code null} to use the daemon where it serves the case
 * and the client everywhere else
 * @param concurrency how many layers or blobs this client moves at the same time
 * @param timeout the longest time for one pull or push
 * @param stallTimeout the longest time without a byte of something that is being moved
 * @param leaseExpiry how long what was fetched stays if this JVM dies in between
 * @param hostDirectory a directory of {@code hosts.toml} files on the daemon's host for
 * the daemon's engine; {@code null} for none
 * @param listener is told of every operation on images
 * @since 0.1.0
 */
public record ImageSettings(RegistryOptions registry, @Nullable TransferEngine engine, int concurrency,
		Duration timeout, Duration stallTimeout, Duration leaseExpiry, @Nullable String hostDirectory,
		ImageOperationListener listener) {

	/** How many layers or blobs are moved at the same time by default: 3. */
	public static final int DEFAULT_CONCURRENCY = 3;

	/** The default limit of a whole pull or push: one hour. */
	public static final Duration DEFAULT_TIMEOUT = Duration.ofHours(1);

	/** The longest time without a byte by default: one minute. */
	public static final Duration DEFAULT_STALL_TIMEOUT = Duration.ofMinutes(1);

	/** How long the lease of a pull lives by default: 24 hours. */
	public static final Duration DEFAULT_LEASE_EXPIRY = Duration.ofHours(24);

	/**
	 * Checks the settings.
	 * @param registry how registries are found and reached
	 * @param engine who moves images
	 * @param concurrency how many blobs at the same time
	 * @param timeout the longest time for one pull or push
	 * @param stallTimeout the longest time without a byte
	 * @param leaseExpiry how long a lease lives if this JVM dies
	 * @param hostDirectory a directory on the daemon's host
	 * @param listener is told of every operation on images
	 * @throws InvalidArgumentException if a number or time is not positive
	 */
	public ImageSettings {
		requirePositive("concurrency", concurrency);
		requirePositive("timeout", timeout);
		requirePositive("stall timeout", stallTimeout);
		requirePositive("lease expiry", leaseExpiry);
	}

	/**
	 * Registries as containerd finds them by default, without credentials; the daemon
	 * moves images where it serves the case; 3 layers at a time, one hour, a minute
	 * without a byte, leases of 24 hours.
	 * @return the settings
	 */
	public static ImageSettings defaults() {
		return of(RegistryOptions.defaults());
	}

	/**
	 * The defaults with registries of the caller's choice.
	 * @param registry how registries are found and reached
	 * @return the settings
	 */
	public static ImageSettings of(RegistryOptions registry) {
		return new ImageSettings(registry, null, DEFAULT_CONCURRENCY, DEFAULT_TIMEOUT, DEFAULT_STALL_TIMEOUT,
				DEFAULT_LEASE_EXPIRY, null, ImageOperationListener.none());
	}

	/**
	 * A copy with other registries.
	 * @param registry how registries are found and reached
	 * @return the copy
	 */
	public ImageSettings withRegistry(RegistryOptions registry) {
		return new ImageSettings(registry, this.engine, this.concurrency, this.timeout, this.stallTimeout,
				this.leaseExpiry, this.hostDirectory, this.listener);
	}

	/**
	 * A copy with an engine. What that one cannot do fails then.
	 * @param engine the engine; {@code null} to choose by the case
	 * @return the copy
	 */
	public ImageSettings withEngine(@Nullable TransferEngine engine) {
		return new ImageSettings(this.registry, engine, this.concurrency, this.timeout, this.stallTimeout,
				this.leaseExpiry, this.hostDirectory, this.listener);
	}

	/**
	 * A copy with another number of layers or blobs at the same time.
	 * @param concurrency the number, 1 or more
	 * @return the copy
	 * @throws InvalidArgumentException if it is not positive
	 */
	public ImageSettings withConcurrency(int concurrency) {
		return new ImageSettings(this.registry, this.engine, concurrency, this.timeout, this.stallTimeout,
				this.leaseExpiry, this.hostDirectory, this.listener);
	}

	/**
	 * A copy with another limit for a whole pull or push.
	 * @param timeout the time, positive
	 * @return the copy
	 * @throws InvalidArgumentException if it is not positive
	 */
	public ImageSettings withTimeout(Duration timeout) {
		return new ImageSettings(this.registry, this.engine, this.concurrency, timeout, this.stallTimeout,
				this.leaseExpiry, this.hostDirectory, this.listener);
	}

	/**
	 * A copy with another limit for the time without a byte.
	 * @param timeout the time, positive
	 * @return the copy
	 * @throws InvalidArgumentException if it is not positive
	 */
	public ImageSettings withStallTimeout(Duration timeout) {
		return new ImageSettings(this.registry, this.engine, this.concurrency, this.timeout, timeout, this.leaseExpiry,
				this.hostDirectory, this.listener);
	}

	/**
	 * A copy whose leases live for another time if this JVM dies.
	 * @param expiry the time, positive
	 * @return the copy
	 * @throws InvalidArgumentException if it is not positive
	 */
	public ImageSettings withLeaseExpiry(Duration expiry) {
		return new ImageSettings(this.registry, this.engine, this.concurrency, this.timeout, this.stallTimeout, expiry,
				this.hostDirectory, this.listener);
	}

	/**
	 * A copy with a directory of {@code hosts.toml} files for the daemon's engine, which
	 * serves it since containerd 2.0.
	 * @param directory the directory on the daemon's host
	 * @return the copy
	 */
	public ImageSettings withHostDirectory(String directory) {
		return new ImageSettings(this.registry, this.engine, this.concurrency, this.timeout, this.stallTimeout,
				this.leaseExpiry, directory, this.listener);
	}

	/**
	 * A copy whose operations on images somebody watches.
	 * @param listener is told of each one from its start to its end
	 * @return the copy
	 */
	public ImageSettings withListener(ImageOperationListener listener) {
		return new ImageSettings(this.registry, this.engine, this.concurrency, this.timeout, this.stallTimeout,
				this.leaseExpiry, this.hostDirectory, listener);
	}

	static void requirePositive(String name, @Nullable Integer value) {
		if (value != null && value <= 0) {
			throw InvalidArgumentException.of(name, value.toString(), "it must be positive");
		}
	}

	static void requirePositive(String name, @Nullable Duration value) {
		if (value != null && (value.isNegative() || value.isZero())) {
			throw InvalidArgumentException.of(name, value.toString(), "it must be positive");
		}
	}

}
