package io.github.containerd4j.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.Container;

/**
 * Runs the same function on the host and in a container: LXC's program that shows what
 * attaching is.
 */
final class PrintHostname {

	private PrintHostname() {
	}

	public static void main(String[] args) throws IOException {
		try (ContainerdClient client = ContainerdClient.create()) {
			run(client.namespace(Namespace.DEFAULT).containers().get("p1"), System.out);
		}
	}

	static void run(Container container, PrintStream out) throws IOException {
		if (!container.isRunning()) {
			container.start();
		}

		out.println("Hostname: " + hostname());
		out.println("Hostname: " + container.attach(PrintHostname::hostname));

		if (!container.shutdown(Duration.ofSeconds(30))) {
			container.stop(Duration.ZERO);
		}
	}

	private static String hostname() throws IOException {
		return Files.readString(Path.of("/etc/hostname")).strip();
	}

}
