package io.github.containerd4j.registry;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.github.containerd4j.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/**
 * The proxies of environment variables, as Go reads them.
 */
final class EnvironmentProxies extends ProxySelector implements ProxyAuthorization {

	private static final int DEFAULT_PORT = 80;

	private final String forTls;

	private final String forPlain;

	private final NoProxyRules exceptions;

	EnvironmentProxies(Map<String, String> variables) {
		this.forTls = value(variables, "HTTPS_PROXY");
		// A server passes a request's header "Proxy" to a CGI process by this name.
		this.forPlain = variables.containsKey("REQUEST_METHOD") ? "" : value(variables, "HTTP_PROXY");
		this.exceptions = NoProxyRules.parse(value(variables, "NO_PROXY"));
	}

	private static String value(Map<String, String> variables, String name) {
		String value = variables.getOrDefault(name, "");
		return value.isEmpty() ? variables.getOrDefault(name.toLowerCase(Locale.ROOT), "") : value;
	}

	@Override
	public List<Proxy> select(URI uri) {
		URI proxy = proxy(uri);
		if (proxy == null) {
			return List.of(Proxy.NO_PROXY);
		}
		int port = (proxy.getPort() < 0) ? DEFAULT_PORT : proxy.getPort();
		return List.of(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.getHost(), port)));
	}

	@Override
	public Optional<String> authorization(URI uri) {
		URI proxy = proxy(uri);
		String user = (proxy != null) ? proxy.getUserInfo() : null;
		if (user == null) {
			return Optional.empty();
		}
		String credentials = user.contains(":") ? user : user + ":";
		return Optional.of("Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
	}

	private @Nullable URI proxy(URI uri) {
		boolean tls = "https".equalsIgnoreCase(uri.getScheme());
		String value = tls ? this.forTls : this.forPlain;
		if (value.isEmpty() || this.exceptions.matches(uri)) {
			return null;
		}
		return parse(tls ? "HTTPS_PROXY" : "HTTP_PROXY", value);
	}

	private static URI parse(String name, String value) {
		URI proxy;
		try {
			proxy = URI.create(value.contains("://") ? value : "http://" + value);
		}
		catch (IllegalArgumentException ex) {
			throw invalid(name, "it is no address: expected [http://][USER:PASSWORD@]HOST[:PORT]");
		}
		if (proxy.getHost() == null) {
			throw invalid(name, "it has no host: expected [http://][USER:PASSWORD@]HOST[:PORT]");
		}
		if (!"http".equalsIgnoreCase(proxy.getScheme())) {
			throw invalid(name,
					"Java speaks with proxies over plain HTTP only, and this is a proxy for " + proxy.getScheme());
		}
		return proxy;
	}

	// Without the value, which may hold a password.
	private static InvalidArgumentException invalid(String name, String reason) {
		return InvalidArgumentException.of("registry proxy", name, reason);
	}

	@Override
	public void connectFailed(URI uri, SocketAddress address, IOException cause) {
		// There is only one proxy to choose from.
	}

	@Override
	public String toString() {
		return "EnvironmentProxies";
	}

}
