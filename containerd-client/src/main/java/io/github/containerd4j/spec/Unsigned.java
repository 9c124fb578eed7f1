package io.github.containerd4j.spec;

import java.math.BigInteger;

/**
 * Numbers that are unsigned in the runtime spec.
 */
final class Unsigned {

	private Unsigned() {
	}

	static Number of(long bits) {
		return (bits >= 0) ? (Number) bits : new BigInteger(Long.toUnsignedString(bits));
	}

}
