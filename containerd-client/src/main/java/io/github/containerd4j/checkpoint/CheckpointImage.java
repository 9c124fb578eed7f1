package io.github.containerd4j.checkpoint;

import java.util.Map;
import java.util.Optional;

import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.network.NetworkSettings;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint as it is stored: an image whose index names its parts. containerd's own
 * client and {@code ctr} write and read the same.
 *
 * @param name the name of the image
 * @param target the index
 * @param containerId the container that it was made of; {@code null} if another client
 * made it, and the spec does not tell
 * @param labels the labels of that container; empty if another client made the checkpoint
 * @param network the CNI networks of that container; {@code null} if it had none, or if
 * another client made the checkpoint
 * @param baseName the name of the image that the container was created from; {@code null}
 * if it is not told
 * @param runtime the name of the container's runtime; {@code null} if it is not told
 * @param snapshotter the snapshotter of the container; {@code null} if it is not told
 * @param base the image that the container was created from; {@code null} if it is not
 * part of the checkpoint
 * @param dump CRIU's dump of the processes; {@code null} if it is not part of the
 * checkpoint
 * @param config the container's runtime spec; {@code null} if it is not part of the
 * checkpoint
 * @param rwLayer what the container had changed in its root file system; {@code null} if
 * it is not part of the checkpoint
 * @param options how the dump was made; {@code null} if it is not told
 * @param runtimeOptions the options of the container's runtime; {@code null} if there
 * were none
 * @since 0.1.0
 */
public record CheckpointImage(String name, Descriptor target, @Nullable String containerId, Map<String, String> labels,
		@Nullable NetworkSettings network, @Nullable String baseName, @Nullable String runtime,
		@Nullable String snapshotter, @Nullable Descriptor base, @Nullable Descriptor dump, @Nullable Descriptor config,
		@Nullable Descriptor rwLayer, @Nullable Descriptor options, @Nullable Descriptor runtimeOptions) {

	/**
	 * Copies the labels.
	 * @param name the name of the image
	 * @param target the index
	 * @param containerId the container that it was made of
	 * @param labels the labels of that container
	 * @param network the CNI networks of that container
	 * @param baseName the name of the image that the container was created from
	 * @param runtime the name of the container's runtime
	 * @param snapshotter the snapshotter of the container
	 * @param base the image that the container was created from
	 * @param dump CRIU's dump of the processes
	 * @param config the container's runtime spec
	 * @param rwLayer what the container had changed in its root file system
	 * @param options how the dump was made
	 * @param runtimeOptions the options of the container's runtime
	 */
	public CheckpointImage {
		labels = Map.copyOf(labels);
	}

	/**
	 * Whether processes go on from where they were; without memory the program starts
	 * anew.
	 * @return whether there is a dump
	 */
	public boolean hasMemory() {
		return this.dump != null;
	}

	/**
	 * The size of CRIU's dump.
	 * @return the size in bytes; empty if there is no dump
	 */
	public Optional<Long> dumpSize() {
		return Optional.ofNullable(this.dump).map(Descriptor::size);
	}

}
