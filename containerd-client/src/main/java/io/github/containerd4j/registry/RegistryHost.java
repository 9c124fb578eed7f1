package io.github.containerd4j.registry;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.github.containerd4j.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/**
 * A host that serves repositories: the registry itself, or a mirror of it.
 *
 * @param root where its API begins, such as {@code https://registry.example:5000/v2};
 * scheme {@code http} or {@code https}, no user, no query, no slash at its end
 * @param capabilities what it is trusted with; not empty
 * @param tls its TLS; not used with {@code http}
 * @param plainFallback whether plain HTTP is spoken with a host that turns out not to
 * speak TLS: for this machine only
 * @param headers headers sent to this host with every request, by name
 * @param connectTimeout how long connecting may take; {@code null} for
 * {@link RegistryOptions#connectTimeout()}
 * @since 0.1.0
 */
public record RegistryHost(URI root, Set<HostCapability> capabilities, RegistryTls tls, boolean plainFallback,
		Map<String, List<String>> headers, @Nullable Duration connectTimeout) {

	// Those that java.net.http sets itself, and refuses.
	private static final Set<String> RESERVED = Set.of("connection", "content-length", "expect", "host", "upgrade",
			"transfer-encoding");

	/**
	 * Checks the root and the headers, and copies the collections.
	 * @param root where the API begins
	 * @param capabilities what the host is trusted with
	 * @param tls its TLS
	 * @param plainFallback whether plain HTTP is tried too
	 * @param headers headers for every request
	 * @param connectTimeout how long connecting may take
	 * @throws InvalidArgumentException if the root is no such address, a header cannot be
	 * set, or there is no capability
	 */
	public RegistryHost {
		root = checked(root);
		if (capabilities.isEmpty()) {
			throw invalid(root, "it needs a capability");
		}
		capabilities = Set.copyOf(capabilities);
		Map<String, List<String>> copy = new LinkedHashMap<>();
		headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
		headers = Map.copyOf(copy);
		requireHeaders(root, headers);
	}

	/**
	 * A host with all capabilities.
	 * @param address its address, such as {@code https://mirror.example/dockerhub};
	 * without a scheme it is {@code https}. {@code /v2} is added unless the path ends
	 * with it
	 * @return the host
	 * @throws InvalidArgumentException if it is no such address
	 */
	public static RegistryHost of(String address) {
		URI uri = parse(address);
		String path = withoutSlash(uri.getRawPath());
		return at(uri.resolve(path.endsWith("/v2") ? path : path + "/v2"));
	}

	/**
	 * A host whose API begins exactly at an address, without {@code /v2}, as with
	 * {@code override_path} in containerd's {@code hosts.toml}.
	 * @param root where the API begins
	 * @return the host, with all capabilities
	 * @throws InvalidArgumentException if it is no such address
	 */
	public static RegistryHost at(URI root) {
		return new RegistryHost(root, Set.of(HostCapability.values()), RegistryTls.defaults(), false, Map.of(), null);
	}

	/**
	 * A copy with other capabilities.
	 * @param capabilities what the host is trusted with
	 * @return the copy
	 */
	public RegistryHost withCapabilities(Collection<HostCapability> capabilities) {
		return new RegistryHost(this.root, Set.copyOf(capabilities), this.tls, this.plainFallback, this.headers,
				this.connectTimeout);
	}

	/**
	 * A copy with other TLS settings.
	 * @param tls the settings
	 * @return the copy
	 */
	public RegistryHost withTls(RegistryTls tls) {
		return new RegistryHost(this.root, this.capabilities, tls, this.plainFallback, this.headers,
				this.connectTimeout);
	}

	/**
	 * A copy with headers for every request to this host.
	 * @param headers the headers by name
	 * @return the copy
	 */
	public RegistryHost withHeaders(Map<String, List<String>> headers) {
		return new RegistryHost(this.root, this.capabilities, this.tls, this.plainFallback, headers,
				this.connectTimeout);
	}

	/**
	 * A copy with a time limit for connecting.
	 * @param connectTimeout how long connecting may take
	 * @return the copy
	 */
	public RegistryHost withConnectTimeout(Duration connectTimeout) {
		return new RegistryHost(this.root, this.capabilities, this.tls, this.plainFallback, this.headers,
				connectTimeout);
	}

	RegistryHost withPlainFallback() {
		return new RegistryHost(this.root, this.capabilities, this.tls, true, this.headers, this.connectTimeout);
	}

	/**
	 * The host with its port, if the address has one.
	 * @return for instance {@code registry-1.docker.io} or {@code 127.0.0.1:5000}
	 */
	public String authority() {
		return this.root.getRawAuthority();
	}

	boolean serves(HostCapability capability) {
		return this.capabilities.contains(capability);
	}

	/**
	 * Whether this host stands in for another one, which it must be told.
	 */
	boolean isMirrorOf(String domain) {
		return !authority().equalsIgnoreCase(domain) && !(domain.equals(RegistryNames.DOCKER_HUB)
				&& authority().equalsIgnoreCase(RegistryNames.DOCKER_HUB_HOST));
	}

	private static URI parse(String address) {
		String text = address.contains("://") ? address : "https://" + address;
		try {
			return checked(URI.create(text));
		}
		catch (IllegalArgumentException ex) {
			throw InvalidArgumentException.of("registry host", null, "it is no address: expected https://HOST[:PORT]");
		}
	}

	private static URI checked(URI root) {
		if (root.getRawUserInfo() != null) {
			// Not shown: it may hold a password.
			throw InvalidArgumentException.of("registry host", root.getHost(),
					"credentials do not belong into the address");
		}
		String scheme = (root.getScheme() != null) ? root.getScheme().toLowerCase(Locale.ROOT) : "";
		if (root.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
			throw invalid(root, "expected https://HOST[:PORT] or http://HOST[:PORT]");
		}
		if (root.getRawQuery() != null || root.getRawFragment() != null) {
			throw invalid(root, "it must not have a query or a fragment");
		}
		return URI.create(scheme + "://" + root.getRawAuthority() + withoutSlash(root.getRawPath()));
	}

	private static String withoutSlash(@Nullable String path) {
		return (path == null) ? "" : path.replaceAll("/+$", "");
	}

	private static void requireHeaders(URI root, Map<String, List<String>> headers) {
		for (Map.Entry<String, List<String>> header : headers.entrySet()) {
			String name = header.getKey();
			if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
				throw invalid(root, "a header's name has characters that HTTP does not allow");
			}
			if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
				throw invalid(root, "the header " + name + " cannot be set");
			}
			if (header.getValue().stream().anyMatch((value) -> !value.matches("[\\t\\x20-\\x7e]*"))) {
				throw invalid(root, "the header " + name + " has a value with characters that HTTP does not allow");
			}
		}
	}

	private static InvalidArgumentException invalid(URI root, String reason) {
		return InvalidArgumentException.of("registry host", root.toString(), reason);
	}

	/**
	 * Everything but the values of the headers, which may be secret.
	 */
	@Override
	public String toString() {
		return "RegistryHost[root=" + this.root + ", capabilities=" + this.capabilities + ", tls=" + this.tls
				+ ", plainFallback=" + this.plainFallback + ", headers=" + this.headers.keySet() + ", connectTimeout="
				+ this.connectTimeout + "]";
	}

}
