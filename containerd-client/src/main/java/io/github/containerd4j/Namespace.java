package io.github.containerd4j;

import java.time.Duration;

import io.github.containerd4j.checkpoint.CheckpointService;
import io.github.containerd4j.container.ContainerService;
import io.github.containerd4j.content.ContentStore;
import io.github.containerd4j.diff.DiffService;
import io.github.containerd4j.event.NamespaceEventService;
import io.github.containerd4j.host.ContainerDirectory;
import io.github.containerd4j.host.HostMounts;
import io.github.containerd4j.image.ImageService;
import io.github.containerd4j.introspection.Capabilities;
import io.github.containerd4j.introspection.IntrospectionService;
import io.github.containerd4j.lease.Lease;
import io.github.containerd4j.lease.LeaseService;
import io.github.containerd4j.mount.MountService;
import io.github.containerd4j.network.ContainerNetwork;
import io.github.containerd4j.network.NetworkSettings;
import io.github.containerd4j.sandbox.SandboxController;
import io.github.containerd4j.sandbox.SandboxStore;
import io.github.containerd4j.snapshot.SnapshotService;
import io.github.containerd4j.spec.Profiles;
import io.github.containerd4j.task.TaskService;
import io.github.containerd4j.transfer.StreamingService;
import io.github.containerd4j.transfer.TransferService;
import io.grpc.Channel;

/**
 * Everything inside one of containerd's namespaces. A view: making one calls nothing, and
 * a namespace that does not exist yet is created by the first write.
 * <p>
 * Safe for use by many threads; it needs no closing.
 *
 * @since 0.1.0
 */
public interface Namespace {

	/** The namespace that {@code ctr} uses by default. */
	String DEFAULT = "default";

	/**
	 * The name of the namespace.
	 * @return the name
	 */
	String name();

	/**
	 * What the daemon can do; see {@link ContainerdClient#capabilities()}.
	 * @return the capabilities
	 * @throws UnavailableException if they must be read and the daemon cannot be reached
	 */
	Capabilities capabilities();

	/**
	 * Who the daemon is; the same for each of its namespaces.
	 * @return the service
	 */
	IntrospectionService introspection();

	/**
	 * The containers.
	 * @return the service
	 */
	ContainerService containers();

	/**
	 * The blobs.
	 * @return the service
	 */
	ContentStore content();

	/**
	 * The tasks: what runs.
	 * @return the service
	 */
	TaskService tasks();

	/**
	 * The events of this namespace.
	 * @return the service
	 */
	NamespaceEventService events();

	/**
	 * The snapshots of the client's default snapshotter.
	 * @return the service
	 */
	SnapshotService snapshots();

	/**
	 * The snapshots of one snapshotter.
	 * @param snapshotter the name of the snapshotter, such as {@code native}
	 * @return the service
	 * @throws InvalidArgumentException if the name is empty
	 */
	SnapshotService snapshots(String snapshotter);

	/**
	 * Turns layers into file systems and back.
	 * @return the service
	 */
	DiffService diff();

	/**
	 * The images.
	 * @return the service
	 */
	ImageService images();

	/**
	 * Makes images of running containers, and containers of such images.
	 * @return the service
	 */
	CheckpointService checkpoints();

	/**
	 * The leases.
	 * @return the service
	 */
	LeaseService leases();

	/**
	 * Mounts that the daemon carries out for others, since containerd 2.2.
	 * @return the service
	 */
	MountService mounts();

	/**
	 * Mounts snapshots on this machine, which must be the daemon's.
	 * @return the service
	 */
	HostMounts hostMounts();

	/**
	 * The directory of a container on this machine, below the client's
	 * {@link ContainerdClient.Builder#dataDirectory data directory}.
	 * @param containerId the identifier of the container, which need not exist
	 * @return the directory, which need not exist either
	 * @throws InvalidArgumentException if the identifier is not valid
	 */
	ContainerDirectory containerDirectory(String containerId);

	/**
	 * The network of a container, which this process connects itself, with the client's
	 * {@link ContainerdClient.Builder#cni CNI}. Calls nothing.
	 * @param containerId the container
	 * @param settings what network it wants, or shall be connected to
	 * @return the network
	 */
	ContainerNetwork network(String containerId, NetworkSettings settings);

	/**
	 * The profiles that containers can name, those of the client. Calls nothing.
	 * @return the profiles
	 */
	Profiles profiles();

	/**
	 * The records of sandboxes, since containerd 1.7.
	 * @return the service
	 */
	SandboxStore sandboxes();

	/**
	 * What runs sandboxes, since containerd 1.7.
	 * @param sandboxer the name of the controller, such as {@link SandboxController#SHIM}
	 * @return the service
	 * @throws InvalidArgumentException if the name is empty
	 */
	SandboxController sandboxController(String sandboxer);

	/**
	 * Image transfers inside the daemon, since containerd 1.7.
	 * @return the service
	 */
	TransferService transfer();

	/**
	 * Streams that feed transfers, since containerd 1.7.
	 * @return the service
	 */
	StreamingService streaming();

	/**
	 * The same namespace with services whose creations belong to a lease, so that garbage
	 * collection spares them while the lease exists.
	 * @param lease the identifier of an existing lease
	 * @return the view
	 */
	Namespace withLease(String lease);

	/**
	 * The same namespace with services whose creations belong to a lease; see
	 * {@link #withLease(String)}.
	 * @param lease an open lease of this namespace
	 * @return the view
	 */
	default Namespace withLease(Lease lease) {
		return withLease(lease.id());
	}

	/**
	 * The same namespace with services that wait at most this long for an answer.
	 * @param timeout the time limit of each call
	 * @return the view
	 * @throws InvalidArgumentException if it is not positive
	 */
	Namespace withTimeout(Duration timeout);

	/**
	 * The channel to the daemon for bare gRPC stubs; it adds the namespace header (and
	 * the lease) to each call. Deadlines and errors are the caller's business.
	 * @return the channel
	 */
	Channel channel();

}
