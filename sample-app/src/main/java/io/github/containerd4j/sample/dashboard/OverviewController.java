package io.github.containerd4j.sample.dashboard;

import java.time.Duration;
import java.util.List;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.sample.container.DeclaredReader;
import io.github.containerd4j.sample.tree.TreeReader;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers what the daemon holds, or with 503 why it does not answer.
 */
@RestController
class OverviewController {

	/** A page that waits for a frozen daemon must notice that soon. */
	private static final Duration HEALTH_TIMEOUT = Duration.ofSeconds(2);

	private final ContainerdClient client;

	private final DeclaredReader declared;

	OverviewController(ContainerdClient client, DeclaredReader declared) {
		this.client = client;
		this.declared = declared;
	}

	@GetMapping("/api/tree")
	ResponseEntity<Overview> overview() {
		String address = this.client.address().toString();
		try {
			this.client.servingStatus(HEALTH_TIMEOUT);
			return respond(HttpStatus.OK, new Overview(address, this.client.version().get().version(), null,
					new TreeReader(this.client).read(), this.declared.read()));
		}
		catch (ContainerdException ex) {
			return respond(HttpStatus.SERVICE_UNAVAILABLE,
					new Overview(address, null, ex.getMessage(), List.of(), List.of()));
		}
	}

	private static ResponseEntity<Overview> respond(HttpStatus status, Overview overview) {
		return ResponseEntity.status(status).cacheControl(CacheControl.noStore()).body(overview);
	}

}
