package io.github.containerd4j.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.host.ControlFile;
import org.jspecify.annotations.Nullable;

/**
 * A control group of this machine.
 */
final class HostCgroup implements Cgroup {

	// No slash, and no dot at the beginning: it stays in the directory.
	private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*");

	private final String containerId;

	private final CgroupDirectories directories;

	HostCgroup(String containerId, CgroupDirectories directories) {
		this.containerId = containerId;
		this.directories = directories;
	}

	@Override
	public int version() {
		return this.directories.version();
	}

	@Override
	public List<String> list() {
		return this.directories.all()
			.stream()
			.flatMap((directory) -> names(directory).stream())
			.sorted()
			.distinct()
			.toList();
	}

	private List<String> names(Path directory) {
		try (Stream<Path> files = Files.list(directory)) {
			return files.filter(Files::isRegularFile).map((file) -> file.getFileName().toString()).toList();
		}
		catch (IOException ex) {
			throw failed("list", directory.toString(), ex);
		}
	}

	@Override
	public String get(String name) {
		Path file = find("read", name);
		try {
			String text = Files.readString(file);
			return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
		}
		catch (IOException ex) {
			throw failed("read", file.toString(), ex);
		}
	}

	@Override
	public void set(String name, String value) {
		ControlFile.write(find("write", name), value);
	}

	private Path find(String operation, String name) {
		if (!NAME.matcher(name).matches()) {
			throw InvalidArgumentException.of("control file", name,
					"it must be the name of a file, such as memory.max, with letters, digits, '.', '_' and '-'");
		}
		return this.directories.of(name)
			.stream()
			.map((directory) -> directory.resolve(name))
			.filter((file) -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
			.findFirst()
			.orElseThrow(() -> missing(operation, name, null));
	}

	private NotFoundException missing(String operation, String name, @Nullable Throwable cause) {
		Failure failure = new Failure(operation, "control file", name, null, ErrorCode.NOT_FOUND);
		return new NotFoundException(failure.describe() + " of container \"" + this.containerId
				+ "\": there is none in " + this.directories.of(name) + "; this is cgroup v" + version()
				+ ", whose names differ from the other's", failure, cause);
	}

	private ContainerdException failed(String operation, String file, IOException cause) {
		if (cause instanceof NoSuchFileException) {
			return missing(operation, file, cause);
		}
		Failure failure = new Failure(operation, "control file", file, null, ErrorCode.UNKNOWN);
		return new ContainerdException(failure.describe() + ": " + cause, failure, cause);
	}

	@Override
	public String toString() {
		return "Cgroup[" + this.containerId + "]";
	}

}
