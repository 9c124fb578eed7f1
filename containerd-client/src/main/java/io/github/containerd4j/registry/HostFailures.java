package io.github.containerd4j.registry;

import io.github.containerd4j.ContainerdException;
import org.jspecify.annotations.Nullable;

/**
 * The failures of several hosts as one: that of the last, which is the registry itself,
 * with those of its mirrors.
 */
final class HostFailures {

	private @Nullable ContainerdException last;

	void add(ContainerdException failure) {
		ContainerdException before = this.last;
		if (before != null && before != failure) {
			failure.addSuppressed(before);
		}
		this.last = failure;
	}

	ContainerdException last() {
		ContainerdException failure = this.last;
		if (failure == null) {
			throw new IllegalStateException("there was no failure");
		}
		return failure;
	}

}
