package io.github.containerd4j.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

import io.github.containerd4j.InvalidArgumentException;

/**
 * Reads addresses from text without ever asking a name server.
 */
final class IpAddresses {

	private static final Pattern IPV4 = Pattern
		.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)");

	private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

	private IpAddresses() {
	}

	static InetAddress parse(String kind, String text) {
		if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
			throw invalid(kind, text);
		}
		try {
			return InetAddress.getByName(text);
		}
		catch (UnknownHostException ex) {
			throw invalid(kind, text);
		}
	}

	static String require(String kind, String text) {
		parse(kind, text);
		return text;
	}

	private static InvalidArgumentException invalid(String kind, String text) {
		return InvalidArgumentException.of(kind, text, "it is no IP address such as 10.1.0.5 or fd00::5");
	}

}
