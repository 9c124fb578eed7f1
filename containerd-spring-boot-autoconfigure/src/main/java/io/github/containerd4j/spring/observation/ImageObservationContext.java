package io.github.containerd4j.spring.observation;

import io.github.containerd4j.progress.ImageProgress.Operation;
import io.github.containerd4j.progress.ProgressTotals;
import io.micrometer.observation.Observation;

/**
 * What is known about a pull, push, import or export that is observed.
 *
 * @since 0.1.0
 */
public final class ImageObservationContext extends Observation.Context {

	private final Operation operation;

	private final String namespace;

	private final String image;

	private final ProgressTotals totals = new ProgressTotals();

	/**
	 * Creates a context.
	 * @param operation what is being done
	 * @param namespace containerd's namespace
	 * @param image the name of the image
	 */
	public ImageObservationContext(Operation operation, String namespace, String image) {
		this.operation = operation;
		this.namespace = namespace;
		this.image = image;
	}

	/**
	 * What is being done.
	 * @return the operation
	 */
	public Operation operation() {
		return this.operation;
	}

	/**
	 * Containerd's namespace.
	 * @return the namespace
	 */
	public String namespace() {
		return this.namespace;
	}

	/**
	 * The name of the image.
	 * @return the name
	 */
	public String image() {
		return this.image;
	}

	/**
	 * Bytes and layers so far; at the end, all of them.
	 * @return the totals
	 */
	public ProgressTotals totals() {
		return this.totals;
	}

}
