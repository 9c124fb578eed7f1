package io.github.containerd4j.checkpoint;

import java.util.Map;
import java.util.function.UnaryOperator;

import io.github.containerd4j.Identifiers;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Labels;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.stdio.Stdio;
import io.github.containerd4j.stdio.Streams;
import io.github.containerd4j.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * Which checkpoint becomes which container. The {@code with} methods give changed copies.
 *
 * @param image the name of the checkpoint's image
 * @param containerId the identifier of the new container
 * @param stdio the standard streams, of the same shape as they had at the checkpoint:
 * pipes where there were pipes, nothing where there was nothing; they do not count if
 * there are {@code streams}
 * @param streams where the standard streams lead, as for a new task; {@code null} to take
 * {@code stdio}
 * @param labels labels for the container's record, besides those of the old container,
 * which the checkpoint holds if this client made it
 * @param snapshotter the snapshotter of the root file system; {@code null} for the one
 * that the checkpoint names
 * @param specCustomizer changes the runtime spec, in which the identifier is the new one
 * already; for mounts or network namespaces that are elsewhere now
 * @since 0.1.0
 */
public record RestoreRequest(String image, String containerId, Stdio stdio, @Nullable Streams streams,
		Map<String, String> labels, @Nullable String snapshotter, UnaryOperator<TypedValue> specCustomizer) {

	/**
	 * Checks names and labels.
	 * @param image the name of the checkpoint's image
	 * @param containerId the identifier of the new container
	 * @param stdio the standard streams
	 * @param streams where the standard streams lead
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
		return new RestoreRequest(image, containerId, Stdio.none(), null, Map.of(), null, UnaryOperator.identity());
	}

	/**
	 * A copy with standard streams. Readers of FIFOs must be there before the restore.
	 * @param stdio the streams
	 * @return the copy
	 */
	public RestoreRequest withStdio(Stdio stdio) {
		return new RestoreRequest(this.image, this.containerId, stdio, null, this.labels, this.snapshotter,
				this.specCustomizer);
	}

	/**
	 * A copy whose output is captured, logged or passed on, as that of a new task is.
	 * What the process has open decides which streams are used: a process that had no
	 * standard streams at the checkpoint has none again.
	 * @param streams the streams, to be found at {@link Task#streams()} afterwards
	 * @return the copy
	 */
	public RestoreRequest withStreams(Streams streams) {
		return new RestoreRequest(this.image, this.containerId, this.stdio, streams, this.labels, this.snapshotter,
				this.specCustomizer);
	}

	/**
	 * A copy with other further labels.
	 * @param labels the labels; of equal keys they win over those of the old container
	 * @return the copy
	 * @throws InvalidArgumentException if a label is not valid
	 */
	public RestoreRequest withLabels(Map<String, String> labels) {
		return new RestoreRequest(this.image, this.containerId, this.stdio, this.streams, labels, this.snapshotter,
				this.specCustomizer);
	}

	/**
	 * A copy with another snapshotter.
	 * @param snapshotter its name
	 * @return the copy
	 */
	public RestoreRequest withSnapshotter(String snapshotter) {
		return new RestoreRequest(this.image, this.containerId, this.stdio, this.streams, this.labels, snapshotter,
				this.specCustomizer);
	}

	/**
	 * A copy that changes the runtime spec, after what this request does to it already.
	 * @param customizer takes the spec and returns the changed one
	 * @return the copy
	 */
	public RestoreRequest withSpecCustomizer(UnaryOperator<TypedValue> customizer) {
		UnaryOperator<TypedValue> first = this.specCustomizer;
		return new RestoreRequest(this.image, this.containerId, this.stdio, this.streams, this.labels, this.snapshotter,
				(spec) -> customizer.apply(first.apply(spec)));
	}

}
