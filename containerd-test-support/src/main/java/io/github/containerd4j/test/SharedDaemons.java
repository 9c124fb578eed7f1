package io.github.containerd4j.test;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.containerd4j.embedded.EmbeddedContainerd;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One daemon for each version and JVM, started by the first test that asks for it and
 * closed after the last one.
 */
final class SharedDaemons {

	private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(SharedDaemons.class);

	private static final Map<Path, String> VERSIONS = new ConcurrentHashMap<>();

	private SharedDaemons() {
	}

	static TestDaemon get(ExtensionContext context, Path binDirectory) {
		return context.getRoot().getStore(STORE).computeIfAbsent(binDirectory, SharedDaemons::start, TestDaemon.class);
	}

	private static TestDaemon start(Path binDirectory) {
		return new TestDaemon(EmbeddedContainerd.builder().binDirectory(binDirectory).start(), binDirectory);
	}

	/**
	 * How the runs on a daemon are called in reports.
	 * @param binDirectory where the daemon's programs are
	 * @return the name with the version
	 */
	static String displayName(Path binDirectory) {
		return "containerd " + VERSIONS.computeIfAbsent(binDirectory, EmbeddedContainerd::versionIn);
	}

}
