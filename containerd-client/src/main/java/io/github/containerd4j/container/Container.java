package io.github.containerd4j.container;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.github.containerd4j.files.ContainerFiles;
import io.github.containerd4j.image.Image;
import io.github.containerd4j.network.ContainerNetwork;
import io.github.containerd4j.publish.PublishOptions;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.stdio.JsonLog;
import io.github.containerd4j.stdio.Streams;
import io.github.containerd4j.task.ExitStatus;
import io.github.containerd4j.task.Task;

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
	 * Changes what the container is: all that is set on the builder, over what it has,
	 * and nothing else. Single values replace, variables, labels and limits replace those
	 * of the same name, mounts those of the same place; capabilities are added and taken
	 * from those that it has. Profiles that are named are applied first; what earlier
	 * ones had set stays where nothing replaces it. An empty value removes a label.
	 * <p>
	 * A stopped container has all of it when it is started. A running one has the limits
	 * at once, as far as its kernel can, and labels, description, profiles, the signal to
	 * stop with, the restart policy, and whether it is ephemeral; the result names what
	 * needs a restart. If the limits cannot be changed, nothing is: the record is put
	 * back, and so are limits that were changed before the one that failed. Saving from
	 * several clients at the same time, the last one wins.
	 * @param changes sets what is to be changed
	 * @return the changed record, and what is in effect
	 * @throws io.github.containerd4j.InvalidArgumentException if it sets what is fixed
	 * when a container is created: image, snapshotter, runtime, sandbox, network,
	 * namespaces, devices, control group, seccomp, privileged, extensions, and a root
	 * file system that becomes writable
	 * @throws io.github.containerd4j.spec.UnknownProfileException if the client has no
	 * such profile
	 * @throws io.github.containerd4j.NotFoundException if the container, a user, or the
	 * source of a mount does not exist
	 * @throws io.github.containerd4j.FailedPreconditionException if the record has no
	 * runtime spec in JSON
	 * @throws io.github.containerd4j.ContainerdException if the kernel refuses a limit,
	 * such as less memory than is in use
	 */
	SaveResult save(Consumer<ContainerSpec.Builder> changes);

	/**
	 * Changes what properties name; otherwise as {@link #save(Consumer)}.
	 * @param properties as of {@link ContainerSpec.Builder#properties(Map)}
	 * @return the changed record, and what is in effect
	 * @throws io.github.containerd4j.spec.InvalidPropertyException if a property is not
	 * known, or its value not right
	 */
	default SaveResult save(Map<String, ?> properties) {
		return save((spec) -> spec.properties(properties));
	}

	/**
	 * What is said of the container; see {@link ContainerInfo#description()}.
	 * @return the description; empty for none
	 */
	default Optional<String> description() {
		return info().description();
	}

	/**
	 * The profiles of the container; see {@link ContainerInfo#profiles()}.
	 * @return their names in their order
	 */
	default List<String> profiles() {
		return info().profiles();
	}

	/**
	 * Whether the container is deleted, with all that belongs to it, when it stops. The
	 * client that made its task does so: when it sees the end of the task, on a thread of
	 * its own, and before {@link #stop} returns. {@link #restart} keeps the container,
	 * and so do a start that fails and the deletion of a record that has become another
	 * container's. While the daemon is away the container stays, until it is back. If the
	 * JVM ends before the container does, nobody deletes it until another client starts
	 * an ephemeral container of the namespace, or calls
	 * {@link ContainerService#deleteStoppedEphemeral()}. A container that was never
	 * started stays.
	 * @return whether it is, as the record was last read
	 */
	default boolean isEphemeral() {
		return info().isEphemeral();
	}

	/**
	 * When a task was last made of the container; see {@link ContainerInfo#lastUsed()}.
	 * @return the time; empty if it never was
	 */
	default Optional<Instant> lastUsed() {
		return info().lastUsed();
	}

	/**
	 * The architecture of the container's programs, which is read from the image.
	 * @return the name as images have it, such as {@code amd64}; empty if the container
	 * has no image, or it is gone
	 */
	Optional<String> architecture();

	/**
	 * Creates the container's task on its root file system and does not start it. Its
	 * process exists by then, with all its namespaces, so what it needs from outside can
	 * be made before {@link Task#start()}. A task that has ended is deleted first.
	 * @param streams where its standard streams lead; with a terminal if, and only if,
	 * the container's process has one
	 * @return the task; {@link Task#streams()} has our ends
	 * @throws io.github.containerd4j.AlreadyExistsException if the container has a task
	 * that has not ended
	 * @throws io.github.containerd4j.InvalidArgumentException if streams and process
	 * disagree about a terminal
	 * @throws io.github.containerd4j.NotFoundException if the record or the root file
	 * system is gone
	 * @throws io.github.containerd4j.task.ProcessStartException if the program cannot be
	 * executed, or the working directory is missing; no task is left then
	 */
	Task newTask(Streams streams);

	/**
	 * Creates and starts the container's task without input. Its output goes to the
	 * {@linkplain #log() log} of the container if it has one; else it is dropped, and the
	 * task does not depend on this JVM.
	 * @return the running task; failures as of {@link #newTask(Streams)}
	 */
	Task start();

	/**
	 * Creates and starts the container's task.
	 * @param streams where its standard streams lead
	 * @return the running task; failures as of {@link #newTask(Streams)}
	 */
	Task start(Streams streams);

	/**
	 * Looks for the container's task, whoever created it.
	 * @return the task; empty if there is none
	 */
	Optional<Task> task();

	/**
	 * Ends the task as {@link Task#stop(Duration)} does, and deletes it with all that was
	 * made for it. If the record does not name the signal, that of the image counts. The
	 * container can be started again, or deleted.
	 * @param grace how long the first process may take to end by itself
	 * @return how it ended, also if it had ended before; empty if there was no task
	 * @throws io.github.containerd4j.DeadlineExceededException if it lives on although it
	 * was killed; it is still there then
	 */
	Optional<ExitStatus> stop(Duration grace);

	/**
	 * Stops the container and starts it again, on the same root file system. Where the
	 * output of the task before went to a log of the daemon, that goes on; else the
	 * output goes where {@link #start()} sends it. A container without a task is just
	 * started.
	 * @param grace how long the first process may take to end by itself
	 * @return the new task
	 */
	Task restart(Duration grace);

	/**
	 * Stops the container and starts it again, on the same root file system.
	 * @param grace how long the first process may take to end by itself
	 * @param streams where the standard streams of the new task lead
	 * @return the new task
	 */
	Task restart(Duration grace, Streams streams);

	/**
	 * The files of the container, whether it runs or not; calls nothing.
	 * @return the files
	 */
	ContainerFiles files();

	/**
	 * The network of the container, as its record says; calls nothing.
	 * @return the network; with the settings {@code none} if the record says nothing
	 * @throws io.github.containerd4j.InvalidArgumentException if the record's settings
	 * are damaged
	 */
	ContainerNetwork network();

	/**
	 * Reads the addresses at which others can reach the running task; see
	 * {@link ContainerNetwork#ips()}.
	 * @return the addresses; empty if no task runs
	 */
	default List<InetAddress> ips() {
		return network().ips();
	}

	/**
	 * Makes an image of the container as it is now; see
	 * {@link #publish(String, PublishOptions)}.
	 * @param reference the name of the image, taken literally; an image of that name is
	 * replaced
	 * @return the image
	 */
	default Image publish(String reference) {
		return publish(reference, PublishOptions.defaults());
	}

	/**
	 * Makes an image of the container as it is now: the image that it was created from,
	 * and what it has changed in its root file system as one layer more, if it has. A
	 * running container stands still while its files are read, and goes on whatever
	 * becomes of the image; if this JVM is killed meanwhile, it stays paused. Volumes and
	 * other mounts are no part of the image. Blocks; the operation timeout applies to the
	 * layer. After a failure nothing is left.
	 * @param reference the name of the image, taken literally; an image of that name is
	 * replaced
	 * @param options what the image says, and how it is made
	 * @return the image
	 * @throws io.github.containerd4j.NotFoundException if the image that the container
	 * was created from is gone, or content of it is missing
	 * @throws io.github.containerd4j.FailedPreconditionException if the container has no
	 * snapshot, or the name of its image stands for another one now and none that is here
	 * has its layers
	 * @throws io.github.containerd4j.UnimplementedException if the daemon cannot compress
	 * a layer as the options want
	 */
	Image publish(String reference, PublishOptions options);

	/**
	 * The log that the container's specification named, see
	 * {@link io.github.containerd4j.spec.ContainerSpec.Builder#log}; calls nothing. Any
	 * JVM on this machine can read and follow it.
	 * @return the log; empty if there is none
	 * @throws io.github.containerd4j.InvalidArgumentException if the record's entry is
	 * damaged
	 */
	Optional<JsonLog> log();

	/**
	 * Disconnects the container from its networks and deletes it: its record, the
	 * snapshot that it was last read with, and its
	 * {@link io.github.containerd4j.Namespace#containerDirectory directory} on this
	 * machine. {@link ContainerService#delete(String)} deletes the record alone.
	 * @throws io.github.containerd4j.NotFoundException if the container is gone
	 * @throws io.github.containerd4j.network.CniException if a plugin fails to disconnect
	 * it; the container stays then, so that it can be tried again, or after
	 * {@link ContainerNetwork#detachByForce()}
	 * @throws io.github.containerd4j.FailedPreconditionException if it has a task,
	 * whether that runs or has ended; nothing is deleted then
	 */
	void delete();

	/**
	 * Deletes the container as {@link #delete()} does, with other rules.
	 * @param options what to do about a task and the root file system
	 * @throws io.github.containerd4j.NotFoundException if the container is gone, unless
	 * that is forced
	 * @throws io.github.containerd4j.FailedPreconditionException if it has a task, unless
	 * that is forced
	 * @throws io.github.containerd4j.DeadlineExceededException if its task lives on
	 * although it was killed; nothing is deleted then
	 */
	void delete(DeleteOptions options);

}
