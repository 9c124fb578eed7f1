package io.github.containerd4j.host;

import java.io.IOException;
import java.util.Locale;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.connection.ContainerdAddress;
import io.github.containerd4j.introspection.IntrospectionService;
import io.github.containerd4j.rpc.RpcClient;

/**
 * Whether the daemon is on this host, as far as can be known.
 */
final class DaemonHost {

	private final RpcClient rpc;

	DaemonHost(RpcClient rpc) {
		this.rpc = rpc;
	}

	/**
	 * Fails if the daemon's files are not this process's files for all that is known: a
	 * daemon behind a TCP address, or, since containerd 1.7, in another PID namespace.
	 * @param operation what is wanted, for the message
	 */
	void require(String operation) {
		ContainerdAddress address = this.rpc.connection().address();
		if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
			throw HostFailures.of(operation, "daemon", address.toString(), ErrorCode.UNIMPLEMENTED,
					"only Linux has the system calls for this", null);
		}
		if (!address.isLocal()) {
			throw HostFailures.of(operation, "daemon", address.toString(), ErrorCode.FAILED_PRECONDITION,
					"the daemon is reached through TCP, so its files are not known to be this machine's; connect to its "
							+ "Unix socket on its own host",
					null);
		}
		long daemon = IntrospectionService.over(this.rpc).server().pidNamespace();
		if (daemon != 0 && own() != 0 && daemon != own()) {
			throw HostFailures.of(operation, "daemon", address.toString(), ErrorCode.FAILED_PRECONDITION,
					"the daemon runs in another PID namespace than this process, so one of them is in a container or "
							+ "on another host, where paths mean something else",
					null);
		}
	}

	private static long own() {
		try {
			return DirectoryOwner.ownPidNamespace();
		}
		catch (IOException ex) {
			return 0;
		}
	}

}
