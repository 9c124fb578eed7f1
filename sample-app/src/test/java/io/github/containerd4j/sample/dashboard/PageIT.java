package io.github.containerd4j.sample.dashboard;

import java.io.IOException;
import java.nio.file.Path;

import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.sample.SampleApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page in a real browser, on the sample's own daemon with its demo containers. What
 * it shows does not depend on the daemon's version, so one is enough.
 */
class PageIT {

	private static ConfigurableApplicationContext application;

	private static EmbeddedContainerd daemon;

	private static Chromium browser;

	@BeforeAll
	static void start() throws IOException {
		application = SpringApplication.run(SampleApplication.class, "--server.port=0",
				"--containerd.embedded.enabled=true");
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
		browser.open("http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port") + "/");
		browser.await("document.readyState === 'complete' && " + stateIs("up"));
		browser.await("document.querySelectorAll('.container').length >= 5");
	}

	@Test
	void showsTheDaemonItsContainersAndEvents() {
		assertThat(text("#version")).isEqualTo(daemon.version());
		assertThat(text("#address")).isEqualTo(daemon.address());
		assertThat(text("[data-key=demo] [data-key=shop]")).contains("running", "pid", BusyboxImage.REFERENCE,
				"io.containerd.runc.v2", "tier=frontend");
		assertThat(text("[data-key=default] [data-key=migration]")).contains("exited 0");
		browser.await("document.getElementById('events').textContent.includes('/tasks/start')");
	}

	@Test
	void followsEventsWithoutBeingAsked() {
		browser.evaluate("document.querySelector('[data-key=demo] [data-key=shop]').marked = true");

		daemon.ctr("--namespace", "demo", "run", "--detach", "--null-io", BusyboxImage.REFERENCE, "late", "sleep",
				"600");
		browser.await("document.querySelector('[data-key=demo] [data-key=late]')?.dataset.status === 'RUNNING'");
		daemon.ctr("--namespace", "demo", "tasks", "kill", "--signal", "SIGKILL", "late");
		browser.await("document.querySelector('[data-key=demo] [data-key=late]')?.dataset.status === 'FAILED'");
		daemon.ctr("--namespace", "demo", "tasks", "delete", "late");
		daemon.ctr("--namespace", "demo", "containers", "delete", "late");
		browser.await("document.querySelector('[data-key=demo] [data-key=late]') === null");

		assertThat(browser.evaluate("document.querySelector('[data-key=demo] [data-key=shop]').marked"))
			.isEqualTo("true");
	}

	@Test
	void showsHostileLabelsAsText() {
		String markup = "<img src=x onerror=document.title='hacked'>";
		daemon.ctr("--namespace", "default", "containers", "create", "--label", "evil=" + markup,
				BusyboxImage.REFERENCE, "hostile", "true");

		browser.await("document.querySelector('[data-key=hostile]') !== null");
		assertThat(text("[data-key=hostile]")).contains("evil=" + markup);
		assertThat(browser.evaluate("document.querySelectorAll('main img').length")).isEqualTo("0");
		assertThat(browser.evaluate("document.title")).isEqualTo("containerd dashboard");
		daemon.ctr("--namespace", "default", "containers", "delete", "hostile");
	}

	@Test
	void filtersContainersAndEvents() {
		browser.evaluate("document.getElementById('filter').value = 'tier=frontend'");
		browser.evaluate("document.getElementById('filter').dispatchEvent(new Event('input'))");

		assertThat(
				browser.evaluate("[...document.querySelectorAll('.container:not([hidden])')].map(e => e.dataset.key)"))
			.isEqualTo("shop");
		assertThat(
				browser.evaluate("[...document.querySelectorAll('.namespace:not([hidden])')].map(e => e.dataset.key)"))
			.isEqualTo("demo");
		assertThat(text("#filter-result")).isEqualTo("1 container");
	}

	@Test
	void tellsThatTheDaemonIsDownAndUpAgain() {
		daemon.stop();
		browser.await(stateIs("down"));
		assertThat(text("#problem")).contains("containerd.sock");
		assertThat(text("[data-key=demo] [data-key=shop]")).contains("running");

		daemon.start();
		browser.await(stateIs("up"));
		assertThat(browser.evaluate("document.getElementById('problem').hidden")).isEqualTo("true");
	}

	@Test
	void fitsDesktopsAndPhonesByDayAndByNight() throws IOException {
		browser.await("document.querySelectorAll('.event').length >= 10");
		for (String scheme : new String[] { "light", "dark" }) {
			browser.colorScheme(scheme);
			browser.resize(1400, 1000);
			browser.screenshot(Path.of("target", "dashboard-desktop-" + scheme + ".png"));
			browser.resize(390, 844);
			assertThat(browser.evaluate("document.documentElement.scrollWidth")).isEqualTo("390");
			browser.screenshot(Path.of("target", "dashboard-phone-" + scheme + ".png"));
		}
	}

	private static String stateIs(String state) {
		return "document.getElementById('state')?.dataset.state === '" + state + "'";
	}

	private static String text(String selector) {
		return browser.evaluate("document.querySelector('" + selector + "').textContent");
	}

}
