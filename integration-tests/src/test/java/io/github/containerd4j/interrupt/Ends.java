package io.github.containerd4j.interrupt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.DaemonChannel;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.grpc.ClientInterceptors;

/**
 * The namespace of containers that operations work on, and the daemon of the namespaces
 * where some of them take the containers; that may be the same daemon.
 */
final class Ends implements AutoCloseable {

	/** How many arguments tell another JVM of them. */
	static final int ARGUMENTS = 4;

	private static final int DEPTH_OF_CONTAINERS = 3;

	private final Path data;

	private final String sourceAddress;

	private final String targetAddress;

	private final String name;

	private final DaemonChannel sourceChannel;

	private final DaemonChannel targetChannel;

	private final ContainerdClient source;

	private final ContainerdClient target;

	private Ends(Path data, String sourceAddress, String targetAddress, String name) {
		this.data = data;
		this.sourceAddress = sourceAddress;
		this.targetAddress = targetAddress;
		this.name = name;
		this.sourceChannel = new DaemonChannel(sourceAddress);
		this.targetChannel = new DaemonChannel(targetAddress);
		this.source = client(sourceAddress, this.sourceChannel);
		this.target = client(targetAddress, this.targetChannel);
	}

	/**
	 * Connects to both daemons, and imports the image into the source.
	 */
	static Ends of(Path data, EmbeddedContainerd source, EmbeddedContainerd target) {
		String name = "i" + Long.toString(source.pid(), 36);
		Ends ends = new Ends(data, source.address(), target.address(), name);
		// For all snapshotters, so that later ones find as much as the first one.
		ends.source().images().get(source.importBusybox(name)).unpack("native");
		return ends;
	}

	/**
	 * Connects as another JVM does.
	 */
	static Ends of(List<String> arguments) {
		return new Ends(Path.of(arguments.get(0)), arguments.get(1), arguments.get(2), arguments.get(3));
	}

	/**
	 * What another JVM needs to know.
	 */
	List<String> toArguments() {
		return List.of(this.data.toString(), this.sourceAddress, this.targetAddress, this.name);
	}

	private ContainerdClient client(String address, DaemonChannel channel, StepInterceptor... interceptors) {
		return ContainerdClient.builder()
			.address(address)
			.dataDirectory(this.data)
			.channel(ClientInterceptors.intercept(channel.managed(), interceptors), channel.managed())
			.build();
	}

	/**
	 * The ends of one operation.
	 * @param step the number of the operation, which is part of all names
	 * @param interceptors what sees its calls at both ends
	 */
	Pair pair(int step, StepInterceptor... interceptors) {
		return new Pair(client(this.sourceAddress, this.sourceChannel, interceptors).namespace(this.name),
				client(this.targetAddress, this.targetChannel, interceptors).namespace(this.name + "-" + step), step);
	}

	Namespace source() {
		return this.source.namespace(this.name);
	}

	/**
	 * What is on this machine for containers, beside their daemons.
	 */
	List<Path> directories() {
		if (Files.notExists(this.data)) {
			return List.of();
		}
		try (Stream<Path> found = Files.find(this.data, DEPTH_OF_CONTAINERS,
				(path, attributes) -> this.data.relativize(path).getNameCount() == DEPTH_OF_CONTAINERS)) {
			return found.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.source.close();
		this.target.close();
		this.sourceChannel.close();
		this.targetChannel.close();
	}

	/**
	 * The ends of one operation.
	 *
	 * @param source the namespace of its container
	 * @param target a namespace of its own
	 * @param step its number
	 */
	record Pair(Namespace source, Namespace target, int step) {

		String oneId() {
			return "one-" + this.step;
		}

		String twoId() {
			return "two-" + this.step;
		}

		String image() {
			return "example.test/published:" + this.step;
		}

		Container one() {
			return this.source.containers().get(oneId());
		}

	}

}
