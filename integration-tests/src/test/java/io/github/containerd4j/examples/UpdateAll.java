package io.github.containerd4j.examples;

import java.io.PrintStream;
import java.time.Duration;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.DeadlineExceededException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.Container;

/**
 * Starts each container that does not run, waits until it can reach the network, runs the
 * updates in it and shuts it down again: LXC's program that updates all containers.
 */
final class UpdateAll {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private UpdateAll() {
	}

	public static void main(String[] args) {
		try (ContainerdClient client = ContainerdClient.create()) {
			run(client.namespace(Namespace.DEFAULT), System.out, "sh", "-c", "apt-get update && apt-get upgrade -y");
		}
	}

	static void run(Namespace namespace, PrintStream out, String... update) {
		for (Container container : namespace.containers().all()) {
			boolean started = !container.isRunning();
			if (started) {
				container.start();
			}
			try {
				out.println(container.id() + " is at " + container.ips(TIMEOUT).get(0).getHostAddress());
				out.println(container.id() + " was updated: " + container.attach(update));
			}
			catch (DeadlineExceededException ex) {
				out.println(container.id() + " has no address");
			}
			if (started && !container.shutdown(TIMEOUT)) {
				container.stop(Duration.ZERO);
			}
		}
	}

}
