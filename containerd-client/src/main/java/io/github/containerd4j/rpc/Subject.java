package io.github.containerd4j.rpc;

import org.jspecify.annotations.Nullable;

/**
 * What a call is about, for the message of its failure.
 *
 * @param kind the kind of object, such as {@code container}
 * @param id its identifier; {@code null} when the call concerns no single object
 * @since 0.1.0
 */
public record Subject(String kind, @Nullable String id) {

	/**
	 * One object.
	 * @param kind the kind of object
	 * @param id its identifier
	 * @return the subject
	 */
	public static Subject of(String kind, String id) {
		return new Subject(kind, id);
	}

	/**
	 * All objects of a kind, or the daemon as a whole.
	 * @param kind the kind of objects
	 * @return the subject
	 */
	public static Subject of(String kind) {
		return new Subject(kind, null);
	}

}
