package io.github.containerd4j;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The programs that the README shows print what the README shows.
 */
@DaemonTest
@Timeout(120)
class ReadmeIT {

	private static final Path README = Path.of("..", "README.md");

	private static final String PROGRAM = "```java\n([^`]*public class %s [^`]*)```\n\nIt prints:\n\n```\n([^`]*)```";

	// Times, sizes, and how far the container has counted, differ.
	private static final Pattern DIFFERENT = Pattern.compile("(?<=exitedAt=)[^,]*|(?<=OptionalLong\\[)\\d+");

	private final TestDaemon daemon;

	ReadmeIT(TestDaemon daemon) {
		this.daemon = daemon;
	}

	@Test
	void runsTheProgramThatRunsAContainer(@TempDir Path directory) throws Exception {
		Matcher readme = readme("Run");

		List<String> output = run("Run", readme.group(1), directory);

		assertThat(output.stream().filter(ReadmeIT::isCount)).startsWith("1", "2");
		assertThat(rest(output)).isEqualTo(rest(readme.group(2).lines().toList()));
	}

	@Test
	void runsTheProgramThatHandlesAContainer(@TempDir Path directory) throws Exception {
		Matcher readme = readme("Hand");

		assertThat(run("Hand", readme.group(1), directory)).isEqualTo(readme.group(2).lines().toList());
	}

	private static Matcher readme(String name) throws IOException {
		Matcher readme = Pattern.compile(PROGRAM.formatted(name)).matcher(Files.readString(README));
		assertThat(readme.find()).isTrue();
		return readme;
	}

	private List<String> run(String name, String source, Path directory) throws Exception {
		try (EmbeddedContainerd own = this.daemon.startPrivate()) {
			// runc knows only one namespace of each name on this machine.
			String namespace = "readme" + own.pid();
			own.importBusybox(namespace);
			Path program = directory.resolve(name + ".java");
			Files.writeString(program, source.replace("\"default\"", "\"" + namespace + "\""));
			return run(program, own.address());
		}
	}

	private static List<String> run(Path program, String address) throws Exception {
		File output = program.resolveSibling("output").toFile();
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-cp", System.getProperty("java.class.path"), program.toString());
		builder.environment().put("CONTAINERD_ADDRESS", address);
		Process process = builder.directory(program.getParent().toFile())
			.redirectOutput(output)
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		try {
			assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
			assertThat(process.exitValue()).isZero();
			return Files.readAllLines(output.toPath());
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static boolean isCount(String line) {
		return line.matches("\\d+");
	}

	private static List<String> rest(List<String> lines) {
		return lines.stream()
			.filter((line) -> !isCount(line))
			.map((line) -> DIFFERENT.matcher(line).replaceAll("-"))
			.toList();
	}

}
