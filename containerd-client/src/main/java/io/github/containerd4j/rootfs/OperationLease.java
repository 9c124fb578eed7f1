package io.github.containerd4j.rootfs;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.host.ProcessMark;
import io.github.containerd4j.lease.Lease;
import io.github.containerd4j.lease.LeaseInfo;
import io.github.containerd4j.lease.LeaseOptions;

/**
 * The lease of an operation on one container. It names the process that works under it,
 * so that others can tell an operation that goes on from one that nobody will end.
 *
 * @since 0.1.0
 */
public final class OperationLease implements AutoCloseable {

	private static final Duration EXPIRY = Duration.ofHours(1);

	private static final String PROCESS = "io.github.containerd4j/process";

	private static final Set<String> UNDER_WAY = ConcurrentHashMap.newKeySet();

	private final Lease lease;

	private final Namespace namespace;

	private OperationLease(Lease lease, Namespace namespace) {
		this.lease = lease;
		this.namespace = namespace;
	}

	/**
	 * Creates the lease, for one hour if nobody closes it.
	 * @param namespace the namespace of the container
	 * @param operation the name of the operation
	 * @return the lease, to be closed
	 */
	public static OperationLease open(Namespace namespace, String operation) {
		return open(namespace, LeaseOptions.forOperation(operation).withExpiry(EXPIRY));
	}

	/**
	 * Creates the lease.
	 * @param namespace the namespace of the container
	 * @param options what else it says, and when it ends if nobody closes it; the
	 * identifier is not taken
	 * @return the lease, to be closed
	 */
	public static OperationLease open(Namespace namespace, LeaseOptions options) {
		String id = "containerd4j-" + UUID.randomUUID();
		LeaseOptions own = options.withId(id);
		String process = ProcessMark.current();
		UNDER_WAY.add(id);
		try {
			Lease lease = namespace.leases().open(process.isEmpty() ? own : own.withLabel(PROCESS, process));
			return new OperationLease(lease, namespace.withLease(lease));
		}
		catch (RuntimeException | Error ex) {
			UNDER_WAY.remove(id);
			throw ex;
		}
	}

	/**
	 * The identifier.
	 * @return the identifier
	 */
	public String id() {
		return this.lease.id();
	}

	/**
	 * The lease itself.
	 * @return the lease, closed with this object
	 */
	public Lease lease() {
		return this.lease;
	}

	/**
	 * The namespace under the lease.
	 * @return the namespace
	 */
	public Namespace namespace() {
		return this.namespace;
	}

	/**
	 * Whether an operation will not go on any more.
	 */
	static boolean isOver(Namespace namespace, String leaseId) {
		if (UNDER_WAY.contains(leaseId)) {
			return false;
		}
		Optional<LeaseInfo> lease = namespace.leases().find(leaseId);
		return lease.isEmpty() || hasExpired(lease.get()) || isAbandoned(lease.get());
	}

	private static boolean hasExpired(LeaseInfo lease) {
		return lease.expiresAt().filter((time) -> time.isBefore(Instant.now())).isPresent();
	}

	private static boolean isAbandoned(LeaseInfo lease) {
		String process = lease.labels().getOrDefault(PROCESS, "");
		return !process.isEmpty() && (process.equals(ProcessMark.current()) || ProcessMark.isDead(process));
	}

	@Override
	public void close() {
		UNDER_WAY.remove(id());
		this.lease.close();
	}

}
