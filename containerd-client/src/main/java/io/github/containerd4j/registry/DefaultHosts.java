package io.github.containerd4j.registry;

import java.util.regex.Pattern;

/**
 * The host of a registry that nothing is configured for.
 */
final class DefaultHosts {

	private static final Pattern LOOPBACK = Pattern
		.compile("(localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1\\])(:(\\d+))?", Pattern.CASE_INSENSITIVE);

	private DefaultHosts() {
	}

	static RegistryHost of(String domain) {
		if (domain.equals(RegistryNames.DOCKER_HUB)) {
			return RegistryHost.of(RegistryNames.DOCKER_HUB_HOST);
		}
		if (!isLoopback(domain)) {
			return RegistryHost.of(domain);
		}
		String port = domain.substring(domain.lastIndexOf(':') + 1);
		if (port.equals("80")) {
			return RegistryHost.of("http://" + domain);
		}
		RegistryHost host = RegistryHost.of(domain).withTls(RegistryTls.unverified());
		boolean tlsOnly = port.equals("443") || !domain.matches(".*:\\d+");
		return tlsOnly ? host : host.withPlainFallback();
	}

	static boolean isLoopback(String authority) {
		return LOOPBACK.matcher(authority).matches();
	}

}
