package io.github.containerd4j.container;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What was used last, up to a number of values; the one that was not used for the longest
 * time goes first. Safe for use by many threads.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values, which do not change
 */
final class Remembered<K, V> {

	private static final int FIRST_CAPACITY = 16;

	private static final float LOAD_FACTOR = 0.75F;

	private final Map<K, V> values;

	Remembered(int limit) {
		this.values = new LinkedHashMap<>(FIRST_CAPACITY, LOAD_FACTOR, true) {

			private static final long serialVersionUID = 1L;

			@Override
			protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
				return size() > limit;
			}

		};
	}

	@Nullable V find(K key) {
		synchronized (this.values) {
			return this.values.get(key);
		}
	}

	void keep(K key, V value) {
		synchronized (this.values) {
			this.values.put(key, value);
		}
	}

}
