package io.github.containerd4j.spring.container;

import java.nio.file.Path;
import java.util.Objects;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.stdio.JsonLog;
import io.github.containerd4j.stdio.Streams;

/**
 * The streams of a declared container's process.
 */
final class ContainerStreams {

	private static final String LOG_FILE = "log.json";

	private ContainerStreams() {
	}

	static Streams of(DeclaredContainer container, Namespace namespace) {
		ContainerLog log = container.log();
		return switch (log.driver()) {
			case NONE -> Streams.none();
			case FILE -> Streams.log(Objects.requireNonNull(log.file()).toUri());
			case JSON -> Streams.log(jsonLog(container, namespace));
		};
	}

	static JsonLog jsonLog(DeclaredContainer container, Namespace namespace) {
		Path file = namespace.containerDirectory(container.id()).file(LOG_FILE);
		return JsonLog.at(file).withMaxSize(container.log().maxSize()).withMaxFiles(container.log().maxFiles());
	}

}
