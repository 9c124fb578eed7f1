package io.github.containerd4j.checkpoint;

import java.util.Map;
import java.util.function.UnaryOperator;

import io.github.containerd4j.Identifiers;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Labels;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.stdio.Stdio;
import org.jspecify.annotations.Nullable;

/**
 * Which checkpoint becomes which container. The {@code with} methods give changed copies.
 *
 * @param image the name of the checkpoint's image
 * @param containerId the identifier of the new container
 * @param stdio the standard streams, of the same shape as they had at the checkpoint:
 * pipes where there were pipes, nothing where there was nothing
 * @param labels labels for the container's record, besides those of the old container,
 * which the checkpoint holds if this client made it
 * @param snapshotter the snapshotter of the root file system; {@code null} for the one
 * that the checkpoint names
 * @param specCustomizer changes the runtime spec, in which the identifier is the new one
 * already; for mounts or network namespaces that are elsewhere now
 * @since 0.1.0
 */
public record RestoreRequest(String image, String containerId, Stdio stdio, Map<String, String> labels,
		@Nullable String snapshotter, UnaryOperator<TypedValue> specCustomizer) {

	/**
	 * Checks names and labels.
	 * @param image the name of the checkpoint's image
	 * @param containerId the identifier of the new container
	 * @param stdio the standard streams
	 * @param labels labels for the container's record
	 * @param snapshotter the snapshotter
	 * @param specCustomizer changes the runtime spec
	 * @throws InvalidArgumentException if a name or a label is not valid
	 */
	public RestoreRequest {
		if (image.isEmpty()) {
			throw InvalidArgumentException.of("image name", image, "it must not be empty");
		}
		Identifiers.require("container id", containerId);
		labels = Labels.require(labels);
	}

	/**
	 * A restore without standard streams and further labels.
	 * @param image the name of the checkpoint's image
	 * @param containerId the identifier of the new container
	 * @return the request
	 * @throws InvalidArgumentException if a name is not valid
	 */
	public static RestoreRequest of(String image, String containerId) {
		return new RestoreRequest(image, containerId, Stdio.none(), Map.of(), null, UnaryOperator.identity());
	}

	/**
	 * A copy with standard streams. Readers of FIFOs must be there before the restore.
	 * @param stdio the streams
	 * @return the copy
	 */
	public RestoreRequest withStdio(Stdio stdio) {
		return new RestoreRequest(this.image, this.containerId, stdio, this.labels, this.snapshotter,
				this.specCustomizer);
	}

	/**
	 * A copy with other further labels.
	 * @param labels the labels; of equal keys they win over those of the old container
	 * @return the copy
	 * @throws InvalidArgumentException if a label is not valid
	 */
	public RestoreRequest withLabels(Map<String, String> labels) {
		return new RestoreRequest(this.image, this.containerId, this.stdio, labels, this.snapshotter,
				this.specCustomizer);
	}

	/**
	 * A copy with another snapshotter.
	 * @param snapshotter its name
	 * @return the copy
	 */
	public RestoreRequest withSnapshotter(String snapshotter) {
		return new RestoreRequest(this.image, this.containerId, this.stdio, this.labels, snapshotter,
				this.specCustomizer);
	}

	/**
	 * A copy that changes the runtime spec, after what this request does to it already.
	 * @param customizer takes the spec and returns the changed one
	 * @return the copy
	 */
	public RestoreRequest withSpecCustomizer(UnaryOperator<TypedValue> customizer) {
		UnaryOperator<TypedValue> first = this.specCustomizer;
		return new RestoreRequest(this.image, this.containerId, this.stdio, this.labels, this.snapshotter,
				(spec) -> customizer.apply(first.apply(spec)));
	}

}
