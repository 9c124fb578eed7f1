package io.github.containerd4j.checkpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.network.ContainerNetwork;
import io.github.containerd4j.network.NetworkFiles;
import io.github.containerd4j.network.NetworkSettings;
import io.github.containerd4j.spec.SpecDocument;

/**
 * The CNI networks of a restored container, which are connected before its processes go
 * on, and kept.
 */
final class RestoredNetwork {

	private final Namespace namespace;

	private final String containerId;

	private final NetworkSettings settings;

	private final ContainerNetwork network;

	RestoredNetwork(Namespace namespace, String containerId, NetworkSettings settings) {
		this.namespace = namespace;
		this.containerId = containerId;
		this.settings = settings;
		this.network = namespace.network(containerId, settings);
	}

	/**
	 * Leads the spec from the network and the files of the old container to those of the
	 * new one.
	 */
	TypedValue moved(TypedValue spec) {
		SpecDocument document = SpecDocument.of(spec);
		redirect(document, "/linux/namespaces", "type", Map.of("network", this.network.namespaceFile()), "path");
		redirect(document, "/mounts", "destination", files().mounts(this.settings), "source");
		return document.toTypedValue(spec.typeUrl());
	}

	private static void redirect(SpecDocument document, String list, String key, Map<String, Path> paths,
			String field) {
		List<Object> entries = document.list(list);
		for (int i = 0; i < entries.size(); i++) {
			Path path = (entries.get(i) instanceof Map<?, ?> entry) ? paths.get(String.valueOf(entry.get(key))) : null;
			if (path != null) {
				document.set(list + "/" + i + "/" + field, path.toString());
			}
		}
	}

	private NetworkFiles files() {
		return NetworkFiles.in(this.namespace.containerDirectory(this.containerId));
	}

	/**
	 * Connects the new container.
	 */
	void connect(TypedValue spec) {
		files().create(this.settings, SpecDocument.of(spec).findText("/hostname").orElse(this.containerId));
		this.network.prepare();
	}

	/**
	 * Takes back what the new container got.
	 */
	void disconnect() {
		this.network.detachByForce();
		this.namespace.containerDirectory(this.containerId).delete();
	}

}
