package io.github.containerd4j.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.containerd4j.InvalidArgumentException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What networks gave containers, in files as CNI's Go library keeps them, so that both
 * can undo what the other did.
 * <p>
 * Source: {@code libcni/api.go} of CNI 1.1, type {@code cachedInfo}.
 */
final class CniCache {

	private static final Logger logger = LoggerFactory.getLogger(CniCache.class);

	private static final String KIND = "cniCacheV1";

	private final Path directory;

	CniCache(Path directory) {
		this.directory = directory.resolve("results");
	}

	void write(CniNetwork network, CniTarget target, JsonObject result) {
		Path file = file(network.name(), target);
		try {
			Files.createDirectories(this.directory,
					PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
			Path complete = Files.createTempFile(this.directory, ".", null);
			Files.writeString(complete, entry(network, target, result).toString());
			Files.move(complete, file, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("cannot write the result of a network to " + file, ex);
		}
	}

	private static JsonObject entry(CniNetwork network, CniTarget target, JsonObject result) {
		JsonObject entry = new JsonObject();
		entry.addProperty("kind", KIND);
		entry.addProperty("containerId", target.containerId());
		entry.addProperty("config",
				Base64.getEncoder().encodeToString(network.document().getBytes(StandardCharsets.UTF_8)));
		entry.addProperty("ifName", target.interfaceName());
		entry.addProperty("networkName", network.name());
		JsonArray arguments = new JsonArray();
		target.arguments().forEach((key, value) -> arguments.add(NetworkSettingsJson.texts(List.of(key, value))));
		if (!arguments.isEmpty()) {
			entry.add("cniArgs", arguments);
		}
		JsonObject capabilities = new JsonObject();
		target.capabilities().forEach((name, value) -> capabilities.add(name, CapabilityArguments.element(value)));
		if (!capabilities.isEmpty()) {
			entry.add("capabilityArgs", capabilities);
		}
		entry.add("result", result);
		return entry;
	}

	Optional<CniAttachment> find(String network, CniTarget target) {
		return read(file(network, target));
	}

	/**
	 * All that a container has. Which files are its is told by what is in them: the parts
	 * of a name cannot be told apart for certain.
	 */
	List<CniAttachment> list(String containerId) {
		return list("*-" + containerId + "-*", (attachment) -> attachment.target().containerId().equals(containerId));
	}

	/**
	 * All that containers have of a network.
	 */
	List<CniAttachment> ofNetwork(String network) {
		return list(network + "-*", (attachment) -> attachment.network().name().equals(network));
	}

	private List<CniAttachment> list(String names, Predicate<CniAttachment> wanted) {
		List<CniAttachment> found = new ArrayList<>();
		try (DirectoryStream<Path> files = Files.newDirectoryStream(this.directory, names)) {
			files.forEach((file) -> read(file).filter(wanted).ifPresent(found::add));
			return found;
		}
		catch (NoSuchFileException | NotDirectoryException ex) {
			return List.of();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("cannot read the results of networks in " + this.directory, ex);
		}
	}

	void remove(String network, CniTarget target) {
		Path file = file(network, target);
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("cannot remove " + file, ex);
		}
	}

	private Path file(String network, CniTarget target) {
		return this.directory.resolve(network + "-" + target.containerId() + "-" + target.interfaceName());
	}

	private static Optional<CniAttachment> read(Path file) {
		try {
			return Optional.of(CniAttachment.ofCache(JsonView.parse("cached result", Files.readString(file))));
		}
		catch (NoSuchFileException ex) {
			return Optional.empty();
		}
		catch (IOException | InvalidArgumentException ex) {
			// As good as absent: plugins must be able to disconnect without it.
			logger.warn("Cannot read the result of a network in {}: {}", file, ex.getMessage());
			return Optional.empty();
		}
	}

}
