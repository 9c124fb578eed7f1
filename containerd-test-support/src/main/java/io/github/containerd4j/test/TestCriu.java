package io.github.containerd4j.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The CRIU that daemons of tests use. The machine's own is often too old for its kernel;
 * the scripts that fetch newer daemons put one that fits beside them, in the directory
 * {@code criu/bin}.
 */
public final class TestCriu {

	private static final int CHECK_SECONDS = 20;

	private static final Optional<Path> FIT = find();

	private TestCriu() {
	}

	/**
	 * Looks for a CRIU that fits the kernel.
	 * @return the directory that holds it; empty if there is none on this machine
	 */
	public static Optional<Path> directory() {
		return FIT;
	}

	/**
	 * The search path of this JVM, with a CRIU that fits first.
	 * @return the search path; that of the JVM alone if there is no such CRIU
	 */
	public static String searchPath() {
		return FIT.map((directory) -> directory + ":" + environment()).orElseGet(TestCriu::environment);
	}

	/**
	 * Makes a search path for a daemon that shall find no CRIU: what it needs besides is
	 * copied.
	 * @param binDirectory the programs of the daemon
	 * @param directory an empty directory, which becomes the search path
	 * @return the search path
	 * @throws IOException if a program cannot be copied
	 */
	public static String searchPathWithout(Path binDirectory, Path directory) throws IOException {
		for (String program : List.of("runc", "mount", "umount", "containerd-shim-runc-v2")) {
			Path found = Stream.of(binDirectory, Path.of("/usr/bin"), Path.of("/usr/sbin"), Path.of("/bin"))
				.map((place) -> place.resolve(program))
				.filter(Files::isExecutable)
				.findFirst()
				.orElseThrow();
			Files.copy(found, directory.resolve(program), StandardCopyOption.COPY_ATTRIBUTES);
		}
		return directory.toString();
	}

	private static String environment() {
		return System.getenv().getOrDefault("PATH", "");
	}

	private static Optional<Path> find() {
		Stream<Path> fetched = DaemonMatrix.binDirectories()
			.stream()
			.map((directory) -> directory.resolve("../../../criu/bin").normalize());
		Stream<Path> installed = Arrays.stream(environment().split(":"))
			.filter((directory) -> !directory.isEmpty())
			.map(Path::of);
		return Stream.concat(fetched, installed)
			.filter((directory) -> Files.isExecutable(directory.resolve("criu")))
			.filter(TestCriu::fits)
			.findFirst();
	}

	private static boolean fits(Path directory) {
		try {
			Process check = new ProcessBuilder(directory.resolve("criu").toString(), "check")
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start();
			if (!check.waitFor(CHECK_SECONDS, TimeUnit.SECONDS)) {
				check.destroyForcibly();
				return false;
			}
			return check.exitValue() == 0;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
