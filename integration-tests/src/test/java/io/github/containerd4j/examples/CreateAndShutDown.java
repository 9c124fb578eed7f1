package io.github.containerd4j.examples;

import java.io.PrintStream;
import java.time.Duration;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.spec.ContainerSpec;

/**
 * Creates a container, starts it, prints its state and process id, and tries to shut it
 * down cleanly before it is killed: the first program of LXC's "Scripting with the API".
 */
final class CreateAndShutDown {

	private CreateAndShutDown() {
	}

	public static void main(String[] args) {
		try (ContainerdClient client = ContainerdClient.create()) {
			run(client.namespace(Namespace.DEFAULT), "docker.io/library/busybox:latest", System.out);
		}
	}

	static void run(Namespace namespace, String image, PrintStream out) {
		if (namespace.containers().exists("apicontainer")) {
			out.println("Container already exists");
			return;
		}
		Container container = namespace.containers()
			.create(ContainerSpec.builder("apicontainer").image(image).args("sleep", "600").build());

		container.start();

		out.println("Container state: " + container.status());
		out.println("Container PID: " + container.initPid().orElseThrow());

		if (!container.shutdown(Duration.ofSeconds(2))) {
			out.println("Failed to cleanly shutdown the container, forcing.");
			container.stop(Duration.ZERO);
		}
		container.delete();
	}

}
