package io.github.containerd4j.spring.autoconfigure.container;

import java.nio.file.Path;

import io.github.containerd4j.spring.container.ContainerLog;
import io.github.containerd4j.spring.container.LogDriver;

/**
 * The log that the properties describe.
 */
final class PropertiesLog {

	private PropertiesLog() {
	}

	static ContainerLog of(LogProperties log, Names names, LogProperties others) {
		if (log.getMaxSize().toBytes() <= 0) {
			throw names.invalid("max-size", "must be positive");
		}
		if (log.getMaxFiles() <= 0) {
			throw names.invalid("max-files", "must be positive");
		}
		if (log.getDriver() == null && log.getFile() == null && log != others) {
			return of(others, new Names("containerd.defaults.log"), others);
		}
		LogDriver driver = driver(log);
		if (driver == LogDriver.FILE && (log.getFile() == null || !log.getFile().isAbsolute())) {
			throw names.invalid("file", "must be an absolute path: the driver is file");
		}
		return new ContainerLog(driver, (driver == LogDriver.FILE) ? log.getFile() : null, log.getMaxSize().toBytes(),
				log.getMaxFiles());
	}

	private static LogDriver driver(LogProperties log) {
		Path file = log.getFile();
		if (log.getDriver() != null) {
			return log.getDriver();
		}
		return (file != null) ? LogDriver.FILE : LogDriver.NONE;
	}

}
