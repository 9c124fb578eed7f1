package io.github.containerd4j.registry;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Java's proxies, and where it has none those of the environment.
 */
final class AutomaticProxies extends ProxySelector implements ProxyAuthorization {

	private final EnvironmentProxies environment;

	AutomaticProxies(EnvironmentProxies environment) {
		this.environment = environment;
	}

	@Override
	public List<Proxy> select(URI uri) {
		List<Proxy> ofJava = ofJava(uri);
		return (ofJava != null) ? ofJava : this.environment.select(uri);
	}

	private static @Nullable List<Proxy> ofJava(URI uri) {
		ProxySelector selector = ProxySelector.getDefault();
		if (selector == null) {
			return null;
		}
		List<Proxy> proxies = selector.select(uri);
		boolean direct = proxies.stream().allMatch((proxy) -> proxy.type() == Proxy.Type.DIRECT);
		// With its properties set, Java means it.
		boolean meant = System.getProperty(uri.getScheme() + ".proxyHost", "").length() > 0;
		return (direct && !meant) ? null : proxies;
	}

	@Override
	public Optional<String> authorization(URI uri) {
		return (ofJava(uri) != null) ? Optional.empty() : this.environment.authorization(uri);
	}

	@Override
	public void connectFailed(URI uri, SocketAddress address, IOException cause) {
		// Nobody chooses by what happened before.
	}

	@Override
	public String toString() {
		return "AutomaticProxies";
	}

}
