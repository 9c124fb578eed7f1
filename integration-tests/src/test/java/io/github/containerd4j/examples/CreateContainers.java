package io.github.containerd4j.examples;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.ContainerService;
import io.github.containerd4j.container.DeleteOptions;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.spec.Profile;

/**
 * Creates containers from nothing, from an image with limits, and with a profile, looks
 * for them, starts one, freezes and deletes it: pylxd's first programs.
 */
final class CreateContainers {

	/** What a client is to be told of by {@link ContainerdClient.Builder#profiles}. */
	static final Profile PROFILE = Profile.of("profilename", Map.of("limits.memory", "64MB"));

	private CreateContainers() {
	}

	public static void main(String[] args) {
		try (ContainerdClient client = ContainerdClient.builder().profiles(PROFILE).build()) {
			run(client.namespace(Namespace.DEFAULT), "docker.io/library/busybox:latest", System.out);
		}
	}

	static void run(Namespace namespace, String image, PrintStream out) {
		ContainerService containers = namespace.containers();
		containers.create(ContainerSpec.builder("empty").args("/nothing").build());
		containers
			.create(Map.of("id", "my-container", "image", image, "command", List.of("sleep", "600"), "limits.cpus", 2));
		containers.create(Map.of("id", "profiled", "image", image, "profiles", List.of("profilename")));

		out.println(containers.all());
		Container container = containers.get("my-container");
		container.start();
		container.freeze();
		out.println(container.id() + ": " + container.status());
		container.delete(DeleteOptions.defaults().withForce());

		out.println(containers.get("profiled").profiles());
		containers.get("profiled").delete();
		containers.get("empty").delete();
	}

}
