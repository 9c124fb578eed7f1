package io.github.containerd4j.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Removes directories of tests.
 */
public final class TestFiles {

	private TestFiles() {
	}

	/**
	 * Deletes a directory with all that is in it.
	 * @param directory the directory
	 */
	public static void delete(Path directory) {
		try (Stream<Path> tree = Files.walk(directory)) {
			List<Path> bottomUp = tree.sorted(Comparator.reverseOrder()).toList();
			for (Path path : bottomUp) {
				Files.deleteIfExists(path);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("cannot delete " + directory, ex);
		}
	}

}
