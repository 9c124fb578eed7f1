package io.github.containerd4j.transfer;

/**
 * A further name of an image that is stored.
 *
 * @param name the name, or what names begin with
 * @param prefix whether names that are found in the source are stored with this in front.
 * An import stores the names of its archive only through such a reference; without one it
 * may succeed and store nothing
 * @param allowOverwrite whether a name that exists gets a new target
 * @param addDigest whether the name with the digest appended is stored as well
 * @param skipNamedDigest whether that is left out where the source gives a name
 * @since 0.1.0
 */
public record ExtraReference(String name, boolean prefix, boolean allowOverwrite, boolean addDigest,
		boolean skipNamedDigest) {

	/**
	 * One further name, which replaces what has it.
	 * @param name the name
	 * @return the reference
	 */
	public static ExtraReference of(String name) {
		return new ExtraReference(name, false, true, false, false);
	}

	/**
	 * The names that the source gives, if they begin with this; they replace what has
	 * them.
	 * @param prefix what the names begin with
	 * @return the reference
	 */
	public static ExtraReference prefix(String prefix) {
		return new ExtraReference(prefix, true, true, false, false);
	}

}
