package io.github.containerd4j.sample.container;

import java.util.List;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.stdio.JsonLog;
import io.github.containerd4j.stdio.LogQuery;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers what one container is allowed, how its probes do, and what it said last.
 */
@RestController
class ContainerController {

	private static final int LOG_LINES = 40;

	private final ContainerdClient client;

	private final DeclaredReader declared;

	private final boolean changes;

	ContainerController(ContainerdClient client, DeclaredReader declared,
			@Value("${sample.changes.enabled:false}") boolean changes) {
		this.client = client;
		this.declared = declared;
		this.changes = changes;
	}

	@GetMapping("/api/container")
	ResponseEntity<ContainerDetail> container(@RequestParam String namespace, @RequestParam String id) {
		Namespace owner = this.client.namespace(namespace);
		Container container = owner.containers().get(id);
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noStore())
			.body(new ContainerDetail(this.declared.find(namespace, id).orElse(null),
					Limits.of(container.info().spec()), DeclaredReader.addresses(container), log(owner, id),
					this.changes));
	}

	private static List<String> log(Namespace namespace, String id) {
		JsonLog log = JsonLog.at(namespace.containerDirectory(id).file("log.json"));
		return log.read(LogQuery.all().withTail(LOG_LINES))
			.stream()
			.map((entry) -> entry.text().stripTrailing())
			.toList();
	}

	@ExceptionHandler
	ResponseEntity<Problem> failed(ContainerdException failure) {
		HttpStatus status = (failure instanceof NotFoundException) ? HttpStatus.NOT_FOUND
				: HttpStatus.SERVICE_UNAVAILABLE;
		return ResponseEntity.status(status).body(new Problem(String.valueOf(failure.getMessage())));
	}

	/**
	 * Why there is no answer.
	 *
	 * @param problem the reason
	 */
	record Problem(String problem) {

	}

}
