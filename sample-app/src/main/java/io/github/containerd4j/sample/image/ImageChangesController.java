package io.github.containerd4j.sample.image;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.image.ImageInfo;
import io.github.containerd4j.image.PruneOptions;
import io.github.containerd4j.image.PruneResult;
import io.github.containerd4j.sample.image.ImageController.Problem;
import io.github.containerd4j.sample.image.ImageJobs.TooManyJobsException;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Pulls, imports, deletes and prunes. There only if a property says so, because who may
 * change images decides what containers run; {@link SameOriginFilter} keeps foreign pages
 * out.
 */
@RestController
@RequestMapping(path = "/api/changes")
@ConditionalOnBooleanProperty("sample.changes.enabled")
class ImageChangesController {

	private final ContainerdClient client;

	private final ImageJobs jobs;

	ImageChangesController(ContainerdClient client, ImageJobs jobs) {
		this.client = client;
		this.jobs = jobs;
	}

	@PostMapping(path = "/pull", consumes = MediaType.APPLICATION_JSON_VALUE)
	Map<String, Long> pull(@RequestBody Target target) {
		return Map.of("job", this.jobs.pull(target.namespace(), target.name()));
	}

	@PostMapping(path = "/import", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
	List<String> importFrom(@RequestParam String namespace, @RequestParam String name, HttpServletRequest request)
			throws IOException {
		return this.jobs.importFrom(namespace, name, request.getContentLengthLong(), request.getInputStream());
	}

	@PostMapping(path = "/cancel")
	void cancel(@RequestParam long job) {
		this.jobs.cancel(job);
	}

	@PostMapping(path = "/delete", consumes = MediaType.APPLICATION_JSON_VALUE)
	void delete(@RequestBody Target target) {
		this.client.namespace(target.namespace()).images().deleteAndCollect(target.name());
	}

	/**
	 * Removes what no container uses, or only tells what that would be.
	 */
	@PostMapping(path = "/prune")
	Pruned prune(@RequestParam String namespace, @RequestParam boolean dryRun) {
		PruneOptions options = dryRun ? PruneOptions.defaults().withDryRun() : PruneOptions.defaults();
		PruneResult result = this.client.namespace(namespace).images().prune(options);
		return new Pruned(result.removed().stream().map(ImageInfo::name).toList(), result.bytes());
	}

	@ExceptionHandler
	ResponseEntity<Problem> failed(ContainerdException failure) {
		HttpStatus status = (failure instanceof NotFoundException) ? HttpStatus.NOT_FOUND : HttpStatus.BAD_REQUEST;
		return ResponseEntity.status(status).body(new Problem(String.valueOf(failure.getMessage())));
	}

	@ExceptionHandler
	ResponseEntity<Problem> tooMany(TooManyJobsException failure) {
		return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
			.body(new Problem(String.valueOf(failure.getMessage())));
	}

	/**
	 * An image.
	 *
	 * @param namespace where it is, or shall be
	 * @param name its name
	 */
	record Target(String namespace, String name) {

	}

	/**
	 * What pruning removes.
	 *
	 * @param images the names of the images
	 * @param bytes what they free, as far as is known
	 */
	record Pruned(List<String> images, long bytes) {

	}

}
