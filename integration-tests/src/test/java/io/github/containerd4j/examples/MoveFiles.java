package io.github.containerd4j.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.files.ContainerFiles;

/**
 * Puts a file into a container, gets another one and deletes it: pylxd's program about
 * files.
 */
final class MoveFiles {

	private MoveFiles() {
	}

	public static void main(String[] args) throws IOException {
		try (ContainerdClient client = ContainerdClient.create()) {
			run(client.namespace(Namespace.DEFAULT).containers().get("my-container"), Path.of("."), System.out);
		}
	}

	static void run(Container container, Path directory, PrintStream out) throws IOException {
		ContainerFiles files = container.files();
		String script = Files.readString(directory.resolve("my-script"));
		files.put("/tmp/my-script", script);
		out.print(container.execute("sh", "/tmp/my-script").requireSuccess().stdout());
		Files.write(directory.resolve("my-script2"), files.get("/tmp/my-script2"));
		if (files.isAvailable()) {
			files.delete("/tmp/my-script2");
		}
	}

}
