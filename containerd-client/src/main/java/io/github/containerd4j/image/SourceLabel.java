package io.github.containerd4j.image;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;

import io.github.containerd4j.oci.ImageReference;
import org.jspecify.annotations.Nullable;

/**
 * The label of a blob that tells in which repositories of a registry it is, so that a
 * push to another repository of the same registry need not send it.
 */
final class SourceLabel {

	private static final String PREFIX = "containerd.io/distribution.source.";

	// A label, key and value together, has at most 4096 bytes.
	private static final int MAX_VALUE = 3000;

	private final String key;

	private final String repository;

	private SourceLabel(String key, String repository) {
		this.key = key;
		this.repository = repository;
	}

	static SourceLabel of(ImageReference reference) {
		return new SourceLabel(PREFIX + reference.domain(), reference.path());
	}

	String key() {
		return this.key;
	}

	Map<String, String> label() {
		return Map.of(this.key, this.repository);
	}

	/**
	 * The label with this repository added.
	 * @param labels the labels of a blob
	 * @return the label; empty if it is there already
	 */
	Map<String, String> addedTo(Map<String, String> labels) {
		String known = labels.get(this.key);
		TreeSet<String> repositories = repositories(known);
		if (!repositories.add(this.repository)) {
			return Map.of();
		}
		String value = String.join(",", repositories);
		return Map.of(this.key, (value.length() <= MAX_VALUE) ? value : this.repository);
	}

	/**
	 * The other repository of the same registry that has most in common with this one.
	 * @param labels the labels of a blob
	 * @return the repository; {@code null} if none is known
	 */
	@Nullable String bestSource(Map<String, String> labels) {
		String best = null;
		int most = -1;
		for (String each : repositories(labels.get(this.key))) {
			int common = commonComponents(each);
			if (!each.equals(this.repository) && common > most) {
				best = each;
				most = common;
			}
		}
		return best;
	}

	private int commonComponents(String other) {
		String[] ours = this.repository.split("/");
		String[] theirs = other.split("/");
		int count = 0;
		while (count < Math.min(ours.length, theirs.length) && ours[count].equals(theirs[count])) {
			count++;
		}
		return count;
	}

	private static TreeSet<String> repositories(@Nullable String value) {
		TreeSet<String> repositories = new TreeSet<>();
		if (value != null) {
			Arrays.stream(value.split(",")).filter((each) -> !each.isEmpty()).forEach(repositories::add);
		}
		return repositories;
	}

}
