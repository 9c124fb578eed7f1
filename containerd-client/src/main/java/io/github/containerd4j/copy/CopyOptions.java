package io.github.containerd4j.copy;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Labels;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.network.NetworkSettings;
import org.jspecify.annotations.Nullable;

/**
 * How a copy differs from its source. The {@code with} methods give changed copies.
 *
 * @param labelsTaken whether the copy gets the labels of its source
 * @param labels further labels of the copy; of equal keys they win
 * @param network the network of the copy; {@code null} for that of the source, without
 * the addresses that the source asks for
 * @param specCustomizer changes the runtime spec, in which the identifier is the new one
 * already
 * @since 0.1.0
 */
public record CopyOptions(boolean labelsTaken, Map<String, String> labels, @Nullable NetworkSettings network,
		UnaryOperator<TypedValue> specCustomizer) {

	private static final CopyOptions DEFAULTS = new CopyOptions(true, Map.of(), null, UnaryOperator.identity());

	/**
	 * Checks the labels.
	 * @param labelsTaken whether the copy gets the labels of its source
	 * @param labels further labels of the copy
	 * @param network the network of the copy
	 * @param specCustomizer changes the runtime spec
	 * @throws InvalidArgumentException if a label is not valid
	 */
	public CopyOptions {
		labels = Labels.require(labels);
	}

	/**
	 * All is as in the source, but for what must be one container's alone.
	 * @return the options
	 */
	public static CopyOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * A copy of these options by which the new container gets none of the source's
	 * labels.
	 * @return the changed copy
	 */
	public CopyOptions withoutLabels() {
		return new CopyOptions(false, this.labels, this.network, this.specCustomizer);
	}

	/**
	 * A copy of these options with one label more.
	 * @param key the key
	 * @param value the value
	 * @return the changed copy
	 * @throws InvalidArgumentException if the label is not valid
	 */
	public CopyOptions withLabel(String key, String value) {
		Map<String, String> all = new HashMap<>(this.labels);
		all.put(key, value);
		return new CopyOptions(this.labelsTaken, all, this.network, this.specCustomizer);
	}

	/**
	 * A copy of these options with another network. It must be of the same mode: what a
	 * network needs in the spec is not changed.
	 * @param network the network of the new container
	 * @return the changed copy
	 */
	public CopyOptions withNetwork(NetworkSettings network) {
		return new CopyOptions(this.labelsTaken, this.labels, network, this.specCustomizer);
	}

	/**
	 * A copy of these options that changes the runtime spec, after what they do to it
	 * already.
	 * @param customizer takes the spec and returns the changed one
	 * @return the changed copy
	 */
	public CopyOptions withSpecCustomizer(UnaryOperator<TypedValue> customizer) {
		UnaryOperator<TypedValue> first = this.specCustomizer;
		return new CopyOptions(this.labelsTaken, this.labels, this.network,
				(spec) -> customizer.apply(first.apply(spec)));
	}

}
