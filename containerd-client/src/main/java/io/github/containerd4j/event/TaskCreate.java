package io.github.containerd4j.event;

import java.util.List;

import io.github.containerd4j.snapshot.Mount;
import org.jspecify.annotations.Nullable;

/**
 * A task was created and has not been started yet. Topic {@code /tasks/create}.
 *
 * @param containerId the container
 * @param bundle the directory of the bundle on the daemon's host; {@code null} if it is
 * not known
 * @param rootfs the mounts of the root file system
 * @param io where its standard streams go; {@code null} if it is not known
 * @param checkpoint the checkpoint it was restored from; {@code null} for a fresh task
 * @param pid the init process on the daemon's host; 0 for a task that is being restored
 * @since 0.1.0
 */
public record TaskCreate(String containerId, @Nullable String bundle, List<Mount> rootfs, @Nullable TaskIo io,
		@Nullable String checkpoint, int pid) implements TaskEvent {

	/**
	 * Copies the collections.
	 * @param containerId the container
	 * @param bundle the directory of the bundle on the daemon's host
	 * @param rootfs the mounts of the root file system
	 * @param io where its standard streams go
	 * @param checkpoint the checkpoint it was restored from
	 * @param pid the init process on the daemon's host
	 */
	public TaskCreate {
		rootfs = List.copyOf(rootfs);
	}

}
