package io.github.containerd4j.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.stdio.Stdio;
import io.github.containerd4j.task.ExitStatus;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskSpec;
import io.github.containerd4j.test.TestDaemon;

/**
 * Creates busybox containers from specifications, and runs them to their end.
 */
final class CreatedContainers {

	private static final Duration LONG = Duration.ofSeconds(30);

	private final Namespace namespace;

	private final Path directory;

	CreatedContainers(TestDaemon daemon, Namespace namespace, Path directory) {
		this.namespace = namespace;
		this.directory = directory;
		daemon.importBusybox(namespace);
	}

	static ContainerSpec.Builder shell(String id, String script) {
		return ContainerSpec.builder(id).image(BusyboxImage.REFERENCE).args("sh", "-c", script);
	}

	/**
	 * Creates and runs a container, which must end with 0, and deletes it.
	 * @return what it wrote
	 */
	String output(ContainerSpec spec) {
		Container container = this.namespace.containers().create(spec);
		try {
			return run(container, spec);
		}
		finally {
			container.delete();
		}
	}

	private String run(Container container, ContainerSpec spec) {
		Path log = this.directory.resolve(container.id() + ".log");
		Task task = task(container, spec.terminal(), Stdio.log("file://" + log));
		try {
			task.start();
			int code = task.waitFor(LONG).map(ExitStatus::code).orElseThrow();
			// The shim writes the log, and has done so only then.
			task.delete();
			String output = Files.readString(log);
			if (code != 0) {
				throw new AssertionError("the container ended with " + code + ": " + output);
			}
			Files.delete(log);
			return output;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			task.deleteForcibly();
		}
	}

	/**
	 * Creates a task as the container's snapshot and record say.
	 */
	Task task(Container container, boolean terminal, Stdio stdio) {
		String key = container.info().snapshotKey();
		String snapshotter = container.info().snapshotter();
		return this.namespace.tasks()
			.create(TaskSpec.builder(container.id())
				.rootfs(this.namespace.snapshots(snapshotter).mounts(key))
				.stdio(stdio)
				.build());
	}

}
