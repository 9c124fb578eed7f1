package io.github.containerd4j.task;

import java.io.IOException;
import java.nio.file.Path;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.stdio.JsonLog;
import io.github.containerd4j.stdio.ProcessStreams;
import io.github.containerd4j.stdio.Streams;

/**
 * A process that starts a task, logs its output, and waits to be killed.
 */
public final class LogAndWait {

	private LogAndWait() {
	}

	/**
	 * Runs the task.
	 * @param arguments the daemon's address, the namespace, the container, the parent of
	 * the FIFOs and the log
	 */
	public static void main(String[] arguments) throws IOException {
		try (ContainerdClient client = ContainerdClient.builder().address(arguments[0]).build()) {
			Namespace namespace = client.namespace(arguments[1]);
			String id = arguments[2];
			Path fifos = Path.of(arguments[3]);
			// Of a process that is never created; only its FIFOs stay behind.
			Streams.capture().withFifoParent(fifos).open("unused");
			ProcessStreams streams = Streams.log(JsonLog.at(Path.of(arguments[4]))).withFifoParent(fifos).open(id);
			Task task = namespace.tasks()
				.create(TaskSpec.builder(id).rootfs(namespace.snapshots().mounts(id)).stdio(streams.stdio()).build());
			task.start();
			System.in.read();
		}
	}

}
