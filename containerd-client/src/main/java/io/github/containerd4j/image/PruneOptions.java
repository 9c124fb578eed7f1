package io.github.containerd4j.image;

import java.time.Duration;
import java.util.List;

import io.github.containerd4j.Filter;
import io.github.containerd4j.InvalidArgumentException;

/**
 * Which unused images are removed. An image that a container of the namespace was made of
 * is never removed, nor one that is pinned for Kubernetes, nor one that an operation of
 * this library is working on. Immutable.
 *
 * @param minimumAge how long ago the record must have been written or changed for the
 * last time; zero for any age
 * @param filters alternatives, one of which the image must pass; none for every image
 * @param keep patterns of names that stay, in which {@code *} stands for any text,
 * slashes included
 * @param dryRun whether nothing is removed, only told what would be
 * @since 0.1.0
 */
public record PruneOptions(Duration minimumAge, List<Filter> filters, List<String> keep, boolean dryRun) {

	private static final PruneOptions DEFAULTS = new PruneOptions(Duration.ZERO, List.of(), List.of(), false);

	/**
	 * Checks the age and copies the lists.
	 * @param minimumAge how long ago the record must have been changed
	 * @param filters alternatives
	 * @param keep patterns of names that stay
	 * @param dryRun whether nothing is removed
	 * @throws InvalidArgumentException if the age is negative
	 */
	public PruneOptions {
		if (minimumAge.isNegative()) {
			throw InvalidArgumentException.of("minimum age", minimumAge.toString(), "it must not be negative");
		}
		filters = List.copyOf(filters);
		keep = List.copyOf(keep);
	}

	/**
	 * Every unused image, whatever its age, labels and name; it is removed.
	 * @return the options
	 */
	public static PruneOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * A copy for images whose records were not touched for a while.
	 * @param minimumAge how long
	 * @return the copy
	 * @throws InvalidArgumentException if it is negative
	 */
	public PruneOptions withMinimumAge(Duration minimumAge) {
		return new PruneOptions(minimumAge, this.filters, this.keep, this.dryRun);
	}

	/**
	 * A copy for images that pass a filter, such as {@link Filter#label(String, String)}.
	 * @param filters alternatives
	 * @return the copy
	 */
	public PruneOptions withFilters(Filter... filters) {
		return new PruneOptions(this.minimumAge, List.of(filters), this.keep, this.dryRun);
	}

	/**
	 * A copy that keeps images by their names.
	 * @param patterns patterns, such as {@code docker.io/library/*}
	 * @return the copy
	 */
	public PruneOptions withKeep(String... patterns) {
		return new PruneOptions(this.minimumAge, this.filters, List.of(patterns), this.dryRun);
	}

	/**
	 * A copy that only tells what would be removed.
	 * @return the copy
	 */
	public PruneOptions withDryRun() {
		return new PruneOptions(this.minimumAge, this.filters, this.keep, true);
	}

}
