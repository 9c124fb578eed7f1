package io.github.containerd4j.sample.dashboard;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionException;

import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.sample.SampleApplication;
import io.github.containerd4j.sample.demo.DaemonChoice;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the page does with one container, in a real browser on the sample's own daemon.
 */
class ContainerPageIT {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private static ConfigurableApplicationContext application;

	private static EmbeddedContainerd daemon;

	private static Chromium browser;

	@BeforeAll
	static void start() throws IOException {
		SpringApplication sample = new SpringApplication(SampleApplication.class);
		sample.addListeners(new DaemonChoice());
		application = sample.run("--server.port=0", "--containerd.embedded.enabled=true");
		daemon = application.getBean(EmbeddedContainerd.class);
		browser = new Chromium();
	}

	@AfterAll
	static void stop() throws IOException {
		try (ConfigurableApplicationContext closing = application; Chromium closingToo = browser) {
			browser.open("about:blank");
		}
	}

	@BeforeEach
	void open() {
		browser.resize(1400, 1000);
		browser.colorScheme("light");
		browser.open("http://" + host() + "/");
		browser.await("document.readyState === 'complete'");
		browser.await("document.querySelectorAll('.container').length >= 5");
	}

	@Test
	void opensAShellThatKnowsItsSizeAndTellsItsExitCode() throws IOException {
		openShell("demo", "web");
		browser.type("echo from $((6*7))\r");
		awaitScreen("\nfrom 42");
		browser.type("stty size\r");
		awaitScreen("\n" + browser.evaluate("`${shell.screen.rows} ${shell.screen.cols}`"));
		browser.type("ls -l /\r");
		awaitScreen("etc");
		browser.screenshot(Path.of("target", "dashboard-terminal.png"));

		browser.resize(700, 600);
		browser.await("shell.screen.cols < 90");
		browser.type("clear; stty size\r");
		awaitScreen("\n" + browser.evaluate("`${shell.screen.rows} ${shell.screen.cols}`"));

		browser.type("exit 3\r");
		browser.await("document.getElementById('terminal-state').textContent.includes('exit code 3')");
		click("#terminal-close");
	}

	@Test
	void endsTheShellWithItsWindow() {
		openShell("demo", "web");
		browser.type("sleep 4711\r");
		Awaitility.await().atMost(LIMIT).until(() -> processes("demo", "web").contains("sleep 4711"));

		click("#terminal-close");

		Awaitility.await().atMost(LIMIT).until(() -> !processes("demo", "web").contains("sleep 4711"));
		assertThat(browser.evaluate("shell")).isEqualTo("null");
	}

	@Test
	void leavesTheEscapeKeyToTheShell() {
		openShell("demo", "web");

		browser.type("\u001b");
		browser.type("\u001b");

		assertThat(browser.evaluate("document.getElementById('terminal').open")).isEqualTo("true");
		click("#terminal-close");
	}

	@Test
	void opensNoShellForOtherPagesAndOtherMachines() {
		assertThat(handshake("Origin", "http://evil.example")).isEqualTo(403);
		assertThat(handshake("X-Forwarded-For", "192.0.2.7")).isEqualTo(401);
		assertThat(handshake("Origin", "http://" + host())).isEqualTo(101);
	}

