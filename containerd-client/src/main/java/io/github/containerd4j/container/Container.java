package io.github.containerd4j.container;

import java.net.InetAddress;
import java.net.ProtocolFamily;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.attach.AttachOptions;
import io.github.containerd4j.cgroup.Cgroup;
import io.github.containerd4j.containersnapshot.ContainerSnapshot;
import io.github.containerd4j.containersnapshot.ContainerSnapshots;
import io.github.containerd4j.copy.CopyOptions;
import io.github.containerd4j.files.ContainerFiles;
import io.github.containerd4j.image.Image;
import io.github.containerd4j.migrate.MigrateOptions;
import io.github.containerd4j.network.ContainerInterface;
import io.github.containerd4j.network.ContainerNetwork;
import io.github.containerd4j.publish.PublishOptions;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.state.ContainerState;
import io.github.containerd4j.state.ContainerStatus;
import io.github.containerd4j.stdio.JsonLog;
import io.github.containerd4j.stdio.ProcessStreams;
import io.github.containerd4j.stdio.Streams;
import io.github.containerd4j.task.ExecBuilder;
import io.github.containerd4j.task.ExecResult;
import io.github.containerd4j.task.ExitStatus;
import io.github.containerd4j.task.Task;

/**
 * One container. What {@link #info()} tells was read when this object was made or last
 * refreshed; no getter calls the daemon.
 * <p>
 * What changes what the container does returns when that is so. Where no time limit is
 * given, those of the client count, or of
 * {@link io.github.containerd4j.Namespace#withTimeout}.
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
	 * of the same name, mounts and devices those of the same place; capabilities are
	 * added and taken from those that it has. Profiles that are named are applied first;
	 * what earlier ones had set stays where nothing replaces it. An empty value removes a
	 * label.
	 * <p>
	 * A stopped container has all of it when it is started. A running one has the limits
	 * at once, as far as its kernel can, and labels, description, profiles, the signal to
	 * stop with, the restart policy, and whether it is ephemeral; the result names what
	 * needs a restart. The network of a container that has a task is not changed; a
	 * container without one is disconnected from a network that was kept, and connected
	 * to the new one at once if that is kept, else by its next start. If the limits
	 * cannot be changed, nothing is: the record is put back, and so are limits that were
	 * changed before the one that failed. Saving from several clients at the same time,
	 * the last one wins.
	 * @param changes sets what is to be changed
	 * @return the changed record, and what is in effect
	 * @throws io.github.containerd4j.InvalidArgumentException if it sets what is fixed
	 * when a container is created: image, snapshotter, runtime, sandbox, user namespace,
	 * a root file system that becomes writable, and a privileged container that becomes
	 * none; or keeps what is no CNI network
	 * @throws io.github.containerd4j.spec.UnknownProfileException if the client has no
	 * such profile
	 * @throws io.github.containerd4j.NotFoundException if the container, a user, or the
	 * source of a mount does not exist
	 * @throws io.github.containerd4j.FailedPreconditionException if the record has no
	 * runtime spec in JSON, or the network of a container that has a task is changed
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
	 * Asks the task to end, and deletes it when it has ended. Kills nothing: what has not
	 * ended in time lives on, and {@link #stop(Duration)} can end it.
	 * @param timeout how long the first process may take to end by itself
	 * @return whether no task is left, also if there was none before; {@code false} if it
	 * lives on
	 * @throws io.github.containerd4j.CancelledException if the thread is interrupted
	 */
	boolean shutdown(Duration timeout);

	/**
	 * Freezes all processes; returns when they are. What is frozen stays so.
	 * @throws io.github.containerd4j.FailedPreconditionException if the container does
	 * not run
	 */
	void freeze();

	/**
	 * Thaws all processes. What is not frozen goes on.
	 * @throws io.github.containerd4j.FailedPreconditionException if the container does
	 * not run
	 */
	void unfreeze();

	/**
	 * Reads what the container is doing.
	 * @return the status; {@link ContainerStatus#MISSING} if there is no such container
	 * any more
	 */
	ContainerStatus status();

	/**
	 * Reads all that there is to tell of the container: its task, network, processor
	 * time, memory, disk and processes.
	 * @return the state
	 */
	ContainerState state();

	/**
	 * Waits until the container has a status. Events tell when it changes; nothing is
	 * asked meanwhile. The daemon may restart while this waits. A status that the
	 * container had only for a moment counts.
	 * @param status the status
	 * @param timeout the longest time to wait
	 * @return whether it had that status in time
	 * @throws io.github.containerd4j.InvalidArgumentException if the status is
	 * {@link ContainerStatus#UNKNOWN}
	 * @throws io.github.containerd4j.UnavailableException if the daemon is away when the
	 * time is over, so that nobody can tell
	 * @throws io.github.containerd4j.CancelledException if the thread is interrupted
	 */
	boolean waitFor(ContainerStatus status, Duration timeout);

	/**
	 * Asks the daemon for the container's first process.
	 * @return its process id on the daemon's host; empty if none lives
	 */
	OptionalInt initPid();

	/**
	 * Asks the daemon whether the container's first process lives and was started.
	 * @return {@code true} also for a frozen one
	 */
	default boolean isRunning() {
		return status().isRunning();
	}

	/**
	 * Asks the daemon whether the container exists.
	 * @return {@code true} if there is a record of it
	 */
	boolean isDefined();

	/**
	 * Runs a function in the container with the default options; see
	 * {@link #attach(AttachOptions, Callable)}.
	 * @param <T> what it finds
	 * @param function the function
	 * @return what it found
	 */
	default <T> T attach(Callable<T> function) {
		return attach(AttachOptions.defaults(), function);
	}

	/**
	 * Runs a function of this JVM in the container: on a new platform thread, which joins
	 * namespaces of the container's first process, and ends with the function. Its
	 * working directory is the container's root. It keeps this process's user, with all
	 * its rights, memory and control group; files that it makes are this user's, which in
	 * a container with a user namespace is nobody. Needs root, and the daemon on this
	 * machine.
	 * <p>
	 * With the mount namespace, which is among the defaults, the files of the JDK and of
	 * the application are out of its sight. Jars that are on the class path are open by
	 * then, and what the JDK needs for files and networks is loaded; but classes in
	 * directories, native libraries, resources and programs such as
	 * {@link ProcessBuilder} starts are looked for in the container, which may offer its
	 * own. A function for containers that are not trusted should have used before, or
	 * {@linkplain AttachOptions#withPreloaded name}, all classes that it needs. Threads
	 * that it starts, also in pools, are born into the container and stay there: it must
	 * not start any.
	 * @param <T> what it finds
	 * @param options which namespaces, and how long it may take
	 * @param function the function
	 * @return what it found
	 * @throws io.github.containerd4j.NotFoundException if there is no task
	 * @throws io.github.containerd4j.FailedPreconditionException if the task has ended,
	 * or the daemon is not on this machine
	 * @throws io.github.containerd4j.PermissionDeniedException if this process may not
	 * join the namespaces
	 * @throws io.github.containerd4j.DeadlineExceededException if the function does not
	 * end in time. Its thread is interrupted, and goes on until it heeds that
	 * @throws io.github.containerd4j.CancelledException if the calling thread is
	 * interrupted; so is the function
	 * @throws java.util.concurrent.CompletionException with a checked exception of the
	 * function as its cause; unchecked ones are thrown as they are
	 */
	<T> T attach(AttachOptions options, Callable<T> function);

	/**
	 * Runs a command in the container, as {@link Task#exec} does, with the output of this
	 * JVM, and its input if that is a terminal.
	 * @param command the program and its arguments; no shell reads them
	 * @return its exit code
	 * @throws io.github.containerd4j.NotFoundException if there is no task
	 * @throws io.github.containerd4j.task.ProcessStartException if the program cannot be
	 * executed
	 */
	int attach(String... command);

	/**
	 * Runs a command in the running container and waits for its end and its output, which
	 * is captured; {@link #execBuilder} can do more.
	 * @param command the program and its arguments; no shell reads them
	 * @return its exit code, output and errors, whatever the code
	 * @throws io.github.containerd4j.NotFoundException if there is no task; other
	 * failures as of {@link ExecBuilder#run()}
	 */
	default ExecResult execute(String... command) {
		return execBuilder(command).run();
	}

	/**
	 * Describes a command for the running container: its user, environment, streams, time
	 * limit or terminal.
	 * @param command the program and its arguments; no shell reads them
	 * @return the builder, which runs the command, or opens it to be talked to
	 * @throws io.github.containerd4j.NotFoundException if there is no task
	 */
	ExecBuilder execBuilder(String... command);

	/**
	 * Opens the terminal of the running container again, also one that another JVM
	 * started. Only one reader gets each byte: while somebody else has it open, its
	 * output is shared at random.
	 * @return the terminal, to be closed, which leaves the process running and the
	 * terminal to be opened again
	 * @throws io.github.containerd4j.FailedPreconditionException if the container does
	 * not run, has no terminal, or was started with its output dropped or sent to a log
	 */
	ProcessStreams console();

	/**
	 * Finds the control group of the running task, on this machine.
	 * @return the control group
	 * @throws io.github.containerd4j.NotFoundException if there is no task
	 * @throws io.github.containerd4j.FailedPreconditionException if the task has ended or
	 * has no control group of its own, or the daemon is not on this machine
	 */
	Cgroup cgroup();

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
	 * becomes of the image; if this JVM is killed meanwhile, when it is next read.
	 * Volumes and other mounts are no part of the image. Blocks; the operation timeout
	 * applies to the layer. After a failure nothing is left.
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
	 * Waits until the running task has such an address; see
	 * {@link ContainerNetwork#ips(Duration)}.
	 * @param timeout the longest time to wait
	 * @return the addresses, at least one
	 * @throws io.github.containerd4j.DeadlineExceededException if there is none by then
	 */
	default List<InetAddress> ips(Duration timeout) {
		return network().ips(timeout);
	}

	/**
	 * Waits until the running task has such an address of one family; see
	 * {@link ContainerNetwork#ips(ProtocolFamily, Duration)}.
	 * @param family {@link java.net.StandardProtocolFamily#INET} for IPv4 or
	 * {@link java.net.StandardProtocolFamily#INET6} for IPv6
	 * @param timeout the longest time to wait
	 * @return the addresses of this family, at least one
	 * @throws io.github.containerd4j.DeadlineExceededException if there is none by then
	 */
	default List<InetAddress> ips(ProtocolFamily family, Duration timeout) {
		return network().ips(family, timeout);
	}

	/**
	 * Reads the network interfaces of the running task; see
	 * {@link ContainerNetwork#interfaces()}.
	 * @return the interfaces, the loopback interface among them; empty if no task runs
	 */
	default List<ContainerInterface> interfaces() {
		return network().interfaces();
	}

	/**
	 * Makes a copy as {@link #copy(String, CopyOptions)} does, with all that a copy can
	 * have.
	 * @param newId the identifier of the copy
	 * @return the copy
	 */
	Container copy(String newId);

	/**
	 * Makes a copy: a container with the same files, image, runtime, spec and labels,
	 * which is not started. Where the identifier of this container is in the spec, as in
	 * the path of the control group and the host name, comes the new one. The copy has
	 * its own directory, log and network addresses; ports of the machine are as in the
	 * source, so only one of both can run if there are any. Snapshots stay with this
	 * container.
	 * <p>
	 * Of a container that has no running task, or only one that has ended, no file is
	 * copied: both share what there is from then on, and each has only its own changes.
	 * That takes the same time for any size, and adds a layer to the container's root
	 * file system unless nothing was written since the last copy or snapshot. While a
	 * task has the root file system mounted, frozen or not, its files cannot become a
	 * layer that others share. So the daemon copies what the container has written, and a
	 * running one stands still while that is read.
	 * <p>
	 * After a failure this container is as before, and nothing of the copy is left. If
	 * this JVM is killed, what it has made goes when its lease expires, after an hour;
	 * this container is put in order, and goes on if it stood still, when this client
	 * next reads it.
	 * @param newId the identifier of the copy
	 * @param options how it differs
	 * @return the copy
	 * @throws io.github.containerd4j.AlreadyExistsException if the identifier is taken
	 * @throws io.github.containerd4j.NotFoundException if this container is gone
	 * @throws io.github.containerd4j.FailedPreconditionException if its root file system
	 * is no snapshot, or one with mapped owners
	 * @throws io.github.containerd4j.ResourceExhaustedException if the disk is full
	 */
	Container copy(String newId, CopyOptions options);

	/**
	 * Gives the container another identifier, in the same time for any size; its files,
	 * labels, snapshots, directory and logs go along. A task that has ended is deleted.
	 * This object goes on naming the old identifier.
	 * <p>
	 * At every moment there is a container with one of the identifiers, and for a short
	 * time with both. After a failure, or when this JVM was killed and the container is
	 * next read, it has the old one.
	 * @param newId the new identifier
	 * @return the renamed container
	 * @throws io.github.containerd4j.AlreadyExistsException if the identifier is taken
	 * @throws io.github.containerd4j.NotFoundException if this container is gone
	 * @throws io.github.containerd4j.FailedPreconditionException if it has a task that
	 * has not ended
	 */
	Container rename(String newId);

	/**
	 * Moves the stopped container to another namespace; see
	 * {@link #migrate(Namespace, MigrateOptions)}.
	 * @param target the namespace, of the same daemon or of another one
	 * @return the container there
	 */
	default Container migrate(Namespace target) {
		return migrate(target, MigrateOptions.stopped());
	}

	/**
	 * Moves the container to another namespace, which may be that of another
	 * {@link io.github.containerd4j.ContainerdClient}, and so of another daemon here or
	 * elsewhere: the content of its image as far as it is missing there, what it has
	 * changed in its root file system, spec, labels, extensions and network settings.
	 * Then it is deleted here. Mounts from this machine are looked for at the target
	 * where they were, unless the options change the spec.
	 * <p>
	 * If it is moved live, its processes stand still until they go on at the target with
	 * their memory. Daemons of one machine share the runtime's state, so between two of
	 * them namespace or identifier must change.
	 * <p>
	 * A CNI network must be kept for a live move, as it is with
	 * {@link io.github.containerd4j.spec.ContainerSpec.Builder#keepNetwork()}; at the
	 * target the container is connected before its processes go on, with addresses of
	 * that network.
	 * <p>
	 * After a failure the container is here as it was, running if it ran, and the target
	 * has nothing of it. A daemon that died meanwhile is given 15 seconds to come back;
	 * if it stays away, what it holds of the attempt ends with its lease, and what runs
	 * of it when the daemon is back and the container is next read there. Blocks; an
	 * interrupt ends it.
	 * <p>
	 * If this JVM is killed, the container is here as it was when it is next read, or at
	 * the target; never do its processes run at both. If it was killed while the
	 * processes began to go on at the target, the container stands still here until
	 * somebody asks both sides: migrating it to the same target again ends the move, or
	 * begins it anew if it had failed there. Elsewhere it is refused until then;
	 * {@link #unfreeze()} lets it go on here.
	 * @param target the namespace, of the same daemon or of another one
	 * @param options how
	 * @return the container there; {@link #task()} of it is there too if it was moved
	 * live
	 * @throws io.github.containerd4j.AlreadyExistsException if the target has a container
	 * of the identifier; nothing was done then
	 * @throws io.github.containerd4j.FailedPreconditionException if the target is where
	 * the container is, if it runs and is not moved live or the other way round, if both
	 * daemons of a live migration would have the same state directory, if the network of
	 * a running container is that of its task alone, or its standard streams are FIFOs
	 * and the options name no others; nothing was done then; also if it has
	 * {@link #snapshots() snapshots} that would be lost
	 * @throws io.github.containerd4j.NotFoundException if the container's image is gone
	 * @throws io.github.containerd4j.checkpoint.CriuException if CRIU is missing or fails
	 * on one of the sides
	 * @throws io.github.containerd4j.ResourceExhaustedException if the target's disk is
	 * full
	 */
	Container migrate(Namespace target, MigrateOptions options);

	/**
	 * The snapshots of the container; calls nothing.
	 * @return the snapshots
	 */
	ContainerSnapshots snapshots();

	/**
	 * Reads whether memory of the container's processes is kept: whether one of its
	 * {@link #snapshots() snapshots} has it, so that {@link #restore} lets them go on.
	 * @return whether one has
	 * @throws io.github.containerd4j.NotFoundException if the container is gone
	 */
	default boolean isStateful() {
		return snapshots().all().stream().anyMatch(ContainerSnapshot::stateful);
	}

	/**
	 * Brings the container back to a snapshot, see {@link ContainerSnapshots#restore},
	 * and reads the record again.
	 * @param snapshot the name of the snapshot
	 * @return the record
	 * @throws io.github.containerd4j.NotFoundException if there is none of that name, or
	 * the container is gone
	 */
	ContainerInfo restore(String snapshot);

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
	 * whether that runs or has ended, or {@link #snapshots() snapshots}; nothing is
	 * deleted then
	 */
	void delete();

	/**
	 * Deletes the container as {@link #delete()} does, with other rules.
	 * @param options what to do about a task and the root file system
	 * @throws io.github.containerd4j.NotFoundException if the container is gone, unless
	 * that is forced
	 * @throws io.github.containerd4j.FailedPreconditionException if it has a task, unless
	 * that is forced, or snapshots, unless these go too
	 * @throws io.github.containerd4j.DeadlineExceededException if its task lives on
	 * although it was killed; nothing is deleted then
	 */
	void delete(DeleteOptions options);

}
