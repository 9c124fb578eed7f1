package io.github.containerd4j.sample.dashboard;

import java.io.IOException;
import java.nio.file.Path;

import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.sample.SampleApplication;
import io.github.containerd4j.sample.demo.DaemonChoice;
import io.github.containerd4j.test.TestCriu;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample on a daemon of its own with its demo containers, and its page in a browser:
 * one for all tests of a class, opened anew for each.
 */
final class DashboardPage implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

	private ConfigurableApplicationContext application;

	private Chromium browser;

	@Override
	public void beforeAll(ExtensionContext context) throws IOException {
		SpringApplication sample = new SpringApplication(SampleApplication.class);
		sample.addListeners(new DaemonChoice());
		sample.addInitializers((fresh) -> ((GenericApplicationContext) fresh).registerBean(EmbeddedContainerd.class,
				DashboardPage::daemonWithCriu));
		this.application = sample.run("--server.port=0", "--containerd.embedded.enabled=true");
		this.browser = new Chromium();
	}

	private static EmbeddedContainerd daemonWithCriu() {
		return EmbeddedContainerd.builder().searchPath(TestCriu.searchPath()).closedAtExit(false).start();
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		this.browser.resize(1400, 1000);
		this.browser.colorScheme("light");
		this.browser.open("http://" + host() + "/");
		await("document.readyState === 'complete' && " + stateIs("up"));
		await("document.querySelectorAll('.container').length >= 5");
	}

	@Override
	public void afterAll(ExtensionContext context) throws IOException {
		try (ConfigurableApplicationContext closing = this.application; Chromium closingToo = this.browser) {
			this.browser.open("about:blank");
		}
	}

	String host() {
		return "127.0.0.1:" + this.application.getEnvironment().getProperty("local.server.port");
	}

	EmbeddedContainerd daemon() {
		return this.application.getBean(EmbeddedContainerd.class);
	}

	Chromium browser() {
		return this.browser;
	}

	String ctr(String namespace, String... arguments) {
		String[] all = new String[arguments.length + 2];
		all[0] = "--namespace";
		all[1] = namespace;
		System.arraycopy(arguments, 0, all, 2, arguments.length);
		return daemon().ctr(all);
	}

	/** Runs a script in a container, and gives what it prints. */
	String run(String namespace, String container, String script) {
		return ctr(namespace, "tasks", "exec", "--exec-id", "test-" + System.nanoTime(), container, "sh", "-c", script);
	}

	/** Makes a container that has run a script and ended. */
	void create(String container, String script) {
		ctr("demo", "run", "--null-io", BusyboxImage.REFERENCE, container, "sh", "-c", script);
	}

	/** Makes a container that goes on. */
	void start(String container, String script) {
		ctr("demo", "run", "--detach", "--null-io", BusyboxImage.REFERENCE, container, "sh", "-c", script);
	}

	static String stateIs(String state) {
		return "document.getElementById('state')?.dataset.state === '" + state + "'";
	}

	static String container(String namespace, String container) {
		return "[data-key=" + namespace + "] [data-key=" + container + "]";
	}

	void await(String condition) {
		this.browser.await(condition);
	}

	void awaitElement(String selector) {
		await("document.querySelector('" + selector + "') !== null");
	}

	void awaitNoElement(String selector) {
		await("document.querySelector('" + selector + "') === null");
	}

	void awaitText(String selector, String text) {
		await("document.querySelector('" + selector + "')?.textContent.includes('" + text + "')");
	}

	String text(String selector) {
		return this.browser.evaluate("document.querySelector('" + selector + "').textContent");
	}

	String evaluate(String expression) {
		return this.browser.evaluate(expression);
	}

	void click(String selector) {
		awaitElement(selector);
		this.browser.evaluate("document.querySelector('" + selector + "').click()");
	}

	void fill(String id, String value) {
		this.browser.evaluate("document.getElementById('" + id + "').value = '" + value + "'");
	}

	/** Opens the window of a container. */
	void inspect(String namespace, String container) {
		click(container(namespace, container) + " .inspect");
		await("!document.getElementById('inspect-actions').hidden");
	}

	/** Opens the files of a container. */
	void openFiles(String namespace, String container) {
		inspect(namespace, container);
		click("#action-files");
		awaitElement(".file");
	}

	/** Answers the question whether to go on. */
	void confirm(String answer) {
		await("document.getElementById('confirm').open");
		click("#confirm button[value=" + answer + "]");
		await("!document.getElementById('confirm').open");
	}

	/** Goes on if the question is about this. */
	void confirmThat(String what) {
		await("document.getElementById('confirm').open");
		assertThat(text("#confirm-list")).isEqualTo(what);
		confirm("yes");
	}

	/** Answers the question for a name. */
	void prompt(String value, String answer) {
		await("document.getElementById('prompt').open");
		fill("prompt-value", value);
		click("#prompt-" + answer);
		await("!document.getElementById('prompt').open");
	}

	/** Answers the question for a name, with what it offers besides. */
	void promptWithOption(String value) {
		await("document.getElementById('prompt').open");
		click("#prompt-option");
		prompt(value, "yes");
	}

	void awaitResult(String selector, String state) {
		await("document.querySelector('" + selector + "').dataset.state === '" + state + "'");
	}

	/** Keeps what the page looks like in the build directory. */
	void screenshot(String name) throws IOException {
		this.browser.screenshot(Path.of("target", "dashboard-" + name + ".png"));
	}

	void assertFits(int width) {
		assertThat(this.browser.evaluate("document.documentElement.scrollWidth")).isEqualTo(Integer.toString(width));
	}

}
