package io.github.containerd4j.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Undoes several things, the last one first; one that fails does not keep the others from
 * it.
 */
final class Undoing {

	private Undoing() {
	}

	/**
	 * Undoes all of them.
	 * @param done what was done, in its order
	 * @param undo undoes one
	 * @throws CniException the first failure, with the others suppressed
	 */
	static <T> void all(List<T> done, Consumer<T> undo) {
		List<T> reverse = new ArrayList<>(done);
		Collections.reverse(reverse);
		CniException first = null;
		for (T each : reverse) {
			try {
				undo.accept(each);
			}
			catch (CniException ex) {
				first = joined(first, ex);
			}
		}
		if (first != null) {
			throw first;
		}
	}

	private static CniException joined(@Nullable CniException first, CniException next) {
		if (first == null) {
			return next;
		}
		first.addSuppressed(next);
		return first;
	}

}
