package io.github.containerd4j.content;

import java.util.HashMap;
import java.util.Map;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Labels;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a blob that is to be written. Immutable.
 *
 * @param expected the digest that the blob must have; {@code null} if it is not known
 * @param size the size that the blob must have, in bytes; 0 if it is not known
 * @param labels the labels that the blob gets when it is committed; a blob that exists
 * already keeps its own
 * @since 0.1.0
 */
public record WriteOptions(@Nullable Digest expected, long size, Map<String, String> labels) {

	private static final WriteOptions NONE = new WriteOptions(null, 0, Map.of());

	/**
	 * Checks size and labels.
	 * @param expected the digest that the blob must have
	 * @param size the size that the blob must have
	 * @param labels the labels
	 * @throws InvalidArgumentException if the size is negative or a label is not valid
	 */
	public WriteOptions {
		if (size < 0) {
			throw InvalidArgumentException.of("content size", Long.toString(size), "it must not be negative");
		}
		labels = Labels.require(labels);
	}

	/**
	 * Nothing is known.
	 * @return the options
	 */
	public static WriteOptions none() {
		return NONE;
	}

	/**
	 * Digest and size of a descriptor.
	 * @param descriptor the descriptor
	 * @return the options
	 */
	public static WriteOptions of(Descriptor descriptor) {
		return new WriteOptions(descriptor.digest(), descriptor.size(), Map.of());
	}

	/**
	 * A copy with the digest that the blob must have.
	 * @param expected the digest
	 * @return the copy
	 */
	public WriteOptions withExpected(Digest expected) {
		return new WriteOptions(expected, this.size, this.labels);
	}

	/**
	 * A copy with the size that the blob must have.
	 * @param size the size in bytes; 0 if it is not known
	 * @return the copy
	 * @throws InvalidArgumentException if the size is negative
	 */
	public WriteOptions withSize(long size) {
		return new WriteOptions(this.expected, size, this.labels);
	}

	/**
	 * A copy with one label more.
	 * @param key the key
	 * @param value the value
	 * @return the copy
	 * @throws InvalidArgumentException if the label is not valid
	 */
	public WriteOptions withLabel(String key, String value) {
		return withLabels(Map.of(key, value));
	}

	/**
	 * A copy with more labels; of equal keys the new ones win.
	 * @param labels the labels
	 * @return the copy
	 * @throws InvalidArgumentException if a label is not valid
	 */
	public WriteOptions withLabels(Map<String, String> labels) {
		Map<String, String> all = new HashMap<>(this.labels);
		all.putAll(labels);
		return new WriteOptions(this.expected, this.size, all);
	}

	WriteOptions overriddenBy(WriteOptions later) {
		return new WriteOptions((later.expected != null) ? later.expected : this.expected,
				(later.size != 0) ? later.size : this.size, withLabels(later.labels).labels);
	}

}
