package io.github.containerd4j.checkpoint;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.task.Task;

/**
 * Stops containers of one namespace in time, as images, and lets new containers go on
 * from there: on this daemon or, after an export or a push of the image, on another one.
 * <p>
 * Processes are dumped and restored by CRIU, which must be on the search path of the
 * daemon, fit its kernel ({@code criu check} tells), and find at the restoring place the
 * same kind of processor, and the network namespaces and mounts that the spec names.
 * <p>
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public interface CheckpointService {

	/**
	 * Makes an image of a container. A running task stands still meanwhile, so that
	 * memory and files fit each other. Blocks; the operation timeout applies to the dump
	 * and to the layer. All that is made belongs to a lease until the image refers to it;
	 * after a failure nothing is left and the task is as it was before. If this JVM is
	 * killed in between, the task goes on when the container is next read. Other
	 * operations of this JVM on the container are waited for, up to ten minutes.
	 * @param containerId the container
	 * @param request what the checkpoint holds and what becomes of the task
	 * @return the checkpoint
	 * @throws io.github.containerd4j.NotFoundException if there is no such container, or
	 * its image is gone
	 * @throws io.github.containerd4j.FailedPreconditionException if memory is wanted and
	 * no task runs, or the container has no spec, image or snapshot to make a checkpoint
	 * of
	 * @throws io.github.containerd4j.AbortedException if another process has paused the
	 * task for an operation of its own
	 * @throws CriuException if CRIU is missing or fails; the task is as it was before
	 */
	CheckpointImage create(String containerId, CheckpointRequest request);

	/**
	 * Reads what a checkpoint holds.
	 * @param image the name of the image
	 * @return the checkpoint
	 * @throws io.github.containerd4j.NotFoundException if there is no such image, or its
	 * content is missing
	 * @throws io.github.containerd4j.oci.ImageFormatException if it is no checkpoint
	 */
	CheckpointImage get(String image);

	/**
	 * Makes a new container of a checkpoint and starts it. Its image is unpacked if it is
	 * not yet, and gets back its name if nothing has that name. Where the old container's
	 * identifier is in the spec, as in the path of the control group, comes the new one.
	 * Mounts and network namespaces are looked for where they were, unless the request
	 * changes the spec. A container with CNI networks is connected before its processes
	 * go on, with other addresses unless its settings name them, and keeps its networks
	 * from then on. Blocks until the processes go on. After a failure nothing is left.
	 * <p>
	 * On the daemon's own host the dump is unpacked into the new container's directory
	 * and removed when the processes run. Elsewhere the daemon unpacks it below its
	 * temporary directory, as {@code ctrd-checkpoint...}, and never removes it.
	 * @param request which checkpoint becomes which container
	 * @return the running task
	 * @throws io.github.containerd4j.NotFoundException if there is no such image, or its
	 * content is missing
	 * @throws io.github.containerd4j.AlreadyExistsException if there is a container or a
	 * snapshot of this identifier
	 * @throws io.github.containerd4j.oci.ImageFormatException if the image is no
	 * checkpoint, or lacks the image or the spec of the container
	 * @throws CriuException if CRIU is missing or fails
	 */
	Task restore(RestoreRequest request);

	/**
	 * Makes the service.
	 * @param namespace the namespace of containers and images
	 * @return the service
	 */
	static CheckpointService over(Namespace namespace) {
		return new GrpcCheckpointService(namespace);
	}

}
