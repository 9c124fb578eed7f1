package io.github.containerd4j.diff;

import java.util.HashMap;
import java.util.Map;

import io.github.containerd4j.TypedValue;

/**
 * How a layer is unpacked. Immutable.
 *
 * @param syncFileSystem whether to flush everything to disk before answering; daemons
 * before containerd 1.7 ignore it
 * @param payloads what stream processors of the daemon need, such as the keys of an
 * encrypted layer, by the processor's identifier
 * @since 0.1.0
 */
public record ApplyOptions(boolean syncFileSystem, Map<String, TypedValue> payloads) {

	private static final ApplyOptions NONE = new ApplyOptions(false, Map.of());

	/**
	 * Copies the payloads.
	 * @param syncFileSystem whether to flush everything to disk
	 * @param payloads what stream processors need
	 */
	public ApplyOptions {
		payloads = Map.copyOf(payloads);
	}

	/**
	 * No flush and no payloads.
	 * @return the options
	 */
	public static ApplyOptions none() {
		return NONE;
	}

	/**
	 * A copy that flushes everything to disk.
	 * @return the copy
	 */
	public ApplyOptions withSyncFileSystem() {
		return new ApplyOptions(true, this.payloads);
	}

	/**
	 * A copy with one payload more.
	 * @param processor the identifier of the stream processor
	 * @param payload what it needs
	 * @return the copy
	 */
	public ApplyOptions withPayload(String processor, TypedValue payload) {
		Map<String, TypedValue> all = new HashMap<>(this.payloads);
		all.put(processor, payload);
		return new ApplyOptions(this.syncFileSystem, all);
	}

}
