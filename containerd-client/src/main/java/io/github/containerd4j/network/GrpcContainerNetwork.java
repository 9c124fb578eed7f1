package io.github.containerd4j.network;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.github.containerd4j.CancelledException;
import io.github.containerd4j.DeadlineExceededException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Failure;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.host.ContainerDirectory;
import io.github.containerd4j.host.HostMounts;
import io.github.containerd4j.rpc.RpcClient;

final class GrpcContainerNetwork implements ContainerNetwork {

	private static final Path PROC = Path.of("/proc");

	private static final long FIRST_LOOK_MILLIS = 5;

	private static final long LAST_LOOK_MILLIS = 200;

	private final RpcClient rpc;

	private final Cni cni;

	private final ContainerDirectory directory;

	private final String containerId;

	private final NetworkSettings settings;

	private final TaskProcess task;

	private final NetworkConnection connection;

	GrpcContainerNetwork(RpcClient rpc, Cni cni, ContainerDirectory directory, String containerId,
			NetworkSettings settings) {
		this.rpc = rpc;
		this.cni = cni;
		this.directory = directory;
		this.containerId = containerId;
		this.settings = settings;
		this.task = new TaskProcess(rpc, containerId);
		// As containerd's own clients name containers.
		this.connection = new NetworkConnection(cni, directory, rpc.namespace() + "-" + containerId);
	}

	@Override
	public NetworkSettings settings() {
		return this.settings;
	}

	@Override
	public ContainerNetwork withSettings(NetworkSettings settings) {
		return new GrpcContainerNetwork(this.rpc, this.cni, this.directory, this.containerId, settings);
	}

	@Override
	public Path namespaceFile() {
		return NetworkConnection.namespaceFile(this.directory);
	}

	@Override
	public List<CniResult> attach() {
		long pid = this.task.pid();
		if (pid == 0) {
			throw new FailedPreconditionException(
					failure(ErrorCode.FAILED_PRECONDITION).describe()
							+ ": its task has ended, and its network namespace with it",
					failure(ErrorCode.FAILED_PRECONDITION), null);
		}
		return attach(pid);
	}

	@Override
	public List<CniResult> attach(long pid) {
		return noted(() -> this.connection.connect(this.settings, PROC.resolve(pid + "/ns/net")));
	}

	@Override
	public List<CniResult> prepare() {
		return noted(() -> this.connection.prepare(this.settings));
	}

	private List<CniResult> noted(Supplier<List<CniResult>> connecting) {
		List<CniResult> results = (this.settings.mode() == NetworkMode.CNI) ? connect(connecting) : List.of();
		try {
			NetworkFiles.in(this.directory).update(this.settings, results);
			return results;
		}
		catch (RuntimeException ex) {
			this.connection.disconnectAfter(ex);
			throw ex;
		}
	}

	private List<CniResult> connect(Supplier<List<CniResult>> connecting) {
		if (!HostMounts.over(this.rpc).isDaemonHere()) {
			Failure failure = failure(ErrorCode.FAILED_PRECONDITION);
			throw new FailedPreconditionException(
					failure.describe() + ": the daemon is not on this machine, so its process is another one here",
					failure, null);
		}
		return connecting.get();
	}

	@Override
	public void detach() {
		// Most containers have no such network, and a look at the cache may cost much.
		if (this.settings.mode() == NetworkMode.CNI || this.connection.isNoted()) {
			this.connection.disconnect();
		}
	}

	@Override
	public void detachByForce() {
		this.connection.disconnectByForce();
	}

	@Override
	public void check() {
		this.connection.check();
	}

	@Override
	public List<ContainerInterface> interfaces() {
		return this.task.findPid().map((pid) -> interfaces(pid, HardwareAddresses.read(pid))).orElse(List.of());
	}

	@Override
	public Map<String, InterfaceCounters> counters() {
		return this.task.findPid().map((pid) -> counters(PROC.resolve(pid + "/net"))).orElse(Map.of());
	}

	private static Map<String, InterfaceCounters> counters(Path directory) {
		try {
			return KernelNetwork.counters(directory);
		}
		catch (IOException ex) {
			// The process has ended since.
			return Map.of();
		}
	}

	private List<ContainerInterface> interfaces(long pid, Map<String, String> macs) {
		List<CniResult> results = this.connection.results();
		Path directory = PROC.resolve(pid + "/net");
		try {
			Map<String, InterfaceCounters> counters = KernelNetwork.counters(directory);
			return KernelNetwork.read(directory, results)
				.entrySet()
				.stream()
				.map((entry) -> new ContainerInterface(entry.getKey(),
						macs.getOrDefault(entry.getKey(), mac(entry.getKey(), results)), entry.getValue(),
						counters.getOrDefault(entry.getKey(), InterfaceCounters.NONE)))
				.toList();
		}
		catch (IOException ex) {
			// The process has ended since.
			return List.of();
		}
	}

	private static String mac(String name, List<CniResult> results) {
		return results.stream()
			.flatMap((result) -> result.interfaces().stream())
			.filter((candidate) -> candidate.name().equals(name) && !candidate.sandbox().isEmpty())
			.map(CniResult.Interface::mac)
			.findFirst()
			.orElse("");
	}

	@Override
	public List<InetAddress> ips() {
		return this.task.findPid()
			.map((pid) -> interfaces(pid, Map.of()))
			.orElse(List.of())
			.stream()
			.flatMap((candidate) -> candidate.addresses().stream())
			.map(ContainerInterface.Address::address)
			.filter((address) -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
			.sorted(Comparator.comparing(Inet6Address.class::isInstance))
			.toList();
	}

	@Override
	public List<InetAddress> ips(Duration timeout) {
		return await((address) -> true, "address", timeout);
	}

	@Override
	public List<InetAddress> ips(ProtocolFamily family, Duration timeout) {
		if (family == StandardProtocolFamily.INET) {
			return await(Inet4Address.class::isInstance, "IPv4 address", timeout);
		}
		if (family == StandardProtocolFamily.INET6) {
			return await(Inet6Address.class::isInstance, "IPv6 address", timeout);
		}
		throw InvalidArgumentException.of("protocol family", family.name(), "it must be INET or INET6");
	}

	private List<InetAddress> await(Predicate<InetAddress> wanted, String name, Duration timeout) {
		long deadline = System.nanoTime() + timeout.toNanos();
		long pause = FIRST_LOOK_MILLIS;
		while (true) {
			List<InetAddress> addresses = ips().stream().filter(wanted).toList();
			if (!addresses.isEmpty()) {
				return addresses;
			}
			if (deadline - System.nanoTime() <= 0) {
				Failure failure = failure(ErrorCode.DEADLINE_EXCEEDED);
				throw new DeadlineExceededException(
						failure.describe() + ": it has no " + name + " after " + timeout.toMillis() + " ms", failure,
						null);
			}
			pause(pause);
			pause = Math.min(LAST_LOOK_MILLIS, 2 * pause);
		}
	}

	// The kernel tells addresses by netlink only, which Java does not speak.
	private void pause(long millis) {
		try {
			Thread.sleep(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			Failure failure = failure(ErrorCode.CANCELLED);
			throw new CancelledException(failure.describe() + ": the waiting thread was interrupted", failure, ex);
		}
	}

	private Failure failure(ErrorCode code) {
		return new Failure("network of", "container", this.containerId, this.rpc.namespace(), code);
	}

	@Override
	public String toString() {
		return "ContainerNetwork[" + this.containerId + "]";
	}

}
