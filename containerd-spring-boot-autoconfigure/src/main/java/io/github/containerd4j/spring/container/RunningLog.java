package io.github.containerd4j.spring.container;

import java.io.UncheckedIOException;
import java.util.Optional;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.stdio.ProcessStreams;
import io.github.containerd4j.stdio.Streams;
import io.github.containerd4j.task.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JSON log of a container that runs, written by this JVM. The container waits when it
 * has written more than a pipe holds, so somebody must go on reading.
 */
final class RunningLog {

	private static final Logger logger = LoggerFactory.getLogger(RunningLog.class);

	private final String container;

	private final ProcessStreams streams;

	private RunningLog(String container, ProcessStreams streams) {
		this.container = container;
		this.streams = streams;
	}

	/**
	 * The log of a container that was started here.
	 * @return the log; empty if the container has none that needs this JVM
	 */
	static Optional<RunningLog> ofStarted(DeclaredContainer container, Task task) {
		return (container.log().driver() != LogDriver.JSON) ? Optional.empty()
				: task.streams().map((streams) -> new RunningLog(container.toString(), streams));
	}

	/**
	 * Goes on with the log of a container that an earlier run of the application has
	 * started.
	 * @return the log; empty if the container has none that needs this JVM, or its pipes
	 * are gone
	 */
	static Optional<RunningLog> ofAdopted(DeclaredContainer container, Namespace namespace, Task task) {
		if (container.log().driver() != LogDriver.JSON) {
			return Optional.empty();
		}
		try {
			Streams log = container.log().streams(namespace.containerDirectory(container.id()));
			ProcessStreams streams = task.attach(log);
			return Optional.of(new RunningLog(container.toString(), streams));
		}
		catch (ContainerdException ex) {
			logger.warn("The log of the container {} does not go on: {}", container, ex.getMessage());
			return Optional.empty();
		}
	}

	/**
	 * Lets the next run go on with it.
	 */
	void leave() {
		this.streams.detach();
	}

	/**
	 * Writes the last lines after the container has ended. The JVM may end next.
	 */
	void finish() {
		try (ProcessStreams closing = this.streams) {
			closing.awaitOutput();
		}
		catch (UncheckedIOException ex) {
			logger.warn("Output of the container {} was lost", this.container, ex);
		}
	}

}
