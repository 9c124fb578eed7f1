package io.github.containerd4j.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A network of one test: a bridge and addresses that nobody else has on this machine, so
 * that tests of several daemons can run at once.
 */
public final class TestBridge implements AutoCloseable {

	private static final Path PLUGINS = Path.of("/usr/lib/cni");

	private final Path directory;

	private final String name;

	private final String subnet;

	public TestBridge(Path directory) {
		this.directory = directory;
		int number = ThreadLocalRandom.current().nextInt(1 << 14);
		this.name = "cdt" + Integer.toString(number, 36) + Long.toString(ProcessHandle.current().pid(), 36);
		this.subnet = "10." + (64 + number / 256 % 64) + "." + number % 256 + ".";
	}

	public String name() {
		return this.name;
	}

	/**
	 * The addresses of the network begin so.
	 */
	public String subnet() {
		return this.subnet;
	}

	private String subnet6() {
		String[] bytes = this.subnet.split("\\.");
		return "fd00:c0de:" + bytes[1] + ":" + bytes[2] + "::/64";
	}

	public Cni.Builder cni() {
		return Cni.builder()
			.configDirectory(this.directory.resolve("net.d"))
			.pluginDirectories(PLUGINS, this.directory.resolve("bin"))
			.cacheDirectory(this.directory.resolve("cache"));
	}

	/**
	 * Writes the configuration.
	 * @param more what follows the plugin of the bridge
	 */
	public TestBridge write(String... more) {
		String bridge = """
				{"type":"bridge","bridge":"%1$s","isGateway":true,"ipMasq":true,"hairpinMode":true,
				"ipam":{"type":"host-local","dataDir":"%2$s","ranges":[[{"subnet":"%3$s0/24"}],[{"subnet":"%4$s"}]],
				"routes":[{"dst":"0.0.0.0/0"},{"dst":"::/0"}]}}""".formatted(this.name, leases(), this.subnet,
				subnet6());
		String plugins = String.join(",", Stream.concat(Stream.of(bridge), Stream.of(more)).toList());
		return writeText("{\"cniVersion\":\"1.0.0\",\"name\":\"" + this.name + "\",\"plugins\":[" + plugins + "]}");
	}

	TestBridge writeText(String text) {
		try {
			Files.createDirectories(this.directory.resolve("net.d"));
			Files.writeString(this.directory.resolve("net.d/" + this.name + ".conflist"), text);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void plugin(String name, String body) throws IOException {
		Path file = Files.createDirectories(this.directory.resolve("bin")).resolve(name);
		Files.writeString(file, "#!/bin/sh\n" + body);
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
	}

	private Path leases() {
		return this.directory.resolve("leases");
	}

	/**
	 * The addresses that are taken.
	 */
	public List<String> addresses() throws IOException {
		Path leases = leases().resolve(this.name);
		if (!Files.exists(leases)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(leases)) {
			return files.map((file) -> file.getFileName().toString())
				.filter((file) -> !file.startsWith("last_") && !file.equals("lock"))
				.toList();
		}
	}

	/**
	 * The machine's ends of the interfaces of containers.
	 */
	public List<String> ports() {
		return run("ip", "-o", "link", "show").lines().filter((line) -> line.contains("master " + this.name)).toList();
	}

	/**
	 * The rules of the packet filter for containers in the network.
	 */
	List<String> rules() {
		return (run("iptables-save") + run("ip6tables-save")).lines()
			.filter((line) -> line.contains("\\\"" + this.name + "\\\"") || line.contains(this.subnet))
			.toList();
	}

	List<String> results() throws IOException {
		Path results = this.directory.resolve("cache/results");
		if (!Files.exists(results)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(results)) {
			return files.map(Path::toString).toList();
		}
	}

	static String run(String... command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (!process.waitFor(20, TimeUnit.SECONDS)) {
				process.destroyForcibly();
			}
			return output;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		run("ip", "link", "delete", this.name);
	}

	@Override
	public String toString() {
		return this.name + " " + this.subnet + "0/24";
	}

}
