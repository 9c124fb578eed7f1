package io.github.containerd4j.attach;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.spec.LinuxNamespace;
import org.jspecify.annotations.Nullable;

/**
 * Where in a container a function runs, and for how long.
 *
 * @param namespaces which of the container's namespaces its thread joins: network, IPC,
 * UTS, mount and cgroup ones can be. The thread keeps this process's own ones of the
 * other kinds
 * @param timeout how long the function may take; {@code null} for no limit
 * @param preloaded classes that are initialised before the thread joins
 * @since 0.1.0
 */
public record AttachOptions(Set<LinuxNamespace.Kind> namespaces, @Nullable Duration timeout, List<Class<?>> preloaded) {

	private static final Set<LinuxNamespace.Kind> JOINABLE = Set.of(LinuxNamespace.Kind.NETWORK,
			LinuxNamespace.Kind.IPC, LinuxNamespace.Kind.UTS, LinuxNamespace.Kind.MOUNT, LinuxNamespace.Kind.CGROUP);

	private static final AttachOptions DEFAULTS = new AttachOptions(Set.of(LinuxNamespace.Kind.NETWORK,
			LinuxNamespace.Kind.IPC, LinuxNamespace.Kind.UTS, LinuxNamespace.Kind.MOUNT), null, List.of());

	/**
	 * Checks and copies.
	 * @param namespaces which namespaces the thread joins, at least one
	 * @param timeout how long the function may take
	 * @param preloaded classes that are initialised before
	 * @throws InvalidArgumentException if no namespace is chosen, or one that a thread of
	 * a JVM cannot join, or the time is not positive
	 */
	public AttachOptions {
		namespaces = Set.copyOf(namespaces);
		preloaded = List.copyOf(preloaded);
		if (namespaces.isEmpty()) {
			throw InvalidArgumentException.of("namespaces", null, "choose one at least");
		}
		namespaces.forEach(AttachOptions::requireJoinable);
		if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
			throw InvalidArgumentException.of("attach timeout", timeout.toString(), "it must be positive");
		}
	}

	private static void requireJoinable(LinuxNamespace.Kind kind) {
		if (!JOINABLE.contains(kind)) {
			throw InvalidArgumentException.of("namespace", kind.name(), switch (kind) {
				case PID -> "only new processes are born into it, a thread stays where it is; run a command instead";
				default -> "the kernel lets no process with several threads join it, and a JVM has many; "
						+ "run a command instead";
			});
		}
	}

	/**
	 * The container's network, IPC, UTS and mount namespaces, without a time limit.
	 * @return the options
	 */
	public static AttachOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * The same options with these namespaces only.
	 * @param first the first one
	 * @param others the others
	 * @return the changed copy
	 */
	public AttachOptions withNamespaces(LinuxNamespace.Kind first, LinuxNamespace.Kind... others) {
		return new AttachOptions(EnumSet.of(first, others), this.timeout, this.preloaded);
	}

	/**
	 * The same options with a time limit.
	 * @param timeout how long the function may take, positive
	 * @return the changed copy
	 */
	public AttachOptions withTimeout(Duration timeout) {
		return new AttachOptions(this.namespaces, timeout, this.preloaded);
	}

	/**
	 * The same options with classes that the function needs and that are not in a jar or
	 * have native parts: in the container's files nobody would find them.
	 * @param classes the classes
	 * @return the changed copy
	 */
	public AttachOptions withPreloaded(Class<?>... classes) {
		return new AttachOptions(this.namespaces, this.timeout, List.of(classes));
	}

}
