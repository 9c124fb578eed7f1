package io.github.containerd4j.stdio;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The files of a log, which may be renamed at any moment by another thread or process.
 */
final class LogFiles {

	private static final Pattern NUMBER = Pattern.compile("\\.([1-9]\\d{0,5})");

	// A rotation renames each file once; nobody rotates faster than this reads names.
	private static final int ATTEMPTS = 20;

	private final Path file;

	LogFiles(Path file) {
		this.file = file;
	}

	static Path rotated(Path file, int number) {
		return (number == 0) ? file : file.resolveSibling(file.getFileName() + "." + number);
	}

	/**
	 * Opens all files.
	 * @return the files, the newest first
	 */
	Deque<LogFile> openAll() throws IOException {
		for (int attempt = 1;; attempt++) {
			Deque<LogFile> opened = new ArrayDeque<>();
			if (open(keys(), opened) || attempt == ATTEMPTS) {
				return opened;
			}
			for (LogFile each : opened) {
				each.close();
			}
		}
	}

	private boolean open(Map<Integer, Object> keys, Deque<LogFile> opened) throws IOException {
		for (Map.Entry<Integer, Object> entry : keys.entrySet()) {
			LogFile each = open(rotated(this.file, entry.getKey()), entry.getValue());
			if (each == null) {
				return false;
			}
			opened.addLast(each);
		}
		return true;
	}

	private static @Nullable LogFile open(Path path, Object key) throws IOException {
		try {
			return LogFile.open(path, key);
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	/**
	 * Opens the file that was begun after another one.
	 * @param key the other one; {@code null} for the oldest file
	 * @return the file; {@code null} if there is none yet
	 */
	@Nullable LogFile openAfter(@Nullable Object key) throws IOException {
		if (key != null && isNewest(key)) {
			return null;
		}
		for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
			Map<Integer, Object> keys = keys();
			Integer number = successor(keys, key);
			if (number == null) {
				return null;
			}
			LogFile next = open(rotated(this.file, number), keys.getOrDefault(number, ""));
			if (next != null) {
				return next;
			}
		}
		return null;
	}

	// Mostly so: then no names need to be read.
	private boolean isNewest(Object key) throws IOException {
		try {
			return key.equals(LogFile.key(this.file));
		}
		catch (NoSuchFileException ex) {
			return false;
		}
	}

	private static @Nullable Integer successor(Map<Integer, Object> keys, @Nullable Object key) {
		Integer newer = null;
		for (Map.Entry<Integer, Object> entry : keys.entrySet()) {
			if (entry.getValue().equals(key)) {
				return newer;
			}
			newer = entry.getKey();
		}
		// The other one was deleted, as the oldest; all that are left came after it.
		return newer;
	}

	// Read until nothing changes, because files are renamed one by one.
	private Map<Integer, Object> keys() throws IOException {
		Map<Integer, Object> keys = list();
		for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
			Map<Integer, Object> again = list();
			if (again.equals(keys)) {
				return keys;
			}
			keys = again;
		}
		return keys;
	}

	private Map<Integer, Object> list() throws IOException {
		Map<Integer, Object> keys = new TreeMap<>();
		Path directory = this.file.getParent();
		if (directory == null || !Files.isDirectory(directory)) {
			return keys;
		}
		String name = this.file.getFileName().toString();
		try (DirectoryStream<Path> files = Files.newDirectoryStream(directory,
				(path) -> path.getFileName().toString().startsWith(name))) {
			for (Path path : files) {
				Integer number = number(path.getFileName().toString().substring(name.length()));
				if (number != null) {
					put(keys, number, path);
				}
			}
		}
		return keys;
	}

	private static void put(Map<Integer, Object> keys, Integer number, Path path) throws IOException {
		try {
			keys.put(number, LogFile.key(path));
		}
		catch (NoSuchFileException ex) {
			// Renamed meanwhile, which the next reading of the names tells.
		}
	}

	private static @Nullable Integer number(String suffix) {
		if (suffix.isEmpty()) {
			return 0;
		}
		Matcher matcher = NUMBER.matcher(suffix);
		return matcher.matches() ? Integer.valueOf(matcher.group(1)) : null;
	}

}
