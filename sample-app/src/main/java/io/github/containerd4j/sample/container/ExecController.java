package io.github.containerd4j.sample.container;

import java.time.Duration;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.task.ExecResult;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Runs a command in a container. There only if a property says so, and not for foreign
 * pages, as with all below {@code /api/changes/}.
 */
@RestController
@ConditionalOnBooleanProperty("sample.changes.enabled")
class ExecController {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final long MAX_OUTPUT = 64 * 1024;

	private final ContainerdClient client;

	ExecController(ContainerdClient client) {
		this.client = client;
	}

	@PostMapping(path = "/api/changes/exec", consumes = MediaType.APPLICATION_JSON_VALUE)
	Outcome exec(@RequestBody Command command) {
		ExecResult result = this.client.namespace(command.namespace())
			.tasks()
			.get(command.id())
			.execBuilder("sh", "-c", command.script())
			.timeout(TIMEOUT)
			.captureLimit(MAX_OUTPUT)
			.run();
		return new Outcome(result.exitCode(), result.timedOut(), result.stdout() + result.stderr());
	}

	@ExceptionHandler
	ResponseEntity<ContainerController.Problem> failed(ContainerdException failure) {
		return ResponseEntity.badRequest().body(new ContainerController.Problem(String.valueOf(failure.getMessage())));
	}

	/**
	 * What shall be run.
	 *
	 * @param namespace the namespace
	 * @param id the container
	 * @param script what its shell runs
	 */
	record Command(String namespace, String id, String script) {

	}

	/**
	 * How it went.
	 *
	 * @param exitCode the exit code
	 * @param timedOut whether it was killed because it took too long
	 * @param output its output and error output
	 */
	record Outcome(int exitCode, boolean timedOut, String output) {

	}

}
