package io.github.containerd4j.container;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.containerd4j.Filter;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.ResultStream;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.spec.ContainerSpec;

/**
 * The containers of one namespace. Fields for filters are {@code id}, {@code image},
 * {@code runtime.name} and labels.
 * <p>
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public interface ContainerService {

	/**
	 * Lists containers. There is no limit to their number: they arrive as a stream, which
	 * the 16 MiB of a single message do not bound. A daemon that cannot stream them is
	 * asked as {@link #listAtOnce} does.
	 * @param filters alternatives; none for all containers
	 * @return the containers, by identifier
	 * @throws io.github.containerd4j.ResourceExhaustedException if the daemon cannot
	 * stream them and they do not fit into one message
	 */
	List<Container> list(Filter... filters);

	/**
	 * Lists all containers, as {@link #list} does without a filter.
	 * @return the containers, by identifier
	 */
	default List<Container> all() {
		return list();
	}

	/**
	 * Lists containers with a call that answers with a single message, which the daemon
	 * sends as a whole or not at all. The daemon's database has been left by then, while
	 * it stays open to a stream until that was read; and some proxies pass no streams. It
	 * cannot be used where there may be many containers: their specs usually have 5 to 20
	 * KB each, so the 16 MiB of a message are full with about a thousand. Choose
	 * {@link #list} otherwise, which has no such limit.
	 * @param filters alternatives; none for all containers
	 * @return the containers, by identifier
	 * @throws io.github.containerd4j.ResourceExhaustedException if they do not fit into
	 * one message
	 */
	List<Container> listAtOnce(Filter... filters);

	/**
	 * Lists containers while they arrive, in bounded memory. Where the daemon cannot
	 * stream them, this is {@link #listAtOnce}, and only that has an unbounded need of
	 * memory.
	 * @param filters alternatives; none for all containers
	 * @return the containers, by identifier; to be closed
	 */
	ResultStream<Container> stream(Filter... filters);

	/**
	 * Looks for a container.
	 * @param id the identifier
	 * @return the container; empty if it does not exist
	 * @throws io.github.containerd4j.InvalidArgumentException if the identifier is not
	 * valid
	 */
	Optional<Container> find(String id);

	/**
	 * Asks whether a container exists.
	 * @param id the identifier
	 * @return {@code true} if there is a record of it
	 * @throws io.github.containerd4j.InvalidArgumentException if the identifier is not
	 * valid
	 */
	default boolean exists(String id) {
		return find(id).isPresent();
	}

	/**
	 * Reads a container.
	 * @param id the identifier
	 * @return the container
	 * @throws io.github.containerd4j.NotFoundException if it does not exist
	 * @throws io.github.containerd4j.InvalidArgumentException if the identifier is not
	 * valid
	 */
	Container get(String id);

	/**
	 * Creates the record of a container. Nothing runs yet, and snapshot and image must
	 * exist for it to run later.
	 * @param info the record; times in it are ignored. Without a runtime it gets the
	 * client's default one
	 * @return the container
	 * @throws io.github.containerd4j.AlreadyExistsException if the identifier is taken
	 * @throws io.github.containerd4j.InvalidArgumentException if the record is not valid;
	 * 1.6 refuses one without a spec
	 */
	Container create(ContainerInfo info);

	/**
	 * Creates a container that can be started: its root file system from an image, its
	 * runtime spec, and its record. An image that is not unpacked yet is unpacked; one
	 * that is not there is not pulled. All of it is made, or nothing stays. Blocks; an
	 * interrupt ends it.
	 * <p>
	 * Labels of the image are copied to the record, those that containerd would refuse
	 * excepted. Where the snapshot's key, the identifier, is taken by what a deleted
	 * container left to garbage collection, another one is used.
	 * @param spec what the container shall be
	 * @return the container
	 * @throws io.github.containerd4j.AlreadyExistsException if the identifier is taken
	 * @throws io.github.containerd4j.NotFoundException if the image, a user, a group, a
	 * device or the source of a mount does not exist
	 * @throws io.github.containerd4j.InvalidArgumentException if neither the
	 * specification nor the image says what to run
	 * @throws io.github.containerd4j.PermissionDeniedException if a user must be looked
	 * up in the image and this process may not mount it
	 * @throws io.github.containerd4j.FailedPreconditionException if the same, and the
	 * daemon is known to be on another host
	 */
	Container create(ContainerSpec spec);

	/**
	 * Creates a container that properties describe; otherwise as
	 * {@link #create(ContainerSpec)}.
	 * @param properties as of {@link ContainerSpec#fromProperties(Map)}
	 * @return the container
	 * @throws io.github.containerd4j.spec.InvalidPropertyException if a property is not
	 * known, or its value not right
	 */
	default Container create(Map<String, ?> properties) {
		return create(ContainerSpec.fromProperties(properties));
	}

	/**
	 * Deletes the ephemeral containers that have stopped while no client waited for it,
	 * because its JVM had ended. Those that were never started stay. It is done by itself
	 * when a client first starts an ephemeral container in the namespace.
	 * @return the identifiers of those that were deleted
	 */
	List<String> deleteStoppedEphemeral();

	/**
	 * Changes the record of a container.
	 * @param id the identifier
	 * @param update the changes, at least one
	 * @return the changed container
	 * @throws io.github.containerd4j.NotFoundException if it does not exist
	 * @throws io.github.containerd4j.InvalidArgumentException if there is no change in
	 * the update
	 */
	Container update(String id, ContainerUpdate update);

	/**
	 * Deletes the record of a container. containerd does not look at its task: one that
	 * still runs cannot be reached any more until a record of that identifier exists
	 * again. The snapshot stays until garbage collection finds it.
	 * @param id the identifier
	 * @throws io.github.containerd4j.NotFoundException if it does not exist
	 */
	void delete(String id);

	/**
	 * Makes a service for records alone: it cannot create containers from specifications.
	 * @param rpc makes the calls, in one namespace
	 * @return the service
	 */
	static ContainerService over(RpcClient rpc) {
		return new GrpcContainerService(rpc, RuntimeOptions.of(RuntimeOptions.RUNC_V2), ContainerDefaults.none(), null);
	}

	/**
	 * Makes the service.
	 * @param rpc makes the calls, in one namespace
	 * @param defaultRuntime the runtime of created containers that name none
	 * @param defaults what containers have that say nothing else
	 * @param namespace the other services of the same namespace
	 * @return the service
	 */
	static ContainerService over(RpcClient rpc, RuntimeOptions defaultRuntime, ContainerDefaults defaults,
			Namespace namespace) {
		return new GrpcContainerService(rpc, defaultRuntime, defaults, namespace);
	}

}
