package io.github.containerd4j.test;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;

/**
 * Addresses of this machine at which clients of registries speak plain HTTP without being
 * told. On ports other than 80 they try TLS first, which the JDK's own server leaves
 * without an answer from JDK 25 on.
 */
public final class PlainAddress {

	private static final int PORT = 80;

	private static final byte LOOPBACK = 127;

	private PlainAddress() {
	}

	/**
	 * Chooses one that, most likely, nobody else has.
	 * @return the address
	 */
	public static InetSocketAddress next() {
		byte[] address = new byte[4];
		new SecureRandom().nextBytes(address);
		address[0] = LOOPBACK;
		try {
			return new InetSocketAddress(InetAddress.getByAddress(address), PORT);
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
