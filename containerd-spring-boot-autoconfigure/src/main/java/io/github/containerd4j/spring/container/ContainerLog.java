package io.github.containerd4j.spring.container;

import java.nio.file.Path;
import java.util.Objects;

import io.github.containerd4j.host.ContainerDirectory;
import io.github.containerd4j.stdio.JsonLog;
import io.github.containerd4j.stdio.Streams;
import org.jspecify.annotations.Nullable;

/**
 * Where the output of a container goes.
 *
 * @param driver what takes the output
 * @param file the file, for {@link LogDriver#FILE}; else {@code null}
 * @param maxSize the size in bytes at which a JSON log is rotated
 * @param maxFiles how many files of a JSON log there are at most
 * @since 0.1.0
 */
public record ContainerLog(LogDriver driver, @Nullable Path file, long maxSize, int maxFiles) {

	/** The name of a JSON log in the directory of its container. */
	public static final String JSON_FILE = "log.json";

	/**
	 * Output that nobody takes.
	 * @return the log
	 */
	public static ContainerLog none() {
		return new ContainerLog(LogDriver.NONE, null, 0, 0);
	}

	/**
	 * Makes the streams of a task whose output goes there.
	 * @param directory the directory of its container, which has a JSON log
	 * @return the streams, without input
	 */
	public Streams streams(ContainerDirectory directory) {
		return switch (this.driver) {
			case NONE -> Streams.none();
			case FILE -> Streams.log(Objects.requireNonNull(this.file).toUri());
			case JSON -> Streams.log(json(directory));
		};
	}

	/**
	 * Makes a JSON log.
	 * @param directory the directory of the container
	 * @return the log
	 */
	public JsonLog json(ContainerDirectory directory) {
		return JsonLog.at(directory.file(JSON_FILE)).withMaxSize(this.maxSize).withMaxFiles(this.maxFiles);
	}

}
