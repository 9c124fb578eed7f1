package io.github.containerd4j.spec;

import java.util.Locale;

import io.github.containerd4j.Identifiers;
import io.github.containerd4j.network.NetworkSettings;
import org.jspecify.annotations.Nullable;

/**
 * Which of the kernel's namespaces a container is in.
 *
 * @param kind the kind of namespace
 * @param path the file of an existing namespace on the daemon's host; {@code null} unless
 * it is joined
 * @param container the container whose namespace is joined; {@code null} unless it is
 * @param host whether it is the daemon's own
 * @since 0.1.0
 */
public record LinuxNamespace(Kind kind, @Nullable String path, @Nullable String container, boolean host) {

	/**
	 * The kinds of namespaces.
	 */
	public enum Kind {

		/** Processes. */
		PID,

		/** Interfaces, addresses, ports. */
		NETWORK,

		/** Shared memory and message queues. */
		IPC,

		/** The name of the host. */
		UTS,

		/** Mounts. */
		MOUNT,

		/** Users; see {@link ContainerSpec.Builder#userNamespace}. */
		USER,

		/** The view of the control groups. */
		CGROUP,

		/** The clocks; needs runc 1.2. */
		TIME;

		String type() {
			return name().toLowerCase(Locale.ROOT);
		}

		String file() {
			return switch (this) {
				case NETWORK -> "net";
				case MOUNT -> "mnt";
				default -> type();
			};
		}

	}

	/**
	 * The one that a network asks for.
	 */
	static LinuxNamespace of(NetworkSettings network) {
		return switch (network.mode()) {
			case HOST -> host(Kind.NETWORK);
			case NONE, CNI -> isolated(Kind.NETWORK);
			case CONTAINER -> ofContainer(Kind.NETWORK, String.valueOf(network.container()));
		};
	}

	/**
	 * A namespace of the container's own.
	 * @param kind the kind of namespace
	 * @return the namespace
	 */
	public static LinuxNamespace isolated(Kind kind) {
		return new LinuxNamespace(kind, null, null, false);
	}

	/**
	 * The namespace of the daemon's host.
	 * @param kind the kind of namespace
	 * @return the namespace
	 */
	public static LinuxNamespace host(Kind kind) {
		return new LinuxNamespace(kind, null, null, true);
	}

	/**
	 * A namespace that exists.
	 * @param kind the kind of namespace
	 * @param path the absolute path of its file on the daemon's host
	 * @return the namespace
	 * @throws io.github.containerd4j.InvalidArgumentException if the path is not absolute
	 */
	public static LinuxNamespace at(Kind kind, String path) {
		return new LinuxNamespace(kind, Texts.requireAbsolute("namespace path", path), null, false);
	}

	/**
	 * The namespace of another container, which must run when this one is created, and
	 * still be the same process when this one is started.
	 * @param kind the kind of namespace
	 * @param container the other container, of the same containerd namespace
	 * @return the namespace
	 * @throws io.github.containerd4j.InvalidArgumentException if the identifier is not
	 * valid
	 */
	public static LinuxNamespace ofContainer(Kind kind, String container) {
		return new LinuxNamespace(kind, null, Identifiers.require("container id", container), false);
	}

}
