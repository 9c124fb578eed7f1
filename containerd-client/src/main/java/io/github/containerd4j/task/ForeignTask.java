package io.github.containerd4j.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Failure;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.connection.ContainerdAddress.UnixSocket;
import io.github.containerd4j.host.HostProcess;
import io.github.containerd4j.host.HostProcesses;
import io.github.containerd4j.proto.runc.v1.Options;
import io.github.containerd4j.proto.services.containers.v1.Container;
import io.github.containerd4j.proto.services.containers.v1.ContainersGrpc;
import io.github.containerd4j.proto.services.containers.v1.GetContainerRequest;
import io.github.containerd4j.rpc.Protos;
import io.github.containerd4j.rpc.RpcClient;
import org.jspecify.annotations.Nullable;

/**
 * A task that another daemon of this machine runs under the name that one of ours shall
 * get. All daemons have one directory for runc's state, where a task is known by its
 * namespace and identifier. runc would refuse the second one; but its shim then removes
 * what it takes for the remains of its own, which is the first one.
 */
final class ForeignTask {

	private static final Path STATES = Path.of("/run/containerd/runc");

	private static final String RUNC = "io.containerd.runc.";

	// In runc's state and in crun's.
	private static final List<String> FILES = List.of("state.json", "status");

	private static final Pattern PID = Pattern.compile("\"(?:init_process_pid|pid)\"\\s*:\\s*(\\d{1,9})[,}\\s]");

	private static final String ADDRESS = "-address";

	private final RpcClient rpc;

	private final ProcessKey key;

	private final HostProcesses processes;

	private ForeignTask(RpcClient rpc, ProcessKey key) {
		this.rpc = rpc;
		this.key = key;
		this.processes = HostProcesses.over(rpc);
	}

	/**
	 * Fails if there is one, for all that is known. Looks at a directory of this machine,
	 * and asks the daemon only where it finds a task.
	 * @param rpc makes the calls
	 * @param key the task that shall be created
	 */
	static void refuse(RpcClient rpc, ProcessKey key) {
		String namespace = rpc.namespace();
		if (namespace != null && rpc.connection().address() instanceof UnixSocket socket) {
			Path state = STATES.resolve(namespace).resolve(key.containerId());
			if (Files.isDirectory(state)) {
				new ForeignTask(rpc, key).refuse(state, socket.path());
			}
		}
	}

	private void refuse(Path state, Path ours) {
		Optional<String> daemon = daemon(state).filter((address) -> !isSame(address, ours));
		if (daemon.isPresent() && this.processes.areVisible() && sharesState()) {
			Failure failure = new Failure("create", "task", this.key.containerId(), this.rpc.namespace(),
					ErrorCode.FAILED_PRECONDITION);
			throw new FailedPreconditionException(failure.describe() + ": the daemon at " + daemon.get()
					+ " runs a task of this name on this machine, which would be killed; take another namespace or "
					+ "identifier, or stop that one", failure, null);
		}
	}

	/**
	 * The address of the daemon whose shim has the living task.
	 */
	private Optional<String> daemon(Path state) {
		return FILES.stream()
			.flatMap((file) -> pid(state.resolve(file)).stream())
			.findFirst()
			.flatMap(this.processes::find)
			.flatMap((first) -> this.processes.find(first.parentPid()))
			.map(HostProcess::commandLine)
			.filter((arguments) -> arguments.indexOf(ADDRESS) >= 0 && arguments.indexOf(ADDRESS) + 1 < arguments.size())
			.map((arguments) -> arguments.get(arguments.indexOf(ADDRESS) + 1));
	}

	private static Optional<Integer> pid(Path file) {
		try {
			Matcher pid = PID.matcher(Files.readString(file));
			return pid.find() ? Optional.of(Integer.valueOf(pid.group(1))) : Optional.empty();
		}
		catch (IOException ex) {
			// Not of this runtime, not for our eyes, or gone meanwhile.
			return Optional.empty();
		}
	}

	private static boolean isSame(String address, Path ours) {
		try {
			return Files.isSameFile(Path.of(address), ours);
		}
		catch (IOException ex) {
			return Path.of(address).equals(ours);
		}
	}

	// A runtime of another kind, or with a directory of its own, is in nobody's way.
	private boolean sharesState() {
		GetContainerRequest request = GetContainerRequest.newBuilder().setId(this.key.containerId()).build();
		Container container = this.rpc.call(ContainersGrpc.getGetMethod(), request, this.key.subject()).getContainer();
		return container.getRuntime().getName().startsWith(RUNC)
				&& !hasRoot(Protos.toTypedValue(container.getRuntime().getOptions()));
	}

	private static boolean hasRoot(@Nullable TypedValue options) {
		return options != null && options.messageName().equals(Options.getDescriptor().getFullName())
				&& !Protos.unpack(options, Options.parser()).getRoot().isEmpty();
	}

}
