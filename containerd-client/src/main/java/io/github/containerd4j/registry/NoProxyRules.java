package io.github.containerd4j.registry;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What is reached without a proxy.
 */
final class NoProxyRules {

	private final boolean all;

	private final List<Rule> rules;

	private NoProxyRules(boolean all, List<Rule> rules) {
		this.all = all;
		this.rules = rules;
	}

	static NoProxyRules parse(String list) {
		List<Rule> rules = new ArrayList<>();
		for (String entry : list.toLowerCase(Locale.ROOT).split(",")) {
			String text = entry.strip();
			if (text.equals("*")) {
				return new NoProxyRules(true, List.of());
			}
			Rule rule = text.isEmpty() ? null : rule(text);
			if (rule != null) {
				rules.add(rule);
			}
		}
		return new NoProxyRules(false, rules);
	}

	private static @Nullable Rule rule(String text) {
		Rule network = NetworkRule.parse(text);
		if (network != null) {
			return network;
		}
		int colon = text.lastIndexOf(':');
		boolean hasPort = colon >= 0 && (text.indexOf(':') == colon || text.charAt(colon - 1) == ']');
		String host = withoutBrackets(hasPort ? text.substring(0, colon) : text);
		String port = hasPort ? text.substring(colon + 1) : "";
		if (host.isEmpty()) {
			return null;
		}
		byte[] address = IpLiterals.parse(host);
		if (address != null) {
			return (name, ip, given) -> Arrays.equals(address, ip) && fits(port, given);
		}
		return domain(host.startsWith("*.") ? host.substring(1) : host, port);
	}

	private static Rule domain(String host, String port) {
		boolean subdomainsOnly = host.startsWith(".");
		String suffix = subdomainsOnly ? host : "." + host;
		return (name, ip, given) -> (name.endsWith(suffix) || (!subdomainsOnly && name.equals(host)))
				&& fits(port, given);
	}

	private static boolean fits(String port, int given) {
		return port.isEmpty() || port.equals(Integer.toString(given));
	}

	private static String withoutBrackets(String host) {
		return (host.startsWith("[") && host.endsWith("]")) ? host.substring(1, host.length() - 1) : host;
	}

	boolean matches(URI uri) {
		String host = (uri.getHost() != null) ? withoutBrackets(uri.getHost().toLowerCase(Locale.ROOT)) : "";
		byte[] ip = IpLiterals.parse(host);
		if (this.all || host.equals("localhost") || IpLiterals.isLoopback(ip)) {
			return true;
		}
		int port = (uri.getPort() >= 0) ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
		return this.rules.stream().anyMatch((rule) -> rule.matches(host, ip, port));
	}

	/**
	 * One entry of the list.
	 */
	@FunctionalInterface
	interface Rule {

		boolean matches(String host, byte @Nullable [] ip, int port);

	}

	/**
	 * All addresses of a network.
	 */
	private record NetworkRule(byte[] network, int bits) implements Rule {

		static @Nullable Rule parse(String text) {
			int slash = text.indexOf('/');
			byte[] network = (slash >= 0) ? IpLiterals.parse(text.substring(0, slash)) : null;
			String bits = text.substring(slash + 1);
			if (network == null || !bits.matches("\\d{1,3}") || Integer.parseInt(bits) > network.length * 8) {
				return null;
			}
			return new NetworkRule(network, Integer.parseInt(bits));
		}

		@Override
		public boolean matches(String host, byte @Nullable [] ip, int port) {
			if (ip == null || ip.length != this.network.length) {
				return false;
			}
			for (int bit = 0; bit < this.bits; bit++) {
				int mask = 0x80 >> (bit % 8);
				if ((ip[bit / 8] & mask) != (this.network[bit / 8] & mask)) {
					return false;
				}
			}
			return true;
		}

	}

}
