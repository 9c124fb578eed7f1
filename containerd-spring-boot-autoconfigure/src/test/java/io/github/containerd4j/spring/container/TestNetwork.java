package io.github.containerd4j.spring.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * A CNI network of one test: a bridge and addresses that nobody else has on this machine.
 */
final class TestNetwork implements AutoCloseable {

	private static final String CONFIGURATION = """
			{"cniVersion":"1.0.0","name":"%1$s","plugins":[
			{"type":"bridge","bridge":"%1$s","isGateway":true,"ipam":{"type":"host-local","dataDir":"%2$s",
			"ranges":[[{"subnet":"%3$s0/24"}]],"routes":[{"dst":"0.0.0.0/0"}]}},
			{"type":"portmap","capabilities":{"portMappings":true}}]}""";

	private final Path directory;

	private final String name;

	private final String subnet;

	TestNetwork(Path directory) throws IOException {
		int number = ThreadLocalRandom.current().nextInt(1 << 14);
		this.directory = directory;
		this.name = "cds" + Integer.toString(number, 36) + Long.toString(ProcessHandle.current().pid(), 36);
		this.subnet = "10." + (128 + number / 256) + "." + number % 256 + ".";
		Files.writeString(Files.createDirectory(directory.resolve("net.d")).resolve("test.conflist"),
				CONFIGURATION.formatted(this.name, directory.resolve("leases"), this.subnet));
	}

	String name() {
		return this.name;
	}

	String subnet() {
		return this.subnet;
	}

	Stream<String> properties() {
		return Stream.of("containerd.cni.config-directory=" + this.directory.resolve("net.d"),
				"containerd.cni.cache-directory=" + this.directory.resolve("cache"),
				"containerd.data-directory=" + this.directory.resolve("data"));
	}

	/**
	 * What the machine has for containers in the network.
	 */
	List<String> used() {
		return Stream
			.concat(run("ip", "-o", "link").filter((line) -> line.contains("master " + this.name)),
					run("iptables-save").filter((line) -> line.contains(this.subnet)))
			.toList();
	}

	private static Stream<String> run(String... command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		run("ip", "link", "delete", this.name);
	}

}
