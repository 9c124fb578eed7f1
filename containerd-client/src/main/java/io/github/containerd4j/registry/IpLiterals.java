package io.github.containerd4j.registry;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Addresses that are written as such, so that no name is looked up.
 */
final class IpLiterals {

	private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

	private static final Pattern FOUR = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");

	private static final Pattern SIX = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

	private IpLiterals() {
	}

	/**
	 * The bytes of an address.
	 * @param text four numbers with points, or IP version 6 without brackets
	 * @return 4 or 16 bytes; {@code null} if it is no address
	 */
	static byte @Nullable [] parse(String text) {
		if (!FOUR.matcher(text).matches() && !SIX.matcher(text).matches()) {
			return null;
		}
		try {
			return InetAddress.getByName(text).getAddress();
		}
		catch (UnknownHostException ex) {
			return null;
		}
	}

	static boolean isLoopback(byte @Nullable [] address) {
		try {
			return address != null && InetAddress.getByAddress(address).isLoopbackAddress();
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

}
