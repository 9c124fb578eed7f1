package io.github.containerd4j.stdio;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
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

	private static final int ATTEMPTS = 20;

	// How many rotations there may be while names are read.
	private static final int SHIFTS = 64;

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
		for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
			Deque<LogFile> opened = new ArrayDeque<>();
			Map<Integer, Object> keys = settled();
			if (keys != null && open(keys, opened)) {
				return opened;
			}
			for (LogFile each : opened) {
				each.close();
			}
		}
		// Names change all the time: those that can be seen at once.
		Deque<LogFile> opened = new ArrayDeque<>();
		open(list(), opened);
		return opened;
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
	 * @return the file; {@code null} if there is none yet, or names change too fast to
	 * tell now
	 */
	@Nullable LogFile openAfter(@Nullable Object key) throws IOException {
		// Mostly it is the newest one, and no names need to be read.
		if (key != null && isAt(0, key)) {
			return null;
		}
		for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
			Map<Integer, Object> keys = list();
			if (keys.isEmpty()) {
				return null;
			}
			Integer number = numberOf(key, keys);
			LogFile next = (key != null && number != null) ? openBefore(number, key) : openOldest(key);
			if (next != null) {
				return next;
			}
		}
		return null;
	}

	private static @Nullable Integer numberOf(@Nullable Object key, Map<Integer, Object> keys) {
		return keys.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().equals(key))
			.map(Map.Entry::getKey)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Opens the file whose number is one less. Numbers only grow, and the older file gets
	 * its new one first: while a file has its number, that with one less is the next.
	 */
	private @Nullable LogFile openBefore(int known, Object key) throws IOException {
		for (int number = Math.max(1, known); number < known + SHIFTS; number++) {
			if (!isAt(number, key)) {
				continue;
			}
			LogFile next = open(number - 1);
			if (next == null) {
				return null;
			}
			if (isAt(number, key)) {
				return next;
			}
			next.close();
		}
		return null;
	}

	// That file was deleted as the oldest, so all that are left came after it.
	private @Nullable LogFile openOldest(@Nullable Object key) throws IOException {
		Map<Integer, Object> keys = settled();
		if (keys == null || keys.isEmpty() || numberOf(key, keys) != null) {
			return null;
		}
		Integer oldest = Collections.max(keys.keySet());
		return open(rotated(this.file, oldest), keys.getOrDefault(oldest, ""));
	}

	private @Nullable LogFile open(int number) throws IOException {
		Path path = rotated(this.file, number);
		try {
			return LogFile.open(path, LogFile.key(path));
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	private boolean isAt(int number, Object key) throws IOException {
		try {
			return key.equals(LogFile.key(rotated(this.file, number)));
		}
		catch (NoSuchFileException ex) {
			return false;
		}
	}

	/**
	 * The files when nothing changes, because they are renamed one by one.
	 * @return the files; {@code null} if names change all the time
	 */
	private @Nullable Map<Integer, Object> settled() throws IOException {
		Map<Integer, Object> keys = list();
		for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
			Map<Integer, Object> again = list();
			if (again.equals(keys)) {
				return keys;
			}
			keys = again;
		}
		return null;
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
