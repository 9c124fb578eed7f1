package io.github.containerd4j.spring.container;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Where the output of a declared container goes.
 *
 * @param driver what takes the output
 * @param file the file, for {@link LogDriver#FILE}; else {@code null}
 * @param maxSize the size in bytes at which a JSON log is rotated
 * @param maxFiles how many files of a JSON log there are at most
 * @since 0.1.0
 */
public record ContainerLog(LogDriver driver, @Nullable Path file, long maxSize, int maxFiles) {

	/**
	 * Output that nobody takes.
	 * @return the log
	 */
	public static ContainerLog none() {
		return new ContainerLog(LogDriver.NONE, null, 0, 0);
	}

}
