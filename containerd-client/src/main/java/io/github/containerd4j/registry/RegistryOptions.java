package io.github.containerd4j.registry;

import java.net.ProxySelector;
import java.time.Duration;

import io.github.containerd4j.InvalidArgumentException;

/**
 * How a {@link RegistryClient} works.
 *
 * @param hosts which hosts serve a registry
 * @param credentials who we are there
 * @param proxies which proxy requests go through
 * @param connectTimeout how long connecting may take, TLS included, unless a host has its
 * own limit
 * @param stallTimeout how long a registry may be silent, before and within an answer, and
 * how long it may take in nothing of what is sent
 * @param retries how often a request is sent again after an error that may pass: no
 * connection, a connection that was cut, silence, HTTP 408, 429, 500, 502, 503, 504.
 * Bytes that arrive set the count back. 0 or more
 * @param backoff the pause before the first repetition; doubled for each next one
 * @param maxBackoff the longest pause, also if {@code Retry-After} asks for more
 * @param uploadChunk the most bytes of one request of an upload; 0 for no limit. Only for
 * proxies that limit the size of requests
 * @param userAgent the header {@code User-Agent}
 * @since 0.1.0
 */
public record RegistryOptions(RegistryHosts hosts, RegistryCredentialsProvider credentials, ProxySelector proxies,
		Duration connectTimeout, Duration stallTimeout, int retries, Duration backoff, Duration maxBackoff,
		long uploadChunk, String userAgent) {

	/**
	 * Checks the values.
	 * @param hosts which hosts serve a registry
	 * @param credentials who we are there
	 * @param proxies which proxy requests go through
	 * @param connectTimeout how long connecting may take
	 * @param stallTimeout how long a registry may be silent
	 * @param retries how often a request is sent again
	 * @param backoff the first pause
	 * @param maxBackoff the longest pause
	 * @param uploadChunk the most bytes of one request
	 * @param userAgent the user agent
	 * @throws InvalidArgumentException if a duration is not positive, a number is
	 * negative, or the user agent is empty
	 */
	public RegistryOptions {
		requirePositive("connect timeout", connectTimeout);
		requirePositive("stall timeout", stallTimeout);
		requirePositive("backoff", backoff);
		requirePositive("longest backoff", maxBackoff);
		requireNotNegative("retries", retries);
		requireNotNegative("upload chunk", uploadChunk);
		if (!userAgent.matches("[\\x21-\\x7e][\\x20-\\x7e]*")) {
			throw InvalidArgumentException.of("user agent", userAgent, "it must be ASCII text and not empty");
		}
	}

	/**
	 * The defaults.
	 * @return hosts as of {@link RegistryHosts#defaults()}, no credentials, the proxies
	 * of {@link RegistryProxies#automatic()}, 10 s to connect, 30 s of silence, 3 retries
	 * after 250 ms to 30 s
	 */
	public static RegistryOptions defaults() {
		return builder().build();
	}

	/**
	 * Begins with the defaults.
	 * @return the builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	private static void requirePositive(String name, Duration duration) {
		if (duration.isZero() || duration.isNegative()) {
			throw InvalidArgumentException.of(name, duration.toString(), "it must be more than zero");
		}
	}

	private static void requireNotNegative(String name, long number) {
		if (number < 0) {
			throw InvalidArgumentException.of(name, Long.toString(number), "it must not be negative");
		}
	}

	/**
	 * Collects options. Not for use by several threads.
	 */
	public static final class Builder {

		private RegistryHosts hosts = RegistryHosts.defaults();

		private RegistryCredentialsProvider credentials = RegistryCredentialsProvider.none();

		private ProxySelector proxies = RegistryProxies.automatic();

		private Duration connectTimeout = Duration.ofSeconds(10);

		private Duration stallTimeout = Duration.ofSeconds(30);

		private int retries = 3;

		private Duration backoff = Duration.ofMillis(250);

		private Duration maxBackoff = Duration.ofSeconds(30);

		private long uploadChunk;

		private String userAgent = "containerd4j";

		private Builder() {
		}

		/**
		 * Which hosts serve a registry.
		 * @param hosts the hosts; by default {@link RegistryHosts#defaults()}
		 * @return this
		 */
		public Builder hosts(RegistryHosts hosts) {
			this.hosts = hosts;
			return this;
		}

		/**
		 * Who we are at a registry.
		 * @param credentials finds credentials; by default there are none
		 * @return this
		 */
		public Builder credentials(RegistryCredentialsProvider credentials) {
			this.credentials = credentials;
			return this;
		}

		/**
		 * Which proxy requests go through. Only the first one that the selector names is
		 * used, and only if it is an HTTP proxy.
		 * @param proxies the selector; by default {@link RegistryProxies#automatic()}
		 * @return this
		 */
		public Builder proxies(ProxySelector proxies) {
			this.proxies = proxies;
			return this;
		}

		/**
		 * How long connecting may take.
		 * @param timeout the time, more than zero; by default 10 s
		 * @return this
		 */
		public Builder connectTimeout(Duration timeout) {
			this.connectTimeout = timeout;
			return this;
		}

		/**
		 * How long a registry may be silent.
		 * @param timeout the time, more than zero; by default 30 s
		 * @return this
		 */
		public Builder stallTimeout(Duration timeout) {
			this.stallTimeout = timeout;
			return this;
		}

		/**
		 * How often a request is sent again after an error that may pass.
		 * @param retries the number, 0 for never; by default 3
		 * @return this
		 */
		public Builder retries(int retries) {
			this.retries = retries;
			return this;
		}

		/**
		 * How long to wait before a request is sent again.
		 * @param first the first pause, more than zero; by default 250 ms
		 * @param longest the longest pause, more than zero; by default 30 s
		 * @return this
		 */
		public Builder backoff(Duration first, Duration longest) {
			this.backoff = first;
			this.maxBackoff = longest;
			return this;
		}

		/**
		 * The most bytes of one request of an upload.
		 * @param bytes the bytes; 0, the default, for no limit
		 * @return this
		 */
		public Builder uploadChunk(long bytes) {
			this.uploadChunk = bytes;
			return this;
		}

		/**
		 * How we introduce ourselves.
		 * @param userAgent the header {@code User-Agent}; by default {@code containerd4j}
		 * @return this
		 */
		public Builder userAgent(String userAgent) {
			this.userAgent = userAgent;
			return this;
		}

		/**
		 * Makes the options.
		 * @return the options
		 * @throws InvalidArgumentException if a value is out of its range
		 */
		public RegistryOptions build() {
			return new RegistryOptions(this.hosts, this.credentials, this.proxies, this.connectTimeout,
					this.stallTimeout, this.retries, this.backoff, this.maxBackoff, this.uploadChunk, this.userAgent);
		}

	}

}
