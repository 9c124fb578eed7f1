package io.github.containerd4j.registry;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * One host of a repository: its addresses, and who we are there.
 */
final class Endpoint {

	private final Wire wire;

	private final RegistryHost host;

	private final String domain;

	private final String repository;

	private final @Nullable Authorizer authorizer;

	Endpoint(Wire wire, RegistryHost host, String domain, String repository, @Nullable Authorizer authorizer) {
		this.wire = wire;
		this.host = host;
		this.domain = domain;
		this.repository = repository;
		this.authorizer = authorizer;
	}

	RegistryHost host() {
		return this.host;
	}

	/**
	 * Who we are at this host; {@code null} if nobody should know.
	 */
	@Nullable Authorizer authorizer() {
		return this.authorizer;
	}

	/**
	 * An address in the repository.
	 * @param path below the repository
	 * @return the address; a mirror is told in it whose repository is meant
	 */
	URI uri(String path) {
		return uri(path, "");
	}

	URI uri(String path, String query) {
		String full = query;
		if (this.host.isMirrorOf(this.domain)) {
			full = (query.isEmpty() ? "" : query + "&") + "ns=" + encode(this.domain);
		}
		return URI.create(root() + "/" + this.repository + "/" + path + (full.isEmpty() ? "" : "?" + full));
	}

	private String root() {
		String root = this.host.root().toString();
		return isPlain() ? root.replaceFirst("^https:", "http:") : root;
	}

	private boolean isPlain() {
		return this.host.plainFallback() && this.wire.isPlain(this.host);
	}

	/**
	 * The same address for plain HTTP.
	 */
	static URI plain(URI uri) {
		return URI.create(uri.toString().replaceFirst("^https:", "http:"));
	}

	/**
	 * Whether an address is on this host, so that it may know who we are.
	 */
	boolean owns(URI uri) {
		return origin(uri).equals(origin(URI.create(root())));
	}

	/**
	 * Whether an address is on this host, also before it is known how it is spoken to.
	 */
	boolean isHost(URI uri) {
		return owns(uri) || (this.host.plainFallback() && this.host.authority().equals(uri.getRawAuthority()));
	}

	/**
	 * Scheme, host and port.
	 */
	static String origin(URI uri) {
		String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
		int port = uri.getPort();
		int standard = scheme.equals("https") ? 443 : 80;
		return scheme + "://" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + ":"
				+ ((port >= 0) ? port : standard);
	}

	static String encode(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8);
	}

}
