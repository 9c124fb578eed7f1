package io.github.containerd4j.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.DeleteOptions;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.test.TestCriu;
import io.github.containerd4j.test.TestDaemon;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A daemon of one test, with a CRIU that fits where there is one, and a client that has a
 * bridge of its own as its network.
 */
final class BridgedDaemon implements AutoCloseable {

	private final TestBridge bridge;

	private final EmbeddedContainerd daemon;

	private final ContainerdClient client;

	private final List<Namespace> namespaces = new ArrayList<>();

	BridgedDaemon(TestDaemon like, Path directory) {
		this.bridge = new TestBridge(directory).write();
		this.daemon = like.startPrivate(TestCriu.searchPath());
		this.client = ContainerdClient.builder()
			.address(this.daemon.address())
			.cni(this.bridge.cni().build())
			.dataDirectory(directory.resolve("data"))
			.build();
	}

	TestBridge bridge() {
		return this.bridge;
	}

	/**
	 * A namespace of this test.
	 */
	Namespace namespace(String suffix) {
		Namespace namespace = this.client.namespace("n" + Long.toString(this.daemon.pid(), 36) + suffix);
		this.namespaces.add(namespace);
		return namespace;
	}

	/**
	 * A namespace of this test that has the image.
	 */
	Namespace namespaceWithBusybox() {
		Namespace namespace = namespace("");
		this.daemon.importBusybox(namespace.name());
		return namespace;
	}

	/**
	 * A container that does nothing much, in the network of the bridge.
	 */
	static Container create(Namespace namespace, ContainerSpec.Builder spec) {
		return namespace.containers()
			.create(spec.image(BusyboxImage.REFERENCE)
				.args("sh", "-c", "while true; do sleep 0.05; done")
				.network(NetworkSettings.cni())
				.build());
	}

	/**
	 * Deletes all containers, after which nothing of theirs is left on the network.
	 */
	@Override
	public void close() throws IOException {
		for (Namespace each : this.namespaces) {
			each.containers().list().forEach((container) -> container.delete(DeleteOptions.defaults().withForce()));
		}
		List<String> addresses = this.bridge.addresses();
		List<String> ports = this.bridge.ports();
		this.client.close();
		this.daemon.close();
		this.bridge.close();
		assertThat(addresses).isEmpty();
		assertThat(ports).isEmpty();
	}

}
