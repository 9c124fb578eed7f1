package io.github.containerd4j;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Starts a main class of the tests in a JVM of its own.
 */
public final class ChildJvm {

	/** A user without any rights. */
	public static final int NOBODY = 65534;

	private ChildJvm() {
	}

	/**
	 * Starts a JVM with our class path as our user.
	 * @param output where its output goes
	 * @param main the class to run
	 * @param arguments the arguments
	 * @return the running JVM, to be ended by the caller
	 */
	public static Process start(Path output, Class<?> main, String... arguments) throws IOException {
		return start(output, java(System.getProperty("java.class.path"), main, arguments));
	}

	/**
	 * Starts a JVM as a user without any rights.
	 * @param output where its output goes
	 * @param codeDirectory an empty directory; the code is copied there, because that
	 * user may not be able to read our class path
	 * @param codeOf the code that the main class needs besides its own: a class of each
	 * jar file
	 * @param main the class to run
	 * @param arguments the arguments
	 * @return the running JVM, to be ended by the caller
	 */
	public static Process startAsNobody(Path output, Path codeDirectory, List<Class<?>> codeOf, Class<?> main,
			String... arguments) throws IOException {
		List<Class<?>> classes = new ArrayList<>(codeOf);
		classes.add(main);
		List<String> classPath = new ArrayList<>();
		for (Class<?> type : classes) {
			Path copy = codeDirectory.resolve(String.valueOf(classPath.size()));
			copy(codeSource(type), copy);
			classPath.add(copy.toString());
		}
		List<String> command = new ArrayList<>(
				List.of("setpriv", "--reuid", "" + NOBODY, "--regid", "" + NOBODY, "--clear-groups"));
		command.addAll(java(String.join(":", classPath), main, arguments));
		return start(output, command);
	}

	private static Path codeSource(Class<?> type) {
		try {
			return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void copy(Path source, Path target) throws IOException {
		try (Stream<Path> files = Files.walk(source)) {
			for (Path file : files.toList()) {
				Path copy = target.resolve(source.relativize(file).toString());
				Files.copy(file, copy);
				Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
			}
		}
	}

	private static List<String> java(String classPath, Class<?> main, String... arguments) {
		Path java = Path.of(System.getProperty("java.home"), "bin", "java");
		// Performance data would leave a directory of that user in /tmp.
		List<String> command = new ArrayList<>(
				List.of(java.toString(), "-XX:-UsePerfData", "-cp", classPath, main.getName()));
		command.addAll(Arrays.asList(arguments));
		return command;
	}

	private static Process start(Path output, List<String> command) throws IOException {
		return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
	}

}
