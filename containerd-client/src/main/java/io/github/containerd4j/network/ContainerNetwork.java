package io.github.containerd4j.network;

import java.net.InetAddress;
import java.net.ProtocolFamily;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.host.ContainerDirectory;
import io.github.containerd4j.rpc.RpcClient;

/**
 * The network of one container. containerd itself knows nothing of networks: this client
 * connects a task between its creation and its start, or any time later, and must
 * disconnect it.
 * <p>
 * Safe for use by many threads, except that attaching and detaching one container at the
 * same time gives either result.
 *
 * @since 0.1.0
 */
public interface ContainerNetwork {

	/**
	 * What network the container wants.
	 * @return the settings
	 */
	NetworkSettings settings();

	/**
	 * The same container with other settings, to connect it to networks that it was not
	 * created for.
	 * @param settings the settings
	 * @return the changed copy
	 */
	ContainerNetwork withSettings(NetworkSettings settings);

	/**
	 * Connects the container's task, which must exist; see {@link #attach(long)}.
	 * @return what the networks gave
	 * @throws io.github.containerd4j.NotFoundException if there is no task, or a network
	 * is not known
	 * @throws io.github.containerd4j.FailedPreconditionException if the task has ended
	 */
	List<CniResult> attach();

	/**
	 * Connects a process's network namespace to the CNI networks of the settings, and
	 * fills the container's files with names and addresses. The namespace is kept even
	 * when the process ends, until {@link #detach()}. Does nothing if it is connected
	 * already; a namespace of an earlier task is disconnected first. If a network fails,
	 * all are disconnected again.
	 * @param pid the first process of the container's task
	 * @return what the networks gave, in their order; empty in other modes
	 * @throws CniException if a plugin fails
	 * @throws io.github.containerd4j.NotFoundException if a network is not known, or the
	 * process has ended
	 * @throws io.github.containerd4j.FailedPreconditionException if the settings want
	 * something that no plugin can give, or the daemon is not on this machine
	 */
	List<CniResult> attach(long pid);

	/**
	 * Disconnects the container from all networks, whoever connected it: another process
	 * of this client may have been killed in the middle of that. The task may be running,
	 * have ended or be gone. What is not connected stays so.
	 * @throws CniException if a plugin fails; the others have run nevertheless, and this
	 * can be tried again
	 */
	void detach();

	/**
	 * Disconnects the container as far as that is possible and forgets that it was
	 * connected. What plugins fail to give back, such as an address, stays taken; it is
	 * logged.
	 */
	void detachByForce();

	/**
	 * Asks the plugins whether what they made is still there. Networks that know no
	 * checks are left out.
	 * @throws CniException if something is missing
	 */
	void check();

	/**
	 * Reads the interfaces of the running task from the kernel, the loopback interface
	 * among them.
	 * @return the interfaces; empty if no task runs
	 */
	List<ContainerInterface> interfaces();

	/**
	 * Reads what went through the interfaces of the running task since they were made,
	 * the loopback interface among them. Asks the daemon for the process and the kernel
	 * for the rest, which costs less than {@link #interfaces()}.
	 * @return the counters by the names of the interfaces; empty if no task runs
	 */
	Map<String, InterfaceCounters> counters();

	/**
	 * Reads the addresses at which others can reach the running task: neither loopback
	 * addresses nor those of a single link.
	 * @return the addresses, IPv4 before IPv6; empty if there is none, or no task runs
	 */
	List<InetAddress> ips();

	/**
	 * Waits until the task has an address.
	 * @param timeout the longest time to wait
	 * @return the addresses, at least one
	 * @throws io.github.containerd4j.DeadlineExceededException if there is none by then
	 * @throws io.github.containerd4j.CancelledException if the thread is interrupted
	 */
	List<InetAddress> ips(Duration timeout);

	/**
	 * Waits until the task has an address of one family.
	 * @param family {@link java.net.StandardProtocolFamily#INET} for IPv4 or
	 * {@link java.net.StandardProtocolFamily#INET6} for IPv6
	 * @param timeout the longest time to wait
	 * @return the addresses of this family, at least one
	 * @throws io.github.containerd4j.InvalidArgumentException if it is another family
	 * @throws io.github.containerd4j.DeadlineExceededException if there is none by then
	 * @throws io.github.containerd4j.CancelledException if the thread is interrupted
	 */
	List<InetAddress> ips(ProtocolFamily family, Duration timeout);

	/**
	 * Connects the container before it has a task: makes a network namespace at
	 * {@link #namespaceFile()} and connects that to the networks of its settings, unless
	 * it is there and connected. A task whose runtime spec names the file joins it; the
	 * addresses stay until {@link #detach()}, whatever becomes of tasks. Containers whose
	 * network is kept are created so; see
	 * {@link io.github.containerd4j.spec.ContainerSpec.Builder#keepNetwork}.
	 * @return what the networks gave; empty for settings without CNI networks
	 * @throws CniException if a plugin fails; nothing is connected then
	 * @throws io.github.containerd4j.FailedPreconditionException if the daemon is not on
	 * this machine
	 */
	List<CniResult> prepare();

	/**
	 * Where the container's network namespace is mounted while it is connected to CNI
	 * networks. Its processes come and go, the file stays until {@link #detach()}.
	 * @return the file on this machine, which may not exist
	 */
	Path namespaceFile();

	/**
	 * Makes the network of a container.
	 * @param rpc makes the calls, in the container's namespace
	 * @param cni where networks and plugins are
	 * @param directory the container's directory on this machine
	 * @param containerId the container
	 * @param settings what network it wants
	 * @return the network
	 */
	static ContainerNetwork over(RpcClient rpc, Cni cni, ContainerDirectory directory, String containerId,
			NetworkSettings settings) {
		return new GrpcContainerNetwork(rpc, cni, directory, containerId, settings);
	}

}
