package io.github.containerd4j.network;

import java.nio.file.Path;

import io.github.containerd4j.ContainerdClient;

/**
 * Connects a container in a JVM of its own, to be killed in the middle of it.
 */
public final class AttachByChild {

	private AttachByChild() {
	}

	/**
	 * Connects.
	 * @param arguments address, namespace, container, directory of the test
	 */
	public static void main(String[] arguments) {
		Path directory = Path.of(arguments[3]);
		Cni cni = new TestBridge(directory).cni().build();
		try (ContainerdClient client = ContainerdClient.builder()
			.address(arguments[0])
			.cni(cni)
			.dataDirectory(directory.resolve("data"))
			.build()) {
			client.namespace(arguments[1]).network(arguments[2], NetworkSettings.cni()).attach();
		}
	}

}
