package io.github.containerd4j.transfer;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How the daemon reaches a registry. The values of headers are not shown as text, because
 * they may be credentials.
 *
 * @param authStream the identifier of a stream on which the daemon asks for credentials
 * with {@link AuthRequest}s, each of which must be answered with an {@link AuthResponse}
 * or the transfer hangs; {@code null} to ask nobody
 * @param headers headers of every request to the registry
 * @param hostDirectory a directory of {@code hosts.toml} files on the daemon's host,
 * since containerd 2.0; {@code null} for none. Older daemons ignore it
 * @param defaultScheme {@code http} or {@code https} where nothing else decides, since
 * containerd 2.0; {@code null} for the daemon's default. Older daemons ignore it
 * @param httpDebug what is told about requests to the registry, since containerd 2.1
 * @param logsStream the identifier of a stream that gets it, since containerd 2.1;
 * {@code null} for the daemon's log
 * @since 0.1.0
 */
public record RegistryResolver(@Nullable String authStream, Map<String, String> headers, @Nullable String hostDirectory,
		@Nullable String defaultScheme, HttpDebug httpDebug, @Nullable String logsStream) {

	/**
	 * Copies the headers.
	 * @param authStream the stream on which the daemon asks for credentials
	 * @param headers headers of every request
	 * @param hostDirectory a directory of hosts files
	 * @param defaultScheme the scheme where nothing else decides
	 * @param httpDebug what is told about requests
	 * @param logsStream the stream that gets it
	 */
	public RegistryResolver {
		headers = Map.copyOf(headers);
	}

	/**
	 * No credentials and the daemon's defaults.
	 * @return the resolver
	 */
	public static RegistryResolver defaults() {
		return new RegistryResolver(null, Map.of(), null, null, HttpDebug.DISABLED, null);
	}

	/**
	 * A copy that asks for credentials on a stream.
	 * @param stream the stream
	 * @return the copy
	 */
	public RegistryResolver withAuthStream(TransferStream stream) {
		return new RegistryResolver(stream.id(), this.headers, this.hostDirectory, this.defaultScheme, this.httpDebug,
				this.logsStream);
	}

	/**
	 * A copy that sends headers.
	 * @param headers the headers
	 * @return the copy
	 */
	public RegistryResolver withHeaders(Map<String, String> headers) {
		return new RegistryResolver(this.authStream, headers, this.hostDirectory, this.defaultScheme, this.httpDebug,
				this.logsStream);
	}

	/**
	 * A copy that looks up hosts in a directory, since containerd 2.0.
	 * @param directory the directory on the daemon's host
	 * @return the copy
	 */
	public RegistryResolver withHostDirectory(String directory) {
		return new RegistryResolver(this.authStream, this.headers, directory, this.defaultScheme, this.httpDebug,
				this.logsStream);
	}

	/**
	 * A copy with a scheme, since containerd 2.0.
	 * @param scheme {@code http} or {@code https}
	 * @return the copy
	 */
	public RegistryResolver withDefaultScheme(String scheme) {
		return new RegistryResolver(this.authStream, this.headers, this.hostDirectory, scheme, this.httpDebug,
				this.logsStream);
	}

	@Override
	public String toString() {
		return "RegistryResolver[authStream=" + this.authStream + ", headers=" + this.headers.keySet()
				+ ", hostDirectory=" + this.hostDirectory + ", defaultScheme=" + this.defaultScheme + ", httpDebug="
				+ this.httpDebug + ", logsStream=" + this.logsStream + "]";
	}

	/**
	 * What is told about requests to a registry.
	 */
	public enum HttpDebug {

		/** Nothing. */
		DISABLED,

		/** Requests and answers. */
		DEBUG,

		/** The steps of connections. */
		TRACE,

		/** Both. */
		BOTH

	}

}
