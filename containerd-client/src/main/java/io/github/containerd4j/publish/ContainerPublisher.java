package io.github.containerd4j.publish;

import java.util.Optional;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.image.Image;
import io.github.containerd4j.lease.LeaseInfo;
import io.github.containerd4j.lease.LeaseOptions;
import io.github.containerd4j.rootfs.OperationLease;
import io.github.containerd4j.rootfs.Turn;
import io.github.containerd4j.task.Task;

/**
 * Makes images of the containers of one namespace. All that is made belongs to a lease
 * until the image's record is written, as the last step.
 * <p>
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class ContainerPublisher {

	private final Namespace namespace;

	private ContainerPublisher(Namespace namespace) {
		this.namespace = namespace;
	}

	/**
	 * A publisher for one namespace.
	 * @param namespace the namespace of containers and images
	 * @return the publisher
	 */
	public static ContainerPublisher in(Namespace namespace) {
		return new ContainerPublisher(namespace);
	}

	/**
	 * Publishes the files of a container as they are now. A running task stands still
	 * while they are read, unless the options say otherwise.
	 * @param container the container
	 * @param reference the name of the image, taken literally; an image of that name is
	 * replaced
	 * @param options what the image says
	 * @return the image
	 */
	public Image publish(ContainerInfo container, String reference, PublishOptions options) {
		try (Turn turn = Turn.of(this.namespace, "publish", container.id())) {
			Optional<Task> task = options.pause() ? this.namespace.tasks().find(container.id()) : Optional.empty();
			return run(container, RootSnapshots.of(container).key(), reference, options, task);
		}
	}

	/**
	 * Publishes a snapshot that was made of a container's: everything between the image
	 * that the container came from and this snapshot becomes one layer.
	 * @param container the container, or a record like it, for snapshotter and image
	 * @param snapshot the key or name of the snapshot, committed or not
	 * @param reference the name of the image, taken literally; an image of that name is
	 * replaced
	 * @param options what the image says
	 * @return the image
	 */
	public Image publish(ContainerInfo container, String snapshot, String reference, PublishOptions options) {
		return run(container, snapshot, reference, options, Optional.empty());
	}

	private Image run(ContainerInfo container, String snapshot, String reference, PublishOptions options,
			Optional<Task> task) {
		if (reference.isEmpty()) {
			throw InvalidArgumentException.of("image name", reference, "it must not be empty");
		}
		LeaseOptions lease = LeaseOptions.forOperation("publish").withLabel(LeaseInfo.IMAGE_LABEL, reference);
		try (OperationLease open = OperationLease.open(this.namespace, lease)) {
			new PublishRun(this.namespace, open, container, snapshot, options).run(reference, task);
		}
		// Not the handle of the run, which works under a lease that is gone.
		return this.namespace.images().get(reference);
	}

}
