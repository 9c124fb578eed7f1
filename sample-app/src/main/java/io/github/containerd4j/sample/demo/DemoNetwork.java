package io.github.containerd4j.sample.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.network.Cni;
import io.github.containerd4j.network.CniException;
import io.github.containerd4j.network.NetworkSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.FileSystemUtils;

/**
 * The network of one run of the demonstration: a configuration for CNI in a directory
 * that nobody else reads, and later a bridge that a plugin makes.
 */
final class DemoNetwork {

	private static final Logger logger = LoggerFactory.getLogger(DemoNetwork.class);

	private static final String CONFIGURATION = "/demo/network.conflist";

	private static final List<String> PLUGINS = List.of("bridge", "host-local", "portmap", "loopback");

	private final DemoPlace place;

	DemoNetwork(DemoPlace place) {
		this.place = place;
	}

	/**
	 * Whether the machine has the plugins, and the packet filter for published ports.
	 */
	static boolean isPossible() {
		try {
			Cni cni = Cni.defaults();
			PLUGINS.forEach(cni::supportedVersions);
			PortChains.exist();
			return true;
		}
		catch (CniException | IOException ex) {
			logger.info("The containers of the demonstration get no network: {}", ex.getMessage());
			return false;
		}
	}

	void write(String daemonAddress) {
		try {
			// The user of a container must reach the files that are mounted into it.
			Files.createDirectories(configurations(),
					PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
			Files.writeString(address(), daemonAddress);
			Files.writeString(configurations().resolve("demo.conflist"), configuration());
			if (!PortChains.exist()) {
				Files.createFile(firstPort());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot write the network of the demonstration", ex);
		}
	}

	private String configuration() throws IOException {
		try (InputStream in = Objects.requireNonNull(DemoNetwork.class.getResourceAsStream(CONFIGURATION))) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("BRIDGE", this.place.bridge())
				.replace("SUBNET", this.place.subnet())
				.replace("DIRECTORY", this.place.directory().toString());
		}
	}

	private Path configurations() {
		return this.place.directory().resolve("net.d");
	}

	/** There if nobody had published a port on this machine before. */
	private Path firstPort() {
		return this.place.directory().resolve("first-port");
	}

	private Path address() {
		return this.place.directory().resolve("address");
	}

	/**
	 * Removes everything, also what is left of containers that were not stopped.
	 */
	void remove() {
		try {
			disconnect();
			Programs.run("", "ip", "link", "delete", this.place.bridge());
			if (Files.exists(firstPort())) {
				PortChains.removeIfUnused();
			}
			FileSystemUtils.deleteRecursively(this.place.directory());
			Files.deleteIfExists(DemoPlace.ROOT);
		}
		catch (IOException ex) {
			logger.debug("Something of {} is left", this.place.directory(), ex);
		}
	}

	private void disconnect() throws IOException {
		Path data = this.place.directory().resolve("data");
		try (ContainerdClient client = client(data); Stream<Path> directories = Files.walk(data, 3)) {
			directories.filter((directory) -> Files.exists(directory.resolve("network.json")))
				.map(data::relativize)
				.forEach((container) -> client.namespace(container.getName(1).toString())
					.network(container.getName(2).toString(), NetworkSettings.cni())
					.detachByForce());
		}
		catch (NoSuchFileException ex) {
			logger.trace("There was no container", ex);
		}
	}

	private ContainerdClient client(Path data) throws IOException {
		Cni cni = Cni.builder().configDirectory(configurations()).cacheDirectory(cache()).build();
		return ContainerdClient.builder().address(Files.readString(address())).dataDirectory(data).cni(cni).build();
	}

	private Path cache() {
		return this.place.directory().resolve("cache");
	}

	/**
	 * Removes what runs have left that were killed.
	 */
	static void removeAbandoned() {
		try (Stream<Path> directories = Files.list(DemoPlace.ROOT)) {
			directories.map((directory) -> DemoPlace.parse(directory.getFileName().toString()))
				.filter(DemoPlace::isAbandoned)
				.map(DemoNetwork::new)
				.forEach(DemoNetwork::remove);
		}
		catch (NoSuchFileException ex) {
			logger.trace("There was no other run", ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read " + DemoPlace.ROOT, ex);
		}
	}

}
