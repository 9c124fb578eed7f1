package io.github.containerd4j.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.task.ExecSession;

/**
 * Talks to a shell with a terminal in a container: pylxd's raw_interactive_execute
 * without the web socket.
 */
final class InteractiveShell {

	private InteractiveShell() {
	}

	public static void main(String[] args) throws IOException {
		try (ContainerdClient client = ContainerdClient.create()) {
			run(client.namespace(Namespace.DEFAULT).containers().get("my-container"), System.out);
		}
	}

	static void run(Container container, PrintStream out) throws IOException {
		try (ExecSession shell = container.execBuilder("sh").terminal(80, 24).open();
				BufferedReader lines = new BufferedReader(
						new InputStreamReader(shell.stdout(), StandardCharsets.UTF_8))) {
			shell.resize(132, 50);
			shell.stdin().write("stty size; exit 3\n".getBytes(StandardCharsets.UTF_8));
			shell.stdin().flush();
			lines.lines().forEach(out::println);
			out.println("ended with " + shell.waitFor().exitCode());
		}
	}

}
