package io.github.containerd4j.sample.dashboard;

import java.io.IOException;
import java.time.Duration;

import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.test.TestCriu;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the page does with a container as a whole.
 */
class ContainerPageIT {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private static final String COUNT = "echo started >> /starts; i=0; while true; do i=$((i + 1)); echo $i > /next;"
			+ " mv /next /count; sleep 0.1; done";

	@RegisterExtension
	static final DashboardPage page = new DashboardPage();

	@Test
	void publishesAContainerAsAnImage() throws IOException {
		page.inspect("demo", "shop");
		page.click("#action-publish");
		page.prompt("example.local/never:1", "no");
		page.click("#action-publish");
		assertThat(page.evaluate("document.getElementById('prompt-value').value"))
			.isEqualTo("example.local/shop:latest");
		page.screenshot("publish");
		page.prompt("example.local/shop:2", "yes");

		page.awaitResult("#inspect-result", "done");
		page.screenshot("published");
		assertThat(page.ctr("demo", "images", "list", "--quiet")).contains("example.local/shop:2")
			.doesNotContain("never");
	}

	@Test
	void tellsWhyAContainerIsNotPublished() {
		page.ctr("demo", "containers", "create", BusyboxImage.REFERENCE, "gone", "true");
		page.inspect("demo", "gone");
		page.ctr("demo", "containers", "delete", "gone");
		page.click("#action-publish");
		page.prompt("example.local/gone:1", "yes");

		page.awaitResult("#inspect-result", "failed");
		assertThat(page.text("#inspect-result")).contains("gone");
	}

	@Test
	void publishesUnderNothingButTheNameOfAnImage() {
		page.inspect("demo", "shop");
		page.click("#action-publish");
		page.prompt("no image name", "yes");

		page.awaitResult("#inspect-result", "failed");
		assertThat(page.text("#inspect-result")).contains("no image name");
	}

	@Test
	void copiesAStoppedContainer() throws IOException {
		page.create("copied", "echo kept > /file");

		page.inspect("demo", "copied");
		page.click("#action-copy");
		page.prompt("never", "no");
		page.click("#action-copy");
		page.screenshot("copy");
		page.prompt("twin", "yes");

		page.awaitResult("#inspect-result", "done");
		assertThat(page.ctr("demo", "containers", "list", "--quiet")).contains("twin").doesNotContain("never");
		page.click("#inspect-close");
		page.openFiles("demo", "twin");
		page.awaitElement("[data-key=file]");
	}

	@Test
	void takesRestoresAndDeletesSnapshots() throws IOException {
		page.create("kept", "echo first > /first");
		page.inspect("demo", "kept");
		page.click("#action-snapshots");
		page.await("!document.getElementById('snapshots-empty').hidden");

		page.click("#snapshots-create");
		page.prompt("monday", "yes");
		page.awaitElement(".snapshot[data-key=monday]");
		page.click("#snapshots-create");
		page.prompt("tuesday", "yes");
		page.awaitElement(".snapshot[data-key=tuesday]");
		page.screenshot("snapshots");
		page.click("#snapshots-create");
		page.prompt("monday", "yes");
		page.awaitResult("#snapshots-result", "failed");

		page.click("#snapshots-close");
		page.click("#action-files");
		page.click("[data-key=first] .delete");
		page.confirm("yes");
		page.awaitNoElement("[data-key=first]");
		page.click("#files-close");
		page.click("#action-snapshots");
		page.click(".snapshot[data-key=monday] .restore");
		page.confirm("yes");
		page.awaitResult("#snapshots-result", "done");
		page.click("#snapshots-close");
		page.click("#action-files");
		page.awaitElement("[data-key=first]");
		page.click("#files-close");

		page.click("#action-snapshots");
		page.click(".snapshot[data-key=monday] .delete");
		page.confirm("no");
		page.click(".snapshot[data-key=tuesday] .delete");
		page.confirm("yes");
		page.awaitNoElement(".snapshot[data-key=tuesday]");
		page.awaitElement(".snapshot[data-key=monday]");
	}

	@Test
	void migratesAStoppedContainerToAnotherNamespace() throws IOException {
		page.create("moving", "echo kept > /file");

		page.inspect("demo", "moving");
		page.click("#action-migrate");
		page.prompt("demo", "yes");
		page.awaitResult("#inspect-result", "failed");
		page.click("#action-migrate");
		page.screenshot("migrate");
		page.prompt("tools", "yes");

		page.awaitResult("#inspect-result", "done");
		page.awaitElement("[data-key=tools] [data-key=moving]");
		assertThat(page.ctr("demo", "containers", "list", "--quiet")).doesNotContain("moving");
		page.click("#inspect-close");
		page.openFiles("tools", "moving");
		page.awaitElement("[data-key=file]");
	}

	@Test
	void takesAndRestoresASnapshotWithTheMemoryOfItsProcesses() throws IOException {
		page.start("counter", COUNT);
		awaitCount("demo", "counter", 20);
		page.inspect("demo", "counter");
		page.click("#action-snapshots");
		page.click("#snapshots-create");
		page.screenshot("snapshot-with-memory");
		page.promptWithOption("counting");
		if (isRefusedWithoutCriu("#snapshots-result")) {
			return;
		}

		page.awaitText(".snapshot[data-key=counting] .badge", "with memory");
		page.awaitResult("#snapshots-result", "done");
		page.click(".snapshot[data-key=counting] .restore");
		page.await("document.getElementById('confirm').open");
		page.screenshot("snapshot-with-memory-restore");
		page.confirm("yes");
		page.awaitResult("#snapshots-result", "done");

		page.screenshot("snapshot-with-memory-restored");
		assertGoesOnCounting("demo", "counter");
	}

	@Test
	void migratesARunningContainerToAnotherNamespace() throws IOException {
		page.start("walker", COUNT);
		awaitCount("demo", "walker", 20);
		page.inspect("demo", "walker");
		page.click("#action-migrate");
		page.screenshot("migrate-running");
		page.promptWithOption("tools");
		if (isRefusedWithoutCriu("#inspect-result")) {
			return;
		}

		page.awaitResult("#inspect-result", "done");
		page.click("#inspect-close");
		page.await("document.querySelector('[data-key=tools] [data-key=walker]')?.dataset.status === 'RUNNING'");
		page.evaluate("document.querySelector('[data-key=tools]').scrollIntoView()");
		page.screenshot("migrated-running");
		assertThat(page.ctr("demo", "containers", "list", "--quiet")).doesNotContain("walker");
		assertGoesOnCounting("tools", "walker");
	}

	/**
	 * Whether there is no CRIU here that works; then the page must say so.
	 */
	private static boolean isRefusedWithoutCriu(String result) {
		if (TestCriu.directory().isPresent()) {
			return false;
		}
		page.awaitResult(result, "failed");
		assertThat(page.text(result)).containsIgnoringCase("criu");
		return true;
	}

	/**
	 * It was started once, and counts from where it was.
	 */
	private static void assertGoesOnCounting(String namespace, String container) {
		int count = count(namespace, container);
		assertThat(count).isGreaterThanOrEqualTo(20);
		awaitCount(namespace, container, count + 5);
		assertThat(page.run(namespace, container, "cat /starts")).isEqualTo("started\n");
	}

	private static void awaitCount(String namespace, String container, int least) {
		Awaitility.await().atMost(LIMIT).ignoreExceptions().until(() -> count(namespace, container) >= least);
	}

	private static int count(String namespace, String container) {
		return Integer.parseInt(page.run(namespace, container, "cat /count").strip());
	}

}
