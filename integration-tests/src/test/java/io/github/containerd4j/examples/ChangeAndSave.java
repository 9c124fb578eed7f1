package io.github.containerd4j.examples;

import java.io.PrintStream;
import java.time.Duration;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.SaveResult;
import io.github.containerd4j.spec.Resources;
import io.github.containerd4j.spec.SpecMount;

/**
 * Changes what a container is, and restarts it if it has to be: pylxd's program that
 * saves attributes.
 */
final class ChangeAndSave {

	private static final long MEMORY = 64 << 20;

	private ChangeAndSave() {
	}

	public static void main(String[] args) {
		try (ContainerdClient client = ContainerdClient.create()) {
			run(client.namespace(Namespace.DEFAULT).containers().get("my-container"), System.out);
		}
	}

	static void run(Container container, PrintStream out) {
		SaveResult saved = container.save((spec) -> spec.ephemeral(false)
			.mount(SpecMount.tmpfs("/scratch", "size=7m"))
			.resources(Resources.builder().memory(MEMORY).build()));

		out.println("in effect: " + saved.applied().stream().sorted().toList());
		if (saved.needsRestart()) {
			out.println("needs a restart: " + saved.afterRestart());
			container.restart(Duration.ofSeconds(30));
		}
	}

}
