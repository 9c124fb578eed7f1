package io.github.containerd4j.spring.autoconfigure.container;

import java.nio.file.Path;

import io.github.containerd4j.spring.container.LogDriver;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * Where the output of a container goes.
 *
 * @since 0.1.0
 */
public class LogProperties {

	/**
	 * What takes the output. Without it, a file if one is named, else nothing does.
	 */
	private @Nullable LogDriver driver;

	/**
	 * File that the output is appended to, if the driver is file. A path on the daemon's
	 * host.
	 */
	private @Nullable Path file;

	/**
	 * Size at which a JSON log is rotated. In bytes unless a unit is given.
	 */
	private DataSize maxSize = DataSize.ofMegabytes(10);

	/**
	 * How many files of a JSON log there are at most.
	 */
	private int maxFiles = 5;

	public @Nullable LogDriver getDriver() {
		return this.driver;
	}

	public void setDriver(@Nullable LogDriver driver) {
		this.driver = driver;
	}

	public @Nullable Path getFile() {
		return this.file;
	}

	public void setFile(@Nullable Path file) {
		this.file = file;
	}

	public DataSize getMaxSize() {
		return this.maxSize;
	}

	public void setMaxSize(DataSize maxSize) {
		this.maxSize = maxSize;
	}

	public int getMaxFiles() {
		return this.maxFiles;
	}

	public void setMaxFiles(int maxFiles) {
		this.maxFiles = maxFiles;
	}

}
