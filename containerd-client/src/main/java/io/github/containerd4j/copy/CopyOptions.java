package io.github.containerd4j.copy;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Labels;
import io.github.containerd4j.Namespace;
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
 * @param full whether the copy shares nothing with its source but the unpacked image
 * @param target the namespace of a full copy, of the same or of another daemon;
 * {@code null} for that of the source
 * @param snapshotter the snapshotter of a full copy; {@code null} for one of the same
 * name
 * @since 0.1.0
 */
public record CopyOptions(boolean labelsTaken, Map<String, String> labels, @Nullable NetworkSettings network,
		UnaryOperator<TypedValue> specCustomizer, boolean full, @Nullable Namespace target,
		@Nullable String snapshotter) {

	private static final CopyOptions DEFAULTS = new CopyOptions(true, Map.of(), null, UnaryOperator.identity(), false,
			null, null);

	/**
	 * Checks the labels.
	 * @param labelsTaken whether the copy gets the labels of its source
	 * @param labels further labels of the copy
	 * @param network the network of the copy
	 * @param specCustomizer changes the runtime spec
	 * @param full whether the copy shares nothing
	 * @param target the namespace of a full copy
	 * @param snapshotter the snapshotter of a full copy
	 * @throws InvalidArgumentException if a label is not valid, the snapshotter has no
	 * name, or there is a target although the copy is no full one
	 */
	public CopyOptions {
		labels = Labels.require(labels);
		if (snapshotter != null && snapshotter.isEmpty()) {
			throw InvalidArgumentException.of("snapshotter", snapshotter, "it must not be empty");
		}
		if (!full && (target != null || snapshotter != null)) {
			throw InvalidArgumentException.of("copy", String.valueOf(snapshotter),
					"only a full copy can be elsewhere than its source");
		}
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
		return new CopyOptions(false, this.labels, this.network, this.specCustomizer, this.full, this.target,
				this.snapshotter);
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
		return new CopyOptions(this.labelsTaken, all, this.network, this.specCustomizer, this.full, this.target,
				this.snapshotter);
	}

	/**
	 * A copy of these options with another network. It must be of the same mode: what a
	 * network needs in the spec is not changed.
	 * @param network the network of the new container
	 * @return the changed copy
	 */
	public CopyOptions withNetwork(NetworkSettings network) {
		return new CopyOptions(this.labelsTaken, this.labels, network, this.specCustomizer, this.full, this.target,
				this.snapshotter);
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
				(spec) -> customizer.apply(first.apply(spec)), this.full, this.target, this.snapshotter);
	}

	/**
	 * A copy of these options by which all that the source has changed in its files is
	 * copied. That takes as long as it takes, and needs the image's content. A running
	 * source stands still while its files are read.
	 * @return the changed copy
	 */
	public CopyOptions withFullCopy() {
		return new CopyOptions(this.labelsTaken, this.labels, this.network, this.specCustomizer, true, this.target,
				this.snapshotter);
	}

	/**
	 * A copy of these options by which a full copy is made in another namespace, which
	 * may be that of another daemon. Content of the image that is missing there is copied
	 * too.
	 * @param target the namespace of the new container
	 * @return the changed copy
	 */
	public CopyOptions withTarget(Namespace target) {
		return new CopyOptions(this.labelsTaken, this.labels, this.network, this.specCustomizer, true, target,
				this.snapshotter);
	}

	/**
	 * A copy of these options by which a full copy is made in another snapshotter.
	 * @param snapshotter its name
	 * @return the changed copy
	 * @throws InvalidArgumentException if the name is empty
	 */
	public CopyOptions withSnapshotter(String snapshotter) {
		return new CopyOptions(this.labelsTaken, this.labels, this.network, this.specCustomizer, true, this.target,
				snapshotter);
	}

}
