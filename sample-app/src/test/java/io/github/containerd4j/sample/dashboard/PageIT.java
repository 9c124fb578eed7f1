package io.github.containerd4j.sample.dashboard;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.test.TestRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page in a real browser, on the sample's own daemon with its demo containers. What
 * it shows does not depend on the daemon's version, so one is enough.
 */
class PageIT {

	@RegisterExtension
	static final DashboardPage page = new DashboardPage();

	private static TestRegistry registry;

	@BeforeAll
	static void startRegistry() throws IOException {
		registry = TestRegistry.plain();
	}

	@AfterAll
	static void stopRegistry() {
		registry.close();
	}

	@Test
	void showsTheDaemonItsContainersAndEvents() {
		assertThat(page.text("#version")).isEqualTo(page.daemon().version());
		assertThat(page.text("#address")).isEqualTo(page.daemon().address());
		assertThat(page.text("[data-key=demo] [data-key=shop]")).contains("running", "pid", BusyboxImage.REFERENCE,
				"io.containerd.runc.v2", "tier=frontend");
		assertThat(page.text("[data-key=default] [data-key=migration]")).contains("exited 0");
		page.awaitText("#events", "/tasks/start");
	}

	@Test
	void followsEventsWithoutBeingAsked() {
		page.evaluate("document.querySelector('[data-key=demo] [data-key=shop]').marked = true");

		page.ctr("demo", "run", "--detach", "--null-io", BusyboxImage.REFERENCE, "late", "sleep", "600");
		page.await("document.querySelector('[data-key=demo] [data-key=late]')?.dataset.status === 'RUNNING'");
		page.ctr("demo", "tasks", "kill", "--signal", "SIGKILL", "late");
		page.await("document.querySelector('[data-key=demo] [data-key=late]')?.dataset.status === 'FAILED'");
		page.ctr("demo", "tasks", "delete", "late");
		page.ctr("demo", "containers", "delete", "late");
		page.awaitNoElement("[data-key=demo] [data-key=late]");

		assertThat(page.evaluate("document.querySelector('[data-key=demo] [data-key=shop]').marked")).isEqualTo("true");
	}

	@Test
	void showsHostileLabelsAsText() {
		String markup = "<img src=x onerror=document.title='hacked'>";
		page.ctr("default", "containers", "create", "--label", "evil=" + markup, BusyboxImage.REFERENCE, "hostile",
				"true");

		page.awaitElement("[data-key=hostile]");
		assertThat(page.text("[data-key=hostile]")).contains("evil=" + markup);
		assertThat(page.evaluate("document.querySelectorAll('main img').length")).isEqualTo("0");
		assertThat(page.evaluate("document.title")).isEqualTo("containerd dashboard");
		page.ctr("default", "containers", "delete", "hostile");
	}

	@Test
	void filtersContainersAndEvents() {
		page.fill("filter", "tier=frontend");
		page.evaluate("document.getElementById('filter').dispatchEvent(new Event('input'))");

		assertThat(page.evaluate("[...document.querySelectorAll('.container:not([hidden])')].map(e => e.dataset.key)"))
			.isEqualTo("shop");
		assertThat(page.evaluate("[...document.querySelectorAll('.namespace:not([hidden])')].map(e => e.dataset.key)"))
			.isEqualTo("demo");
		assertThat(page.text("#filter-result")).isEqualTo("1 container");

		page.fill("filter", "nothing has this");
		page.evaluate("document.getElementById('filter').dispatchEvent(new Event('input'))");
		assertThat(page.text("#empty")).isEqualTo("Nothing matches the filter.");
		assertThat(page.text("#no-events")).isEqualTo("Nothing matches the filter.");
		assertThat(page.evaluate("document.getElementById('no-events').hidden")).isEqualTo("false");
	}

	@Test
	void tellsThatTheDaemonIsDownAndUpAgain() {
		page.daemon().stop();
		page.await(DashboardPage.stateIs("down"));
		assertThat(page.text("#problem")).contains("containerd.sock");
		assertThat(page.text("[data-key=demo] [data-key=shop]")).contains("running");

		page.daemon().start();
		page.await(DashboardPage.stateIs("up"));
		assertThat(page.evaluate("document.getElementById('problem').hidden")).isEqualTo("true");
	}

	@Test
	void pullsWithAProgressBarAndDeletesWhatItIsToldTo() throws IOException {
		String image = registry.address() + "/tools/busybox:1.35";
		page.ctr("demo", "images", "tag", BusyboxImage.REFERENCE, image);
		page.ctr("demo", "images", "push", "--plain-http", image);
		page.ctr("demo", "images", "remove", "--sync", image);
		String row = "[data-key=\"tools " + image + "\"]";

		pull("tools", image);
		page.await("document.querySelector('.job[data-state=DONE] progress')?.value === 1000");
		page.awaitElement(row);
		assertThat(page.text(row)).contains("2.1 MB");
		page.evaluate("document.getElementById('images-title').scrollIntoView()");
		page.screenshot("pulled");

		page.click(row + " .delete");
		assertThat(page.text("#confirm-list")).isEqualTo(image);
		page.screenshot("confirm");
		page.confirm("yes");
		page.awaitNoElement(row);
		assertThat(page.ctr("tools", "images", "list", "--quiet")).isBlank();
	}

