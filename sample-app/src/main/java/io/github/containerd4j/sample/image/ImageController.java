package io.github.containerd4j.sample.image;

import java.util.List;

import io.github.containerd4j.ContainerdException;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers which images there are, and what is being done with them.
 */
@RestController
class ImageController {

	private final ImageList images;

	private final ImageJobs jobs;

	private final boolean changes;

	ImageController(ImageList images, ImageJobs jobs, @Value("${sample.changes.enabled:false}") boolean changes) {
		this.images = images;
		this.jobs = jobs;
		this.changes = changes;
	}

	@GetMapping("/api/images")
	ResponseEntity<Answer> images() {
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noStore())
			.body(new Answer(this.changes, this.images.read(), this.jobs.list()));
	}

	@GetMapping("/api/jobs")
	ResponseEntity<List<JobStatus>> jobs() {
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(this.jobs.list());
	}

	@ExceptionHandler
	ResponseEntity<Problem> failed(ContainerdException failure) {
		return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
			.body(new Problem(String.valueOf(failure.getMessage())));
	}

	/**
	 * The images.
	 *
	 * @param changes whether the page may change anything
	 * @param images the images of all namespaces
	 * @param jobs what is being done, and what was done last
	 */
	record Answer(boolean changes, List<ImageRow> images, List<JobStatus> jobs) {

	}

	/**
	 * Why there is no answer.
	 *
	 * @param problem the reason
	 */
	record Problem(String problem) {

	}

}
