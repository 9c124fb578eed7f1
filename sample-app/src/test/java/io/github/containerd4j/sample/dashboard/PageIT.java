package io.github.containerd4j.sample.dashboard;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.sample.SampleApplication;
import io.github.containerd4j.sample.demo.DaemonChoice;
import io.github.containerd4j.test.TestRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

	private static TestRegistry registry;

	@BeforeAll
	static void start() throws IOException {
		SpringApplication sample = new SpringApplication(SampleApplication.class);
		sample.addListeners(new DaemonChoice());
		application = sample.run("--server.port=0", "--containerd.embedded.enabled=true");
		daemon = application.getBean(EmbeddedContainerd.class);
		browser = new Chromium();
		registry = TestRegistry.plain();
	}

	@AfterAll
	static void stop() throws IOException {
		try (ConfigurableApplicationContext closing = application;
				Chromium closingToo = browser;
				TestRegistry closingLast = registry) {
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
	void pullsWithAProgressBarAndDeletesWhatItIsToldTo() throws IOException {
		String image = registry.address() + "/tools/busybox:1.35";
		daemon.ctr("--namespace", "demo", "images", "tag", BusyboxImage.REFERENCE, image);
		daemon.ctr("--namespace", "demo", "images", "push", "--plain-http", image);
		daemon.ctr("--namespace", "demo", "images", "remove", "--sync", image);
		String row = "[data-key=\"tools " + image + "\"]";

		pull("tools", image);
		browser.await("document.querySelector('.job[data-state=DONE] progress')?.value === 1000");
		browser.await("document.querySelector('" + row + "') !== null");
		assertThat(text(row)).contains("2.1 MB");
		browser.evaluate("document.getElementById('images-title').scrollIntoView()");
		browser.screenshot(Path.of("target", "dashboard-pulled.png"));

		browser.evaluate("document.querySelector('" + row + " .delete').click()");
		assertThat(text("#confirm-list")).isEqualTo(image);
		browser.screenshot(Path.of("target", "dashboard-confirm.png"));
		browser.evaluate("document.getElementById('confirm-yes').click()");
		browser.await("document.querySelector('" + row + "') === null");
		assertThat(daemon.ctr("--namespace", "tools", "images", "list", "--quiet")).isBlank();
	}

	@Test
	void importsAnArchiveWithAProgressBar(@TempDir Path directory) {
		Path archive = directory.resolve("images.tar");
		daemon.ctr("--namespace", "demo", "images", "export", archive.toString(), BusyboxImage.REFERENCE);

		browser.await("!document.getElementById('pull-form').hidden");
		browser.evaluate("document.getElementById('change-namespace').value = 'imported'");
		browser.choose("#archive", archive);
		confirm("images.tar");

		browser.await("[...document.querySelectorAll('.job[data-state=DONE]')].some((job) => "
				+ "job.textContent.includes('Imported') && job.querySelector('progress').value === 1000)");
		browser.await("document.querySelector('[data-key=\"imported " + BusyboxImage.REFERENCE + "\"]') !== null");
		assertThat(daemon.ctr("--namespace", "imported", "images", "list", "--quiet")).contains(BusyboxImage.REFERENCE);
	}

	@Test
	void tellsWhyAnImportFailed(@TempDir Path directory) throws IOException {
		Path archive = Files.writeString(directory.resolve("notes.txt"), "no archive");

		browser.await("!document.getElementById('pull-form').hidden");
		browser.choose("#archive", archive);
		confirm("notes.txt");

		browser.await("[...document.querySelectorAll('.job[data-state=FAILED]')].some((job) => "
				+ "job.textContent.includes('Import failed') && job.querySelector('.reason').textContent !== '')");
	}

	@Test
	void tellsWhyAPullFailed() {
		pull("tools", registry.address() + "/no/such:1");

		browser.await("[...document.querySelectorAll('.job[data-state=FAILED]')].some((job) => "
				+ "job.textContent.includes('Pull failed') && job.querySelector('.reason').textContent.includes('/no/such:1'))");
	}

	@Test
	void prunesOnlyWhatNoContainerUsesAndOnlyIfToldTo() {
		daemon.importBusybox("attic");
		browser.await(
				"(refreshImages(), document.querySelector('[data-key=\"attic docker.io/library/busybox:local\"]')) !== null");

		browser.evaluate("document.getElementById('change-namespace').value = 'attic'");
		browser.evaluate("document.getElementById('prune').click()");
		browser.await("document.getElementById('confirm').open");
		assertThat(text("#confirm-list")).isEqualTo(BusyboxImage.REFERENCE);
		browser.evaluate("document.querySelector('#confirm button[value=no]').click()");
		assertThat(daemon.ctr("--namespace", "attic", "images", "list", "--quiet")).contains(BusyboxImage.REFERENCE);

		browser.evaluate("document.getElementById('prune').click()");
		browser.await("document.getElementById('confirm').open");
		browser.evaluate("document.getElementById('confirm-yes').click()");
		browser.await("document.querySelector('[data-key=\"attic docker.io/library/busybox:local\"]') === null");
		assertThat(daemon.ctr("--namespace", "attic", "images", "list", "--quiet")).isBlank();
		assertThat(daemon.ctr("--namespace", "demo", "images", "list", "--quiet")).contains(BusyboxImage.REFERENCE);
	}

	@Test
	void showsTheAddressThePortAndTheProbesOfADeclaredContainer() {
		String web = "[data-key=demo] [data-key=web]";
		browser.await("document.querySelector('" + web + " .health')?.textContent === 'healthy'");

		assertThat(text(web + " .facts")).containsPattern("address10\\.\\d+\\.\\d+\\.\\d+")
			.containsPattern("published127\\.0\\.0\\.1:\\d+ to 8080/tcp")
			.contains("page healthy, port healthy, serves healthy");
		assertThat(text("[data-key=demo] [data-key=ticker] .facts")).contains("address10.").doesNotContain("probes");
	}

	@Test
	void showsADeclaredContainerAndRunsACommandInIt() throws IOException {
		browser.evaluate("document.querySelector('[data-key=demo] [data-key=web] .inspect').click()");
		browser.await("document.getElementById('inspect-facts').textContent.includes('healthy')");
		assertThat(text("#inspect-facts")).contains("probe page", "probe port", "probe serves", "published",
				"limit memory", "64 MB", "limit processes", "50");
		browser.await("document.getElementById('inspect-log').textContent.includes('response:200')");

		browser.evaluate("document.getElementById('exec-script').value = 'echo from $((40+2)); exit 3'");
		browser.evaluate("document.getElementById('exec-form').requestSubmit()");
		confirm("echo from $((40+2)); exit 3");
		browser.await("document.getElementById('exec-output').textContent.includes('exit code 3')");
		assertThat(text("#exec-output")).contains("from 42");
		browser.screenshot(Path.of("target", "dashboard-container.png"));

		browser.evaluate("document.getElementById('inspect-close').click()");
	}

	@Test
	void changesNothingForForeignPages() throws Exception {
		URI address = URI.create("http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port")
				+ "/api/changes/prune?namespace=demo&dryRun=false");
		HttpClient http = HttpClient.newHttpClient();

		assertThat(http.send(post(address).build(), HttpResponse.BodyHandlers.discarding()).statusCode())
			.isEqualTo(403);
		assertThat(http
			.send(post(address).header("X-Containerd-Dashboard", "1").header("Origin", "http://evil").build(),
					HttpResponse.BodyHandlers.discarding())
			.statusCode()).isEqualTo(403);
	}

	private static HttpRequest.Builder post(URI address) {
		return HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.noBody());
	}

	private static void pull(String namespace, String image) {
		browser.await("!document.getElementById('pull-form').hidden");
		browser.evaluate("document.getElementById('change-namespace').value = '" + namespace + "'");
		browser.evaluate("document.getElementById('reference').value = '" + image + "'");
		browser.evaluate("document.getElementById('pull-form').requestSubmit()");
		confirm(image);
	}

	private static void confirm(String what) {
		browser.await("document.getElementById('confirm').open");
		assertThat(text("#confirm-list")).isEqualTo(what);
		browser.evaluate("document.getElementById('confirm-yes').click()");
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
