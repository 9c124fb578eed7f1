package io.github.containerd4j.sample.dashboard;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletionException;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Shells in the page.
 */
class TerminalPageIT {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	@RegisterExtension
	static final DashboardPage page = new DashboardPage();

	@Test
	void opensAShellThatKnowsItsSizeAndTellsItsExitCode() throws IOException {
		openShell("demo", "web");
		page.browser().type("echo from $((6*7))\r");
		awaitScreen("\nfrom 42");
		page.browser().type("stty size\r");
		awaitScreen("\n" + page.evaluate("`${shell.screen.rows} ${shell.screen.cols}`"));
		page.browser().type("ls -l /\r");
		awaitScreen("etc");
		page.screenshot("terminal");

		page.browser().resize(700, 600);
		page.await("shell.screen.cols < 90");
		page.browser().type("clear; stty size\r");
		awaitScreen("\n" + page.evaluate("`${shell.screen.rows} ${shell.screen.cols}`"));

		page.browser().type("exit 3\r");
		page.awaitText("#terminal-state", "exit code 3");
		page.click("#terminal-close");
	}

	@Test
	void endsTheShellWithItsWindow() {
		openShell("demo", "web");
		page.browser().type("sleep 4711\r");
		Awaitility.await().atMost(LIMIT).until(() -> processes("demo", "web").contains("sleep 4711"));

		page.click("#terminal-close");

		Awaitility.await().atMost(LIMIT).until(() -> !processes("demo", "web").contains("sleep 4711"));
		assertThat(page.evaluate("shell")).isEqualTo("null");
	}

	@Test
	void leavesTheEscapeKeyToTheShell() {
		openShell("demo", "web");

		page.browser().type("\u001b");
		page.browser().type("\u001b");

		assertThat(page.evaluate("document.getElementById('terminal').open")).isEqualTo("true");
		page.click("#terminal-close");
	}

	@Test
	void opensNoShellForOtherPagesAndOtherMachines() {
		assertThat(handshake("Origin", "http://evil.example")).isEqualTo(403);
		assertThat(handshake("X-Forwarded-For", "192.0.2.7")).isEqualTo(401);
		assertThat(handshake("Origin", "http://" + page.host())).isEqualTo(101);
	}

	@Test
	void offersNoShellAndNoCommandWhereNothingRuns() throws IOException {
		page.inspect("default", "migration");

		page.awaitText("#inspect-state", "in default, exited 0");
		assertThat(page.evaluate("document.getElementById('action-terminal').disabled")).isEqualTo("true");
		assertThat(page.evaluate("document.getElementById('exec-form').hidden")).isEqualTo("true");
		page.screenshot("stopped");
	}

	@Test
	void fitsPhonesByNight() throws IOException {
		page.browser().resize(390, 844);
		page.browser().colorScheme("dark");

		openShell("demo", "web");

		page.assertFits(390);
		page.screenshot("terminal-phone");
		page.click("#terminal-close");
	}

	private static void openShell(String namespace, String container) {
		page.inspect(namespace, container);
		page.click("#action-terminal");
		page.confirm("no");
		assertThat(page.evaluate("shell")).isEqualTo("null");
		page.click("#action-terminal");
		page.confirm("yes");
		page.await("shell !== null && shell.socket.readyState === WebSocket.OPEN");
		awaitScreen("# ");
	}

	private static void awaitScreen(String text) {
		page.await("'\\n'.concat([...Array(shell.screen.buffer.active.length).keys()]"
				+ ".map((at) => shell.screen.buffer.active.getLine(at).translateToString(true)).join('\\n')).includes("
				+ "'" + text.replace("\n", "\\n") + "')");
	}

	private static String processes(String namespace, String container) {
		return page.run(namespace, container, "ps");
	}

	private static int handshake(String header, String value) {
		try {
			HttpClient.newHttpClient()
				.newWebSocketBuilder()
				.header(header, value)
				.buildAsync(URI.create("ws://" + page.host() + "/containerd/terminal?namespace=demo&container=web"),
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

}
