package io.github.containerd4j.examples;

import java.io.PrintStream;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.migrate.MigrateOptions;

/**
 * Moves a container to another daemon, and lets it run meanwhile on request: pylxd's
 * programs about migration.
 */
final class MigrateToAnotherServer {

	private MigrateToAnotherServer() {
	}

	public static void main(String[] args) {
		try (ContainerdClient source = ContainerdClient.create();
				ContainerdClient destination = ContainerdClient.create(args[0])) {
			run(source.namespace(Namespace.DEFAULT).containers().get("testm"), destination.namespace(Namespace.DEFAULT),
					args.length > 1, System.out);
		}
	}

	static void run(Container container, Namespace destination, boolean live, PrintStream out) {
		MigrateOptions options = live ? MigrateOptions.running() : MigrateOptions.stopped();
		Container moved = container.migrate(destination, options);
		out.println(moved.id() + ": " + moved.status());
	}

}