	@Test
	void browsesAndReadsFiles() throws IOException {
		run("demo", "shop", "mkdir -p /data/deep && echo some text > /data/note.txt && ln -s deep /data/link"
				+ " && touch '/data/<img src=x onerror=document.title=1>' \"$(printf '/data/f\\377\\n')\"");

		openFiles("demo", "shop");
		clickFile("data");
		browser.await("document.querySelectorAll('.file').length === 5");
		assertThat(text("#files-path")).isEqualTo("/data");
		assertThat(text("[data-key=link] .name")).isEqualTo("link \u2192 deep");
		clickFile("note.txt");
		browser.await("!document.getElementById('file-view').hidden");
		assertThat(text("#file-view-text")).isEqualTo("some text\n");
		browser.screenshot(Path.of("target", "dashboard-files.png"));
		assertThat(browser.evaluate("document.querySelectorAll('#files-list img').length")).isEqualTo("0");

		String download = browser.evaluate("document.querySelector('[data-key=\"note.txt\"] .download').href");
		assertThat(get(download).body()).isEqualTo("some text\n");
		assertThat(get(download).headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment")
			.contains("note.txt");

		clickFile("link");
		browser.await("!document.getElementById('files-empty').hidden");
		click("#files-path li:first-child button");
		browser.await("document.querySelector('[data-key=etc]') !== null");
	}

	@Test
	void fitsPhonesByNight() throws IOException {
		browser.resize(390, 844);
		browser.colorScheme("dark");
		openFiles("demo", "shop");
		assertThat(browser.evaluate("document.documentElement.scrollWidth")).isEqualTo("390");
		assertThat(browser.evaluate("document.getElementById('files').scrollWidth <= 390")).isEqualTo("true");
		browser.screenshot(Path.of("target", "dashboard-files-phone.png"));
		click("#files-close");

		click("#inspect-close");
		openShell("demo", "web");
		assertThat(browser.evaluate("document.documentElement.scrollWidth")).isEqualTo("390");
		browser.screenshot(Path.of("target", "dashboard-terminal-phone.png"));
		click("#terminal-close");
	}

	@Test
	void changesFilesOnlyIfToldTo() throws IOException {
		run("demo", "shop", "mkdir -p /changes && touch \"$(printf '/changes/odd\\377')\"");
		openFiles("demo", "shop");
		clickFile("changes");
		browser.await("document.querySelector('[data-key=\"odd%FF\"]') !== null");

		upload("up load (1).txt", "first");
		confirm("no");
		upload("up load (1).txt", "first");
		assertThat(text("#confirm-list")).isEqualTo("/changes/up load (1).txt");
		browser.screenshot(Path.of("target", "dashboard-files-confirm.png"));
		confirm("yes");
		browser.await("document.querySelector('[data-key=\"up%20load%20%281%29.txt\"]') !== null");
		upload("up load (1).txt", "second");
		assertThat(text("#confirm-title")).isEqualTo("Replace this file?");
		confirm("yes");
		awaitResult("#files-result", "done");
		Awaitility.await()
			.atMost(LIMIT)
			.until(() -> run("demo", "shop", "cat '/changes/up load (1).txt'").equals("second"));

		click("#files-directory");
		prompt("new one", "yes");
		browser.await("document.querySelector('[data-key=\"new%20one\"]') !== null");

		for (String key : new String[] { "odd%FF", "up%20load%20%281%29.txt", "new%20one" }) {
			click("[data-key=\"" + key + "\"] .delete");
			confirm("yes");
			browser.await("document.querySelector('[data-key=\"" + key + "\"]') === null");
		}
		assertThat(run("demo", "shop", "ls -A /changes")).isEmpty();
	}

	@Test
	void publishesAContainerAsAnImage() throws IOException {
		inspect("demo", "shop");
		click("#action-publish");
		prompt("example.local/never:1", "no");
		click("#action-publish");
		assertThat(browser.evaluate("document.getElementById('prompt-value').value"))
			.isEqualTo("example.local/shop:latest");
		browser.screenshot(Path.of("target", "dashboard-publish.png"));
		prompt("example.local/shop:2", "yes");

		awaitResult("#inspect-result", "done");
		browser.screenshot(Path.of("target", "dashboard-published.png"));
		assertThat(daemon.ctr("--namespace", "demo", "images", "list", "--quiet")).contains("example.local/shop:2")
			.doesNotContain("never");
	}

	@Test
	void tellsWhyAContainerIsNotPublished() {
		daemon.ctr("--namespace", "demo", "containers", "create", BusyboxImage.REFERENCE, "gone", "true");
		inspect("demo", "gone");
		daemon.ctr("--namespace", "demo", "containers", "delete", "gone");
		click("#action-publish");
		prompt("example.local/gone:1", "yes");

		awaitResult("#inspect-result", "failed");
		assertThat(text("#inspect-result")).contains("gone");
	}

	@Test
	void copiesAStoppedContainer() throws IOException {
		create("copied", "echo kept > /file");

		inspect("demo", "copied");
		click("#action-copy");
		prompt("never", "no");
		click("#action-copy");
		browser.screenshot(Path.of("target", "dashboard-copy.png"));
		prompt("twin", "yes");

		awaitResult("#inspect-result", "done");
		assertThat(daemon.ctr("--namespace", "demo", "containers", "list", "--quiet")).contains("twin")
			.doesNotContain("never");
		click("#inspect-close");
		openFiles("demo", "twin");
		browser.await("document.querySelector('[data-key=file]') !== null");
	}

	@Test
	void takesRestoresAndDeletesSnapshots() throws IOException {
		create("kept", "echo first > /first");
		inspect("demo", "kept");
		click("#action-snapshots");
		browser.await("!document.getElementById('snapshots-empty').hidden");

		click("#snapshots-create");
		prompt("monday", "yes");
		browser.await("document.querySelector('.snapshot[data-key=monday]') !== null");
		click("#snapshots-create");
		prompt("tuesday", "yes");
		browser.await("document.querySelector('.snapshot[data-key=tuesday]') !== null");
		browser.screenshot(Path.of("target", "dashboard-snapshots.png"));
		click("#snapshots-create");
		prompt("monday", "yes");
		awaitResult("#snapshots-result", "failed");

		click("#snapshots-close");
		click("#action-files");
		click("[data-key=first] .delete");
		confirm("yes");
		browser.await("document.querySelector('[data-key=first]') === null");
		click("#files-close");
		click("#action-snapshots");
		click(".snapshot[data-key=monday] .restore");
		confirm("yes");
		awaitResult("#snapshots-result", "done");
		click("#snapshots-close");
		click("#action-files");
		browser.await("document.querySelector('[data-key=first]') !== null");
		click("#files-close");

		click("#action-snapshots");
		click(".snapshot[data-key=monday] .delete");
		confirm("no");
		click(".snapshot[data-key=tuesday] .delete");
		confirm("yes");
		browser.await("document.querySelector('.snapshot[data-key=tuesday]') === null");
		browser.await("document.querySelector('.snapshot[data-key=monday]') !== null");
	}

	@Test
	void migratesAStoppedContainerToAnotherNamespace() throws IOException {
		create("moving", "echo kept > /file");

		inspect("demo", "moving");
		click("#action-migrate");
		prompt("demo", "yes");
		awaitResult("#inspect-result", "failed");
		click("#action-migrate");
		browser.screenshot(Path.of("target", "dashboard-migrate.png"));
		prompt("tools", "yes");

		awaitResult("#inspect-result", "done");
		browser.await("document.querySelector('[data-key=tools] [data-key=moving]') !== null");
		assertThat(daemon.ctr("--namespace", "demo", "containers", "list", "--quiet")).doesNotContain("moving");
		click("#inspect-close");
		openFiles("tools", "moving");
		browser.await("document.querySelector('[data-key=file]') !== null");
	}

	private static void create(String container, String script) {
		daemon.ctr("--namespace", "demo", "run", "--null-io", BusyboxImage.REFERENCE, container, "sh", "-c", script);
	}

	private static void openShell(String namespace, String container) {
		inspect(namespace, container);
		click("#action-terminal");
		confirm("no");
		assertThat(browser.evaluate("shell")).isEqualTo("null");
		click("#action-terminal");
		confirm("yes");
		browser.await("shell !== null && shell.socket.readyState === WebSocket.OPEN");
		awaitScreen("# ");
	}

	private static void openFiles(String namespace, String container) {
		inspect(namespace, container);
		click("#action-files");
		browser.await("document.querySelector('.file') !== null");
	}

	private static void inspect(String namespace, String container) {
		click("[data-key=" + namespace + "] [data-key=" + container + "] .inspect");
		browser.await("!document.getElementById('inspect-actions').hidden");
	}

	private static void awaitScreen(String text) {
		browser.await("'\\n'.concat([...Array(shell.screen.buffer.active.length).keys()]"
				+ ".map((at) => shell.screen.buffer.active.getLine(at).translateToString(true)).join('\\n')).includes("
				+ "'" + text.replace("\n", "\\n") + "')");
	}

	private static void clickFile(String key) {
		click("[data-key=\"" + key + "\"] .name");
	}

	private static void upload(String name, String content) {
		browser.await("!document.getElementById('confirm').open");
		browser.evaluate("(() => { const files = new DataTransfer(); files.items.add(new File(['" + content + "'], '"
				+ name + "')); const chosen = document.getElementById('files-chosen'); chosen.files = files.files;"
				+ " chosen.dispatchEvent(new Event('change')); })()");
		browser.await("document.getElementById('confirm').open");
	}

	private static void confirm(String answer) {
		browser.await("document.getElementById('confirm').open");
		click("#confirm button[value=" + answer + "]");
		browser.await("!document.getElementById('confirm').open");
	}

	private static void prompt(String value, String answer) {
		browser.await("document.getElementById('prompt').open");
		browser.evaluate("document.getElementById('prompt-value').value = '" + value + "'");
		click("#prompt-" + answer);
		browser.await("!document.getElementById('prompt').open");
	}

	private static void awaitResult(String selector, String state) {
		browser.await("document.querySelector('" + selector + "').dataset.state === '" + state + "'");
	}

	private static void click(String selector) {
		browser.await("document.querySelector('" + selector + "') !== null");
		browser.evaluate("document.querySelector('" + selector + "').click()");
	}

	private static String text(String selector) {
		return browser.evaluate("document.querySelector('" + selector + "').textContent");
	}

	private static String run(String namespace, String container, String script) {
		return daemon.ctr("--namespace", namespace, "tasks", "exec", "--exec-id", "test-" + System.nanoTime(),
				container, "sh", "-c", script);
	}

	private static String processes(String namespace, String container) {
		return run(namespace, container, "ps");
	}

	private static int handshake(String header, String value) {
		try {
			HttpClient.newHttpClient()
				.newWebSocketBuilder()
				.header(header, value)
				.buildAsync(URI.create("ws://" + host() + "/containerd/terminal?namespace=demo&container=web"),
						new WebSocket.Listener() {
						})
				.join()
				.abort();
			return 101;
		}
		catch (CompletionException ex) {
			return ((WebSocketHandshakeException) ex.getCause()).getResponse().statusCode();
		}
	}

	private static HttpResponse<String> get(String address) throws IOException {
		try {
			return HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(URI.create(address)).timeout(LIMIT).build(),
						HttpResponse.BodyHandlers.ofString());
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String host() {
		return "127.0.0.1:" + application.getEnvironment().getProperty("local.server.port");
	}

}
