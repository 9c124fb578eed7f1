package io.github.containerd4j.sample.dashboard;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the page does with the files of a container.
 */
class FilesPageIT {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	@RegisterExtension
	static final DashboardPage page = new DashboardPage();

	@Test
	void browsesAndReadsFiles() throws IOException {
		page.run("demo", "shop", "mkdir -p /data/deep && echo some text > /data/note.txt && ln -s deep /data/link"
				+ " && touch '/data/<img src=x onerror=document.title=1>' \"$(printf '/data/f\\377\\n')\"");

		page.openFiles("demo", "shop");
		clickFile("data");
		page.await("document.querySelectorAll('.file').length === 5");
		assertThat(page.text("#files-path")).isEqualTo("/data");
		assertThat(page.text("[data-key=link] .name")).isEqualTo("link \u2192 deep");
		clickFile("note.txt");
		page.await("!document.getElementById('file-view').hidden");
		assertThat(page.text("#file-view-text")).isEqualTo("some text\n");
		page.screenshot("files");
		assertThat(page.evaluate("document.querySelectorAll('#files-list img').length")).isEqualTo("0");

		String download = page.evaluate("document.querySelector('[data-key=\"note.txt\"] .download').href");
		assertThat(get(download).body()).isEqualTo("some text\n");
		assertThat(get(download).headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment")
			.contains("note.txt");

		clickFile("link");
		page.await("!document.getElementById('files-empty').hidden");
		page.click("#files-path li:first-child button");
		page.awaitElement("[data-key=etc]");
	}

	@Test
	void changesFilesOnlyIfToldTo() throws IOException {
		page.run("demo", "shop", "mkdir -p /changes && touch \"$(printf '/changes/odd\\377')\"");
		page.openFiles("demo", "shop");
		clickFile("changes");
		page.awaitElement("[data-key=\"odd%FF\"]");

		upload("up load (1).txt", "first");
		page.confirm("no");
		upload("up load (1).txt", "first");
		assertThat(page.text("#confirm-list")).isEqualTo("/changes/up load (1).txt");
		page.screenshot("files-confirm");
		page.confirm("yes");
		page.awaitElement("[data-key=\"up%20load%20%281%29.txt\"]");
		upload("up load (1).txt", "second");
		assertThat(page.text("#confirm-title")).isEqualTo("Replace this file?");
		page.confirm("yes");
		page.awaitResult("#files-result", "done");
		Awaitility.await()
			.atMost(LIMIT)
			.until(() -> page.run("demo", "shop", "cat '/changes/up load (1).txt'").equals("second"));

		page.click("#files-directory");
		page.prompt("new one", "yes");
		page.awaitElement("[data-key=\"new%20one\"]");

		for (String key : new String[] { "odd%FF", "up%20load%20%281%29.txt", "new%20one" }) {
			page.click("[data-key=\"" + key + "\"] .delete");
			page.confirm("yes");
			page.awaitNoElement("[data-key=\"" + key + "\"]");
		}
		assertThat(page.run("demo", "shop", "ls -A /changes")).isEmpty();
	}

	@Test
	void fitsPhonesByNight() throws IOException {
		page.browser().resize(390, 844);
		page.browser().colorScheme("dark");

		page.openFiles("demo", "shop");

		page.assertFits(390);
		assertThat(page.evaluate("document.getElementById('files').scrollWidth <= 390")).isEqualTo("true");
		page.screenshot("files-phone");
	}

	private static void clickFile(String key) {
		page.click("[data-key=\"" + key + "\"] .name");
	}

	private static void upload(String name, String content) {
		page.await("!document.getElementById('confirm').open");
		page.evaluate("(() => { const files = new DataTransfer(); files.items.add(new File(['" + content + "'], '"
				+ name + "')); const chosen = document.getElementById('files-chosen'); chosen.files = files.files;"
				+ " chosen.dispatchEvent(new Event('change')); })()");
		page.await("document.getElementById('confirm').open");
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

}
