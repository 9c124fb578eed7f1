package io.github.containerd4j.sample.image;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.archive.ImportOptions;
import io.github.containerd4j.image.Image;
import io.github.containerd4j.image.ImageTransfer;
import io.github.containerd4j.image.PullOptions;

import org.springframework.stereotype.Component;

/**
 * The pulls and imports that the page has asked for: those that run, and the last that
 * ran.
 */
@Component
class ImageJobs {

	private static final int HISTORY = 20;

	static final int MAX_RUNNING = 4;

	private final Deque<ImageJob> jobs = new ArrayDeque<>();

	private final AtomicLong lastId = new AtomicLong();

	private final ContainerdClient client;

	ImageJobs(ContainerdClient client) {
		this.client = client;
	}

	/**
	 * Starts a pull.
	 * @return its number
	 */
	long pull(String namespace, String reference) {
		ImageJob job = add("pull", namespace, reference, 0);
		try {
			ImageTransfer<Image> transfer = this.client.namespace(namespace)
				.images()
				.startPull(reference, PullOptions.builder().progress(job).build());
			job.cancelWith(transfer::close);
			transfer.future().whenComplete((image, failure) -> job.end(failure));
			return job.id();
		}
		catch (ContainerdException ex) {
			job.end(ex);
			throw ex;
		}
	}

	/**
	 * Imports an archive while the browser sends it.
	 * @return the names of the images
	 */
	List<String> importFrom(String namespace, String name, long size, InputStream archive) {
		ImageJob job = add("import", namespace, name, Math.max(0, size));
		try {
			List<Image> images = this.client.namespace(namespace)
				.images()
				.importFrom(archive, ImportOptions.builder().progress(job).build());
			job.end(null);
			return images.stream().map(Image::name).toList();
		}
		catch (RuntimeException ex) {
			job.end(ex);
			throw ex;
		}
	}

	void cancel(long id) {
		List<ImageJob> found;
		synchronized (this.jobs) {
			found = this.jobs.stream().filter((job) -> job.id() == id && job.isRunning()).toList();
		}
		found.forEach(ImageJob::cancel);
	}

	List<JobStatus> list() {
		synchronized (this.jobs) {
			return this.jobs.stream().map(ImageJob::status).toList();
		}
	}

	private ImageJob add(String kind, String namespace, String image, long size) {
		synchronized (this.jobs) {
			if (this.jobs.stream().filter(ImageJob::isRunning).count() >= MAX_RUNNING) {
				throw new TooManyJobsException();
			}
			ImageJob job = new ImageJob(this.lastId.incrementAndGet(), kind, namespace, image, size);
			this.jobs.addFirst(job);
			if (this.jobs.size() > HISTORY) {
				this.jobs.removeLastOccurrence(oldestEnded());
			}
			return job;
		}
	}

	private ImageJob oldestEnded() {
		ImageJob oldest = this.jobs.getFirst();
		for (ImageJob job : this.jobs) {
			if (!job.isRunning()) {
				oldest = job;
			}
		}
		return oldest;
	}

	/**
	 * A page that asks for more than it should.
	 */
	static final class TooManyJobsException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		TooManyJobsException() {
			super(MAX_RUNNING + " pulls and imports are running already");
		}

	}

}
