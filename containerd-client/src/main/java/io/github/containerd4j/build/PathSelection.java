package io.github.containerd4j.build;

import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

import io.github.containerd4j.InvalidArgumentException;

/**
 * Which files of a tree are wanted, going by their paths relative to its top.
 */
record PathSelection(List<PathMatcher> included, List<PathMatcher> excluded) {

	static final PathSelection ALL = new PathSelection(List.of(), List.of());

	PathSelection including(FileSystem files, List<String> patterns) {
		return new PathSelection(joined(this.included, files, patterns), this.excluded);
	}

	PathSelection excluding(FileSystem files, List<String> patterns) {
		return new PathSelection(this.included, joined(this.excluded, files, patterns));
	}

	private static List<PathMatcher> joined(List<PathMatcher> old, FileSystem files, List<String> patterns) {
		List<PathMatcher> all = new ArrayList<>(old);
		patterns.forEach((pattern) -> all.add(matcher(files, pattern)));
		return List.copyOf(all);
	}

	private static PathMatcher matcher(FileSystem files, String pattern) {
		try {
			return files.getPathMatcher("glob:" + pattern);
		}
		catch (PatternSyntaxException ex) {
			throw InvalidArgumentException.of("path pattern", pattern, ex.getDescription());
		}
	}

	boolean includesAll() {
		return this.included.isEmpty();
	}

	boolean includes(Path relative) {
		return this.included.stream().anyMatch((matcher) -> matcher.matches(relative));
	}

	boolean excludes(Path relative) {
		return this.excluded.stream().anyMatch((matcher) -> matcher.matches(relative));
	}

}
