package io.github.containerd4j.task;

import java.io.IOException;
import java.nio.file.Path;

import io.github.containerd4j.ChildJvm;
import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.stdio.Streams;

/**
 * A process that starts a container and a command in it, and waits to be killed.
 */
public final class TaskByChild {

	private TaskByChild() {
	}

	static java.lang.Process start(Path output, String address, String namespace) throws IOException {
		return ChildJvm.start(output, TaskByChild.class, address, namespace);
	}

	/**
	 * Starts the container {@code c} and the exec {@code kept} and waits.
	 * @param arguments the address of the daemon, and the namespace
	 */
	public static void main(String[] arguments) throws IOException {
		ContainerdClient client = ContainerdClient.create(arguments[0]);
		Task task = client.namespace(arguments[1]).containers().get("c").start(Streams.piped());
		ExecSession session = task.execBuilder("sh", "-c", "read line; echo exec $line; exit 6").id("kept").open();
		System.out.println("started " + session.pid());
		System.in.read();
	}

}
