package io.github.containerd4j.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the demonstration has on this machine besides its daemon, as the page tells it.
 *
 * @param subnet the first three bytes of the addresses
 * @param published where a container is published, {@code 127.0.0.1:port}
 */
record DemoNetwork(String subnet, String published) {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	static DemoNetwork read(String base) throws Exception {
		JsonNode web = JsonMapper.shared().readTree(get(base + "/api/tree")).path("declared").path(0);
		String address = web.path("addresses").path(0).asString();
		String port = web.path("ports").path(0).asString();
		return new DemoNetwork(address.substring(0, address.lastIndexOf('.') + 1),
				port.substring(0, port.indexOf(' ')));
	}

	String publishedPage() throws Exception {
		return get("http://" + this.published + "/").strip();
	}

	/**
	 * What the machine still has of the network: interfaces, rules of the packet filter,
	 * mounts and files.
	 */
	List<String> remains() throws Exception {
		List<String> remains = new ArrayList<>();
		output("ip", "-o", "address").filter((line) -> line.contains(" " + this.subnet)).forEach(remains::add);
		output("iptables-save").filter((line) -> line.contains(this.subnet)).forEach(remains::add);
		for (Path directory : directories()) {
			String configuration = Files.readString(directory.resolve("net.d/demo.conflist"));
			if (configuration.contains(this.subnet)) {
				remains.add(directory.toString());
				Files.readAllLines(Path.of("/proc/self/mountinfo"))
					.stream()
					.filter((mount) -> mount.contains(directory.toString()))
					.forEach(remains::add);
			}
		}
		return remains;
	}

	private static List<Path> directories() throws IOException {
		Path root = Path.of("/run/containerd-sample-app");
		if (!Files.exists(root)) {
			return List.of();
		}
		try (Stream<Path> directories = Files.list(root)) {
			return directories.toList();
		}
	}

	private static Stream<String> output(String... command) throws Exception {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines();
	}

	private static String get(String address) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(address)).timeout(LIMIT).build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
	}

}
