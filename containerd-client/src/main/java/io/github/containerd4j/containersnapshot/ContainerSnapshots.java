package io.github.containerd4j.containersnapshot;

import java.util.List;
import java.util.Optional;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.image.Image;
import io.github.containerd4j.publish.PublishOptions;
import io.github.containerd4j.task.Task;

/**
 * The snapshots of one container. They are kept by containerd alone: files by the
 * snapshotter, and everything else as blobs, so that any client of the daemon finds them.
 * A label of the container's record holds each of them, so they go with the container.
 * <p>
 * Names follow the rules of identifiers. Safe for use by many threads.
 *
 * @since 0.1.0
 */
public interface ContainerSnapshots {

	/**
	 * Reads all snapshots.
	 * @return the snapshots, the oldest first
	 * @throws io.github.containerd4j.NotFoundException if the container is gone
	 */
	List<ContainerSnapshot> all();

	/**
	 * Looks for a snapshot.
	 * @param name its name
	 * @return the snapshot; empty if there is none of that name
	 * @throws io.github.containerd4j.NotFoundException if the container is gone
	 */
	Optional<ContainerSnapshot> find(String name);

	/**
	 * Reads a snapshot.
	 * @param name its name
	 * @return the snapshot
	 * @throws io.github.containerd4j.NotFoundException if there is none of that name, or
	 * the container is gone
	 */
	ContainerSnapshot get(String name);

	/**
	 * Makes a snapshot without memory; see {@link #create(String, SnapshotOptions)}.
	 * @param name its name
	 * @return the snapshot
	 */
	default ContainerSnapshot create(String name) {
		return create(name, SnapshotOptions.defaults());
	}

	/**
	 * Makes a snapshot of the container's files and record. Where no task has the root
	 * file system mounted, no file is copied, and it takes the same time for any size;
	 * otherwise the daemon copies what the container has written, and a running container
	 * stands still while that is read, so that all is of the same moment. Blocks; the
	 * operation timeout applies to the layer and to the dump. After a failure nothing is
	 * left.
	 * @param name its name
	 * @param options whether it has the memory of the processes
	 * @return the snapshot
	 * @throws io.github.containerd4j.AlreadyExistsException if there is one of that name
	 * @throws io.github.containerd4j.InvalidArgumentException if the name is not valid
	 * @throws io.github.containerd4j.NotFoundException if the container is gone
	 * @throws io.github.containerd4j.FailedPreconditionException if its root file system
	 * is no snapshot, or one with mapped owners; or if memory is wanted, and no task
	 * runs, or its CNI network is not
	 * {@link io.github.containerd4j.spec.ContainerSpec.Builder#keepNetwork() kept}
	 * @throws io.github.containerd4j.ResourceExhaustedException if the disk is full
	 * @throws io.github.containerd4j.checkpoint.CriuException if memory is wanted, and
	 * CRIU is missing or fails
	 */
	ContainerSnapshot create(String name, SnapshotOptions options);

	/**
	 * Makes a snapshot, with memory if wanted; see
	 * {@link #create(String, SnapshotOptions)}.
	 * @param name its name
	 * @param stateful whether it has the memory of the processes
	 * @return the snapshot
	 */
	default ContainerSnapshot create(String name, boolean stateful) {
		return create(name, SnapshotOptions.stateful(stateful));
	}

	/**
	 * Gives a snapshot another name, at once.
	 * @param name its name
	 * @param newName its new name
	 * @return the renamed snapshot
	 * @throws io.github.containerd4j.NotFoundException if there is none of that name
	 * @throws io.github.containerd4j.AlreadyExistsException if the new name is taken
	 * @throws io.github.containerd4j.InvalidArgumentException if the new name is not
	 * valid
	 */
	ContainerSnapshot rename(String name, String newName);

	/**
	 * Deletes a snapshot. What it alone needs goes with the next garbage collection; the
	 * container and later snapshots may go on needing its files.
	 * @param name its name
	 * @throws io.github.containerd4j.NotFoundException if there is none of that name
	 */
	void delete(String name);

	/**
	 * Brings the container back to a snapshot: its files, and its spec, labels, image and
	 * extensions as of then. Files and record change at once. What is there now is lost,
	 * unless a snapshot has it. Other snapshots stay.
	 * <p>
	 * A task is ended, however long it needs. Of a snapshot with memory the processes go
	 * on afterwards from where they were. Of one without, the program is started anew if
	 * it ran before. Output goes to the log of the daemon that the task had, else it is
	 * dropped. After a failure the container has the files and the record that it had
	 * before, and if it was running it has been started anew.
	 * @param name the name of the snapshot
	 * @return the running task; empty if nothing runs now
	 * @throws io.github.containerd4j.NotFoundException if there is none of that name, or
	 * the container is gone
	 * @throws io.github.containerd4j.checkpoint.CriuException if the snapshot has memory,
	 * and CRIU is missing or fails
	 */
	Optional<Task> restore(String name);

	/**
	 * Makes an image of a snapshot without changes to the image's configuration; see
	 * {@link #publish(String, String, PublishOptions)}.
	 * @param name the name of the snapshot
	 * @param reference the name of the image, taken literally
	 * @return the image
	 */
	default Image publish(String name, String reference) {
		return publish(name, reference, PublishOptions.defaults());
	}

	/**
	 * Makes an image of the files of a snapshot, as
	 * {@link io.github.containerd4j.container.Container#publish(String, PublishOptions)}
	 * does of a container.
	 * @param name the name of the snapshot
	 * @param reference the name of the image, taken literally; an image of that name is
	 * replaced
	 * @param options what the image says, and how it is made
	 * @return the image
	 * @throws io.github.containerd4j.NotFoundException if there is no such snapshot, or
	 * the image that the container was created from is gone
	 */
	Image publish(String name, String reference, PublishOptions options);

	/**
	 * Makes the snapshots of a container.
	 * @param namespace the namespace of the container
	 * @param containerId the container
	 * @return the snapshots
	 */
	static ContainerSnapshots in(Namespace namespace, String containerId) {
		return new StoredSnapshots(namespace, containerId);
	}

}
