package io.github.containerd4j.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.host.ContainerDirectory;
import org.jspecify.annotations.Nullable;

/**
 * What a container is being connected to, written before the first plugin runs: a process
 * that is killed in the middle leaves enough for another one to disconnect it, even if
 * the networks have other configurations by then.
 */
final class NetworkState {

	private static final String NAME = "network.json";

	private final ContainerDirectory directory;

	NetworkState(ContainerDirectory directory) {
		this.directory = directory;
	}

	Optional<List<CniAttachment>> read() {
		try {
			return Optional.of(CniAttachment.list(JsonView.parse("state of a network", Files.readString(file()))));
		}
		catch (NoSuchFileException ex) {
			return Optional.empty();
		}
		catch (IOException ex) {
			throw failed("read", ex);
		}
	}

	void write(List<CniAttachment> attachments) {
		JsonObject state = new JsonObject();
		JsonArray array = new JsonArray();
		attachments.forEach((attachment) -> array.add(attachment.json()));
		state.add("attachments", array);
		this.directory.create();
		try {
			Path complete = Files.createTempFile(this.directory.path(), NAME, null);
			Files.writeString(complete, state.toString());
			Files.move(complete, file(), StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw failed("write", ex);
		}
	}

	void remove() {
		try {
			Files.deleteIfExists(file());
		}
		catch (IOException ex) {
			throw failed("remove", ex);
		}
	}

	private Path file() {
		return this.directory.file(NAME);
	}

	private ContainerdException failed(String operation, @Nullable IOException cause) {
		Failure failure = new Failure(operation, "network state", file().toString(), null, ErrorCode.UNKNOWN);
		return new ContainerdException(failure.describe() + ": " + cause, failure, cause);
	}

}
