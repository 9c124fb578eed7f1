package io.github.containerd4j.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/**
 * A directory with plugins that are shell scripts. Each notes how it is called.
 */
final class PluginDirectory {

	static final String RESULT = "{\"cniVersion\":\"1.0.0\",\"interfaces\":[{\"name\":\"eth0\",\"mac\":"
			+ "\"02:00:00:00:00:05\",\"sandbox\":\"/ns\"}],\"ips\":[{\"address\":\"10.9.0.5/24\",\"gateway\":"
			+ "\"10.9.0.1\",\"interface\":0}],\"routes\":[{\"dst\":\"0.0.0.0/0\"}],\"dns\":{\"nameservers\":"
			+ "[\"10.9.0.1\"]}}";

	private final Path root;

	PluginDirectory(Path root) {
		this.root = root;
	}

	Path bin() {
		return this.root.resolve("bin");
	}

	Path cache() {
		return this.root.resolve("cache");
	}

	/**
	 * Writes a plugin that keeps what it is given and then does something.
	 */
	Path plugin(String name, String body) {
		Path log = this.root.resolve("log");
		return script(name, """
				cat > "%1$s/%2$s-$CNI_COMMAND.in"
				env > "%1$s/%2$s-$CNI_COMMAND.env"
				echo "$CNI_COMMAND %2$s" >> %3$s
				%4$s
				""".formatted(this.root, name, log, body));
	}

	Path script(String name, String body) {
		try {
			Path file = Files.createDirectories(bin()).resolve(name);
			Files.writeString(file, "#!/bin/sh\n" + body);
			return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A plugin that adds its result and deletes without a word.
	 */
	Path good(String name) {
		return plugin(name, "[ $CNI_COMMAND = DEL ] || echo '" + RESULT + "'");
	}

	List<String> log() {
		try {
			Path log = this.root.resolve("log");
			return Files.exists(log) ? Files.readAllLines(log) : List.of();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String input(String name, CniCommand command) {
		return read(name + "-" + command + ".in");
	}

	String environment(String name, CniCommand command) {
		return read(name + "-" + command + ".env");
	}

	private String read(String file) {
		try {
			return Files.readString(this.root.resolve(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Cni.Builder cni() {
		return Cni.builder()
			.configDirectory(this.root.resolve("net.d"))
			.pluginDirectories(bin())
			.cacheDirectory(cache())
			.timeout(Duration.ofSeconds(20));
	}

	static CniNetwork network(String... plugins) {
		StringBuilder list = new StringBuilder("{\"cniVersion\":\"1.0.0\",\"name\":\"net\",\"plugins\":[");
		for (String plugin : plugins) {
			list.append(list.charAt(list.length() - 1) == '[' ? "" : ",")
				.append("{\"type\":\"")
				.append(plugin)
				.append("\",\"capabilities\":{\"portMappings\":true,\"mac\":false}}");
		}
		return CniNetwork.parse(list + "]}");
	}

}
