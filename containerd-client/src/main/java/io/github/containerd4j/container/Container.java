package io.github.containerd4j.container;

/**
 * One container. What {@link #info()} tells was read when this object was made or last
 * refreshed; no getter calls the daemon.
 * <p>
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public interface Container {

	/**
	 * The identifier.
	 * @return the identifier
	 */
	String id();

	/**
	 * The record as it was last read.
	 * @return the record
	 */
	ContainerInfo info();

	/**
	 * Reads the record again.
	 * @return the record
	 * @throws io.github.containerd4j.NotFoundException if the container is gone
	 */
	ContainerInfo refresh();

	/**
	 * Changes the record.
	 * @param update the changes, at least one
	 * @return the changed record
	 * @throws io.github.containerd4j.NotFoundException if the container is gone
	 */
	ContainerInfo update(ContainerUpdate update);

	/**
	 * Deletes the container: its record, the snapshot that it was last read with, and its
	 * {@link io.github.containerd4j.Namespace#containerDirectory directory} on this
	 * machine. {@link ContainerService#delete(String)} deletes the record alone.
	 * @throws io.github.containerd4j.NotFoundException if the container is gone
	 * @throws io.github.containerd4j.FailedPreconditionException if it has a task,
	 * whether that runs or has ended; nothing is deleted then
	 */
	void delete();

}