	@Test
	void importsAnArchiveWithAProgressBar(@TempDir Path directory) {
		Path archive = directory.resolve("images.tar");
		page.ctr("demo", "images", "export", archive.toString(), BusyboxImage.REFERENCE);

		page.await("!document.getElementById('pull-form').hidden");
		page.fill("change-namespace", "imported");
		page.browser().choose("#archive", archive);
		page.confirmThat("images.tar");

		page.await("[...document.querySelectorAll('.job[data-state=DONE]')].some((job) => "
				+ "job.textContent.includes('Imported') && job.querySelector('progress').value === 1000)");
		page.awaitElement("[data-key=\"imported " + BusyboxImage.REFERENCE + "\"]");
		assertThat(page.ctr("imported", "images", "list", "--quiet")).contains(BusyboxImage.REFERENCE);
	}

	@Test
	void tellsWhyAnImportFailed(@TempDir Path directory) throws IOException {
		Path archive = Files.writeString(directory.resolve("notes.txt"), "no archive");

		page.await("!document.getElementById('pull-form').hidden");
		page.browser().choose("#archive", archive);
		page.confirmThat("notes.txt");

		page.await("[...document.querySelectorAll('.job[data-state=FAILED]')].some((job) => "
				+ "job.textContent.includes('Import failed') && job.querySelector('.reason').textContent !== '')");
	}

	@Test
	void tellsWhyAPullFailed() {
		pull("tools", registry.address() + "/no/such:1");

		page.await("[...document.querySelectorAll('.job[data-state=FAILED]')].some((job) => "
				+ "job.textContent.includes('Pull failed') && job.querySelector('.reason').textContent.includes('/no/such:1'))");
	}

	@Test
	void prunesOnlyWhatNoContainerUsesAndOnlyIfToldTo() {
		page.daemon().importBusybox("attic");
		page.await(
				"(refreshImages(), document.querySelector('[data-key=\"attic docker.io/library/busybox:local\"]')) !== null");

		page.fill("change-namespace", "attic");
		page.click("#prune");
		page.await("document.getElementById('confirm').open");
		assertThat(page.text("#confirm-list")).isEqualTo(BusyboxImage.REFERENCE);
		page.confirm("no");
		assertThat(page.ctr("attic", "images", "list", "--quiet")).contains(BusyboxImage.REFERENCE);

		page.click("#prune");
		page.confirm("yes");
		page.awaitNoElement("[data-key=\"attic docker.io/library/busybox:local\"]");
		assertThat(page.ctr("attic", "images", "list", "--quiet")).isBlank();
		assertThat(page.ctr("demo", "images", "list", "--quiet")).contains(BusyboxImage.REFERENCE);
	}

	@Test
	void showsTheAddressThePortAndTheProbesOfADeclaredContainer() {
		String web = "[data-key=demo] [data-key=web]";
		page.await("document.querySelector('" + web + " .health')?.textContent === 'healthy'");

		assertThat(page.text(web + " .facts")).containsPattern("address10\\.\\d+\\.\\d+\\.\\d+")
			.containsPattern("published127\\.0\\.0\\.1:\\d+ to 8080/tcp")
			.contains("page healthy, port healthy, serves healthy");
		assertThat(page.text("[data-key=demo] [data-key=ticker] .facts")).contains("address10.")
			.doesNotContain("probes");
	}

	@Test
	void showsADeclaredContainerAndRunsACommandInIt() throws IOException {
		page.click("[data-key=demo] [data-key=web] .inspect");
		page.awaitText("#inspect-facts", "healthy");
		assertThat(page.text("#inspect-facts")).contains("probe page", "probe port", "probe serves", "published",
				"limit memory", "64 MB", "limit processes", "50");
		page.awaitText("#inspect-log", "response:200");

		page.fill("exec-script", "echo from $((40+2)); exit 3");
		page.evaluate("document.getElementById('exec-form').requestSubmit()");
		page.confirmThat("echo from $((40+2)); exit 3");
		page.awaitText("#exec-output", "exit code 3");
		assertThat(page.text("#exec-output")).contains("from 42");
		page.screenshot("container");

		page.click("#inspect-close");
	}

	@Test
	void changesNothingForForeignPages() throws Exception {
		URI address = URI.create("http://" + page.host() + "/api/changes/prune?namespace=demo&dryRun=false");
		HttpClient http = HttpClient.newHttpClient();

		assertThat(http.send(post(address).build(), HttpResponse.BodyHandlers.discarding()).statusCode())
			.isEqualTo(403);
		assertThat(http
			.send(post(address).header("X-Containerd-Dashboard", "1").header("Origin", "http://evil").build(),
					HttpResponse.BodyHandlers.discarding())
			.statusCode()).isEqualTo(403);
	}

	@Test
	void fitsDesktopsAndPhonesByDayAndByNight() throws IOException {
		page.await("document.querySelectorAll('.event').length >= 10");
		for (String scheme : new String[] { "light", "dark" }) {
			page.browser().colorScheme(scheme);
			page.browser().resize(1400, 1000);
			page.screenshot("desktop-" + scheme);
			page.browser().resize(390, 844);
			page.assertFits(390);
			page.screenshot("phone-" + scheme);
		}
	}

	private static HttpRequest.Builder post(URI address) {
		return HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.noBody());
	}

	private static void pull(String namespace, String image) {
		page.await("!document.getElementById('pull-form').hidden");
		page.fill("change-namespace", namespace);
		page.fill("reference", image);
		page.evaluate("document.getElementById('pull-form').requestSubmit()");
		page.confirmThat(image);
	}

}
