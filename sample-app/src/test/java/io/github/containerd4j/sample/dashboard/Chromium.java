package io.github.containerd4j.sample.dashboard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.util.FileSystemUtils;

/**
 * A page in a headless Chromium, steered by its DevTools protocol.
 */
final class Chromium implements AutoCloseable {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private static final String ANNOUNCEMENT = "DevTools listening on ";

	private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();

	private final AtomicInteger lastCall = new AtomicInteger();

	private final Path profile;

	private final Process process;

	private final WebSocket socket;

	private final String session;

	Chromium() throws IOException {
		this.profile = Files.createTempDirectory("chromium");
		ProcessBuilder builder = new ProcessBuilder("chromium", "--headless", "--no-sandbox", "--disable-gpu",
				"--hide-scrollbars", "--disable-dev-shm-usage", "--remote-debugging-port=0",
				"--user-data-dir=" + this.profile, "about:blank")
			.redirectErrorStream(true);
		// It is killed, so what it makes for itself must lie where it is removed.
		builder.environment().put("TMPDIR", this.profile.toString());
		this.process = builder.start();
		this.socket = HttpClient.newHttpClient()
			.newWebSocketBuilder()
			.buildAsync(URI.create(announcedAddress()), new Answers())
			.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
			.join();
		String target = call("", "Target.createTarget", Map.of("url", "about:blank")).path("targetId").asString();
		this.session = call("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true)).path("sessionId")
			.asString();
	}

	private String announcedAddress() throws IOException {
		BufferedReader output = new BufferedReader(
				new InputStreamReader(this.process.getInputStream(), StandardCharsets.UTF_8));
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			if (line.startsWith(ANNOUNCEMENT)) {
				Thread reader = new Thread(() -> output.lines().forEach((rest) -> {
				}), "chromium-output");
				reader.setDaemon(true);
				reader.start();
				return line.substring(ANNOUNCEMENT.length());
			}
		}
		throw new IllegalStateException("Chromium ended at its start");
	}

	void open(String address) {
		call("Page.navigate", Map.of("url", address));
	}

	void resize(int width, int height) {
		call("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
	}

	void colorScheme(String scheme) {
		call("Emulation.setEmulatedMedia",
				Map.of("features", new Object[] { Map.of("name", "prefers-color-scheme", "value", scheme) }));
	}

	/** The value of a JavaScript expression, as text. */
	String evaluate(String expression) {
		JsonNode answer = call("Runtime.evaluate",
				Map.of("expression", "String(" + expression + ")", "returnByValue", true));
		return answer.path("result").path("value").asString("");
	}

	/** Presses keys, one for each character. */
	void type(String text) {
		text.chars().forEach((character) -> {
			String name = switch (character) {
				case '\r' -> "Enter";
				case '\u001b' -> "Escape";
				default -> Character.toString(character);
			};
			int code = (name.length() > 1) ? character : 0;
			Map<String, Object> key = Map.of("key", name, "windowsVirtualKeyCode", code);
			Map<String, Object> press = new HashMap<>(key);
			press.put("type", "keyDown");
			if (character != '\u001b') {
				press.put("text", Character.toString(character));
			}
			call("Input.dispatchKeyEvent", press);
			Map<String, Object> release = new HashMap<>(key);
			release.put("type", "keyUp");
			call("Input.dispatchKeyEvent", release);
		});
	}

	/** Chooses a file, as the browser's dialog does. */
	void choose(String selector, Path file) {
		Map<String, Object> input = Map.of("expression", "document.querySelector('" + selector + "')");
		String object = call("Runtime.evaluate", input).path("result").path("objectId").asString();
		call("DOM.setFileInputFiles", Map.of("files", new Object[] { file.toString() }, "objectId", object));
	}

	void await(String condition) {
		Awaitility.await(condition).atMost(LIMIT).pollInSameThread().until(() -> evaluate(condition).equals("true"));
	}

	void screenshot(Path file) throws IOException {
		String data = call("Page.captureScreenshot", Map.of()).path("data").asString();
		Files.write(file, Base64.getDecoder().decode(data));
	}

	private JsonNode call(String method, Map<String, ?> parameters) {
		return call(this.session, method, parameters);
	}

	private JsonNode call(String session, String method, Map<String, ?> parameters) {
		int id = this.lastCall.incrementAndGet();
		CompletableFuture<JsonNode> answer = new CompletableFuture<>();
		this.calls.put(id, answer);
		ObjectNode request = JsonMapper.shared().createObjectNode().put("id", id).put("method", method);
		request.set("params", JsonMapper.shared().valueToTree(parameters));
		if (!session.isEmpty()) {
			request.put("sessionId", session);
		}
		this.socket.sendText(request.toString(), true).join();
		return answer.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join().path("result");
	}

	@Override
	public void close() throws IOException {
		this.socket.abort();
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly().onExit().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
		Awaitility.await().atMost(LIMIT).ignoreExceptions().until(() -> {
			FileSystemUtils.deleteRecursively(this.profile);
			return Files.notExists(this.profile);
		});
	}

	private final class Answers implements WebSocket.Listener {

		private final StringBuilder text = new StringBuilder();

		@Override
		public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
			this.text.append(data);
			if (last) {
				JsonNode message = JsonMapper.shared().readTree(this.text.toString());
				this.text.setLength(0);
				CompletableFuture<JsonNode> answer = Chromium.this.calls.remove(message.path("id").asInt(0));
				if (answer != null) {
					answer.complete(message);
				}
			}
			webSocket.request(1);
			return CompletableFuture.completedFuture(null);
		}

	}

}
