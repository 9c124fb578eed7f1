package io.github.containerd4j;

import java.io.File;
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
 * The program that the README shows prints what the README shows.
 */
@DaemonTest
@Timeout(120)
class ReadmeIT {

	private static final Path README = Path.of("..", "README.md");

	private static final Pattern PROGRAM = Pattern
		.compile("```java\n([^`]*public class Run [^`]*)```\n\nIt prints:\n\n```\n([^`]*)```");

	// Times, sizes, and how far the container has counted, differ.
	private static final Pattern DIFFERENT = Pattern.compile("(?<=exitedAt=)[^,]*|(?<=OptionalLong\\[)\\d+");

	private final TestDaemon daemon;

	ReadmeIT(TestDaemon daemon) {
		this.daemon = daemon;
	}

	@Test
	void runsTheProgramOfTheReadme(@TempDir Path directory) throws Exception {
		Matcher readme = PROGRAM.matcher(Files.readString(README));
		assertThat(readme.find()).isTrue();
		List<String> output;
		try (EmbeddedContainerd own = this.daemon.startPrivate()) {
			// runc knows only one namespace of each name on this machine.
			String namespace = "readme" + own.pid();
			own.importBusybox(namespace);
			Path program = directory.resolve("Run.java");
			Files.writeString(program, readme.group(1).replace("\"default\"", "\"" + namespace + "\""));

			output = run(program, own.address());
		}

		List<String> shown = readme.group(2).lines().toList();
		assertThat(output.stream().filter(ReadmeIT::isCount)).startsWith("1", "2");
		assertThat(rest(output)).isEqualTo(rest(shown));
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
