package io.github.containerd4j.test;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.github.containerd4j.embedded.EmbeddedContainerdException;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The daemons that test classes run on.
 */
final class DaemonMatrix implements ClassTemplateInvocationContextProvider {

	/** The system property with the bin directories. */
	static final String PROPERTY = "containerd.test.daemons";

	@Override
	public boolean supportsClassTemplate(ExtensionContext context) {
		return true;
	}

	@Override
	public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext context) {
		return binDirectories().stream().map(DaemonInvocation::new);
	}

	static List<Path> binDirectories() {
		String configured = System.getProperty(PROPERTY, "");
		if (configured.isBlank()) {
			return List.of(onSearchPath());
		}
		return Arrays.stream(configured.split(","))
			.map(String::strip)
			.filter((directory) -> !directory.isEmpty())
			.map(Path::of)
			.toList();
	}

	private static Path onSearchPath() {
		String searchPath = System.getenv().getOrDefault("PATH", "");
		return Arrays.stream(searchPath.split(":"))
			.filter((directory) -> !directory.isEmpty())
			.map(Path::of)
			.filter((directory) -> directory.resolve("containerd").toFile().canExecute())
			.findFirst()
			.orElseThrow(() -> new EmbeddedContainerdException("there is no containerd to test with on the search path "
					+ searchPath + "; install it, or name its directory in -D" + PROPERTY));
	}

	/**
	 * One run of a test class.
	 *
	 * @param binDirectory where the daemon's programs are
	 */
	private record DaemonInvocation(Path binDirectory) implements ClassTemplateInvocationContext {

		@Override
		public String getDisplayName(int invocationIndex) {
			return SharedDaemons.displayName(this.binDirectory);
		}

		@Override
		public List<Extension> getAdditionalExtensions() {
			return List.of(new DaemonParameters(this.binDirectory));
		}

	}

}
