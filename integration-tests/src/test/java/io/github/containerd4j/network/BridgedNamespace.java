package io.github.containerd4j.network;

import java.io.IOException;
import java.nio.file.Path;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.DeleteOptions;
import io.github.containerd4j.spec.Profile;
import io.github.containerd4j.test.TestDaemon;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A namespace of one test with busybox, through a client that has a bridge of its own as
 * its network.
 */
public final class BridgedNamespace implements AutoCloseable {

	private final TestBridge bridge;

	private final ContainerdClient client;

	private final Namespace namespace;

	public BridgedNamespace(Path directory, TestDaemon daemon, Namespace namespace, Profile... profiles) {
		this.bridge = new TestBridge(directory);
		this.client = ContainerdClient.builder()
			.address(daemon.address())
			.cni(this.bridge.cni().build())
			.dataDirectory(directory.resolve("data"))
			.profiles(profiles)
			.build();
		this.namespace = this.client.namespace(namespace.name());
		daemon.importBusybox(this.namespace);
	}

	public TestBridge bridge() {
		return this.bridge;
	}

	public Namespace namespace() {
		return this.namespace;
	}

	/**
	 * Deletes all containers, after which nothing of theirs is left on the network.
	 */
	public void deleteContainers() throws IOException {
		this.namespace.containers()
			.all()
			.forEach((container) -> container.delete(DeleteOptions.defaults().withForce()));
		assertThat(this.bridge.addresses()).isEmpty();
		assertThat(this.bridge.ports()).isEmpty();
	}

	@Override
	public void close() {
		this.bridge.close();
		this.client.close();
	}

}
