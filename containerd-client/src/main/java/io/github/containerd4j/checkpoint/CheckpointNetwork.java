package io.github.containerd4j.checkpoint;

import java.util.Map;
import java.util.Optional;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Failure;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.network.NetworkMode;
import io.github.containerd4j.network.NetworkSettings;
import io.github.containerd4j.spec.SpecDocument;
import io.github.containerd4j.task.CheckpointOptions;
import io.github.containerd4j.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * The CNI networks of a container that a checkpoint is made of.
 *
 * @param container the container
 * @param namespace its namespace
 * @param settings its CNI networks; {@code null} if it has none
 * @param kept whether its tasks join a network namespace that is there without them
 */
record CheckpointNetwork(String container, String namespace, @Nullable NetworkSettings settings, boolean kept) {

	private static final String NAMESPACES = "/linux/namespaces";

	private static final String NETWORK = "network";

	static CheckpointNetwork of(Namespace namespace, ContainerInfo info) {
		Optional<NetworkSettings> settings = NetworkSettings.find(info.extensions())
			.filter((candidate) -> candidate.mode() == NetworkMode.CNI);
		TypedValue spec = info.spec();
		return new CheckpointNetwork(info.id(), namespace.name(), settings.orElse(null),
				settings.isPresent() && spec != null && joins(SpecDocument.of(spec)));
	}

	private static boolean joins(SpecDocument spec) {
		return spec.list(NAMESPACES)
			.stream()
			.anyMatch((entry) -> entry instanceof Map<?, ?> map && NETWORK.equals(map.get("type"))
					&& map.get("path") != null);
	}

	/**
	 * Fails if CRIU would dump interfaces whose other ends are outside of the container:
	 * it could not make them again.
	 */
	void requireDumpable(CheckpointOptions dump) {
		if (this.settings == null || this.kept || dump.emptyNamespaces().contains(NETWORK)) {
			return;
		}
		Failure failure = new Failure("Tasks.Checkpoint", "container", this.container, this.namespace,
				ErrorCode.FAILED_PRECONDITION);
		throw new FailedPreconditionException(failure.describe()
				+ ": its CNI network is that of one task, which a restore cannot make again; create the container "
				+ "with keepNetwork(), or leave its memory out", failure, null);
	}

	/**
	 * Connects the network that tasks of the container join, if there is one.
	 */
	void connect(Namespace namespace) {
		if (this.settings != null && this.kept) {
			namespace.network(this.container, this.settings).prepare();
		}
	}

	/**
	 * Connects the network of one task, if there is one.
	 */
	void connect(Namespace namespace, Task task) {
		if (this.settings != null && !this.kept) {
			namespace.network(this.container, this.settings).attach(task.info().pid());
		}
	}

	void write(Map<String, String> annotations) {
		if (this.settings != null) {
			annotations.put(CheckpointParts.NETWORK, this.settings.toTypedValue().asText());
		}
	}

	static @Nullable NetworkSettings read(Map<String, String> annotations) {
		String json = annotations.get(CheckpointParts.NETWORK);
		return (json != null) ? NetworkSettings
			.find(Map.of(NetworkSettings.EXTENSION, TypedValue.json(NetworkSettings.EXTENSION, json)))
			.orElse(null) : null;
	}

}
