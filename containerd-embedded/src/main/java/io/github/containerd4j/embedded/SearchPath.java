package io.github.containerd4j.embedded;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The directories that programs are looked for in, as in the variable {@code PATH}.
 */
record SearchPath(String value) {

	static SearchPath ofEnvironment() {
		return new SearchPath(System.getenv().getOrDefault("PATH", ""));
	}

	SearchPath startingWith(Path directory) {
		return new SearchPath(directory + File.pathSeparator + this.value);
	}

	Optional<Path> find(String program) {
		return Arrays.stream(this.value.split(File.pathSeparator))
			.filter((directory) -> !directory.isEmpty())
			.map((directory) -> Path.of(directory, program))
			.filter((candidate) -> Files.isRegularFile(candidate) && Files.isExecutable(candidate))
			.findFirst();
	}

	Path require(String program, String packageName) {
		return find(program).orElseThrow(() -> new EmbeddedContainerdException(
				"there is no program '%s' on the search path %s; install it (Debian and Ubuntu: apt-get install %s)"
					.formatted(program, this.value, packageName)));
	}

}
