package io.github.containerd4j.proto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.google.protobuf.Descriptors.FileDescriptor;
import io.github.containerd4j.proto.types.PlatformProto;

/**
 * The descriptors of all .proto files of this module. They are found among the compiled
 * classes, since a list written by hand would overlook a new file.
 */
final class CompiledFiles {

	private CompiledFiles() {
	}

	static List<FileDescriptor> all() {
		Path classes = classesDirectory();
		try (Stream<Path> files = Files.walk(classes)) {
			return files.map((file) -> classes.relativize(file).toString())
				.filter((name) -> name.endsWith(".class") && !name.contains("$"))
				.map((name) -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
				.flatMap((name) -> descriptor(name).stream())
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path classesDirectory() {
		try {
			return Path.of(PlatformProto.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Only the outer class of a file answers the descriptor of a file, a message its own.
	 */
	private static Optional<FileDescriptor> descriptor(String className) {
		try {
			Object descriptor = Class.forName(className).getMethod("getDescriptor").invoke(null);
			return (descriptor instanceof FileDescriptor file) ? Optional.of(file) : Optional.empty();
		}
		catch (NoSuchMethodException ex) {
			return Optional.empty();
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(className, ex);
		}
	}

}
