package io.github.containerd4j.migrate;

import java.nio.file.Path;
import java.time.Duration;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Holdings;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.test.TestCriu;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;

/**
 * One end of a migration: a daemon of its own, one namespace of it, and a client that can
 * be told to do something just before a call.
 */
final class Side implements AutoCloseable {

	static final Duration LIMIT = Duration.ofSeconds(30);

	/** Counts in memory and tells in a file, which it never reads. */
	static final String COUNT = "i=0; while true; do i=$((i+1)); echo $i > /n; sleep 0.05; done";

	private final EmbeddedContainerd daemon;

	private final ContainerdClient client;

	private final Namespace namespace;

	Side(EmbeddedContainerd daemon, Path data, String namespace) {
		this.daemon = daemon;
		this.client = ContainerdClient.builder().address(daemon.address()).dataDirectory(data).build();
		this.namespace = this.client.namespace(namespace);
	}

	static Side start(Path binDirectory, Path data, String prefix) {
		return start(binDirectory, data, prefix, TestCriu.searchPath());
	}

	static Side start(Path binDirectory, Path data, String prefix, String searchPath) {
		EmbeddedContainerd daemon = EmbeddedContainerd.builder()
			.binDirectory(binDirectory)
			.searchPath(searchPath)
			.start();
		return new Side(daemon, data, prefix + Long.toString(daemon.pid(), 36));
	}

	EmbeddedContainerd daemon() {
		return this.daemon;
	}

	Namespace namespace() {
		return this.namespace;
	}

	Namespace namespace(String name) {
		return this.client.namespace(name);
	}

	Holdings holdings() {
		return Holdings.of(this.namespace);
	}

	Side withBusybox() {
		this.daemon.importBusybox(this.namespace.name());
		return this;
	}

	String ctr(String... arguments) {
		String[] all = new String[arguments.length + 2];
		all[0] = "--namespace";
		all[1] = this.namespace.name();
		System.arraycopy(arguments, 0, all, 2, arguments.length);
		return this.daemon.ctr(all);
	}

	/**
	 * A container that has written a file and has ended.
	 */
	Container ended(String id, String script) {
		Container container = this.namespace.containers()
			.create(ContainerSpec.builder(id)
				.image(BusyboxImage.REFERENCE)
				.args("sh", "-c", script)
				.label("kept", "yes")
				.build());
		Task task = container.start();
		Assertions.assertThat(task.waitFor(LIMIT).orElseThrow().code()).isZero();
		task.deleteForcibly();
		return container;
	}

	/**
	 * A container that counts.
	 */
	Container counting(String id) {
		Container container = this.namespace.containers()
			.create(ContainerSpec.builder(id).image(BusyboxImage.REFERENCE).args("sh", "-c", COUNT).build());
		awaitBeyond(container.start(), 3);
		return container;
	}

	static int awaitBeyond(Task task, int number) {
		return Awaitility.await()
			.atMost(LIMIT)
			.pollInterval(Duration.ofMillis(50))
			.ignoreExceptions()
			.until(() -> count(task), (current) -> current > number);
	}

	private static int count(Task task) {
		String text = task.exec("cat", "/n").stdout().strip();
		return text.isEmpty() ? 0 : Integer.parseInt(text);
	}

	/**
	 * Runs a script on the files of a container that does not run; it must end with 0.
	 */
	static void assertRuns(Namespace namespace, String id, String script) {
		Container container = namespace.containers().get(id);
		Task task = container.start();
		try {
			Assertions.assertThat(task.exec("sh", "-c", script).exitCode()).isZero();
		}
		finally {
			container.stop(Duration.ZERO);
		}
	}

	@Override
	public void close() {
		this.client.close();
		this.daemon.close();
	}

}
