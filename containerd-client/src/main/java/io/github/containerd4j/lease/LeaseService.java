package io.github.containerd4j.lease;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.github.containerd4j.Filter;
import io.github.containerd4j.rpc.RpcClient;

/**
 * The leases of one namespace. Fields for filters are {@code id} and labels.
 * <p>
 * A service that works under a lease ({@link io.github.containerd4j.Namespace#withLease})
 * adds by itself what it writes, prepares and commits, and what it finds to exist
 * already.
 * <p>
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public interface LeaseService {

	/**
	 * Lists leases.
	 * @param filters alternatives; none for all leases
	 * @return the leases
	 */
	List<LeaseInfo> list(Filter... filters);

	/**
	 * Looks for a lease. containerd has no call for that, so this is a listing with a
	 * filter.
	 * @param id the identifier
	 * @return the lease; empty if it does not exist
	 */
	Optional<LeaseInfo> find(String id);

	/**
	 * Creates a lease.
	 * @param options how
	 * @return the lease
	 * @throws io.github.containerd4j.AlreadyExistsException if the identifier is taken
	 */
	LeaseInfo create(LeaseOptions options);

	/**
	 * Creates a lease for the time until it is closed, at most 24 hours.
	 * @return the lease, to be closed
	 */
	default Lease open() {
		return open(LeaseOptions.defaults());
	}

	/**
	 * Creates a lease for the time until it is closed.
	 * @param expiry how long it lives if it is not closed, because this JVM died
	 * @return the lease, to be closed
	 */
	default Lease open(Duration expiry) {
		return open(LeaseOptions.defaults().withExpiry(expiry));
	}

	/**
	 * Creates a lease for the time until it is closed.
	 * @param options how
	 * @return the lease, to be closed
	 * @throws io.github.containerd4j.AlreadyExistsException if the identifier is taken
	 */
	Lease open(LeaseOptions options);

	/**
	 * Deletes a lease. What it held and nothing else refers to goes with a garbage
	 * collection soon afterwards.
	 * @param id the identifier
	 * @throws io.github.containerd4j.NotFoundException if it does not exist
	 */
	void delete(String id);

	/**
	 * Deletes a lease and returns after a garbage collection. The operation timeout
	 * applies.
	 * @param id the identifier
	 * @throws io.github.containerd4j.NotFoundException if it does not exist
	 */
	void deleteAndCollect(String id);

	/**
	 * Lets a lease hold something. containerd does not check that it exists.
	 * @param id the identifier of the lease
	 * @param resource what to hold
	 * @throws io.github.containerd4j.NotFoundException if there is no such lease
	 * @throws io.github.containerd4j.UnimplementedException if the daemon does not know
	 * this type of resource, as those before containerd 2.0 do not know images
	 */
	void addResource(String id, LeaseResource resource);

	/**
	 * Lets go of something.
	 * @param id the identifier of the lease
	 * @param resource what it shall no longer hold
	 * @throws io.github.containerd4j.NotFoundException if there is no such lease
	 * @throws io.github.containerd4j.UnimplementedException if the daemon does not know
	 * this type of resource, as those before containerd 2.0 do not know images
	 */
	void deleteResource(String id, LeaseResource resource);

	/**
	 * Lists what a lease holds.
	 * @param id the identifier of the lease
	 * @return the resources
	 * @throws io.github.containerd4j.NotFoundException if there is no such lease
	 */
	List<LeaseResource> listResources(String id);

	/**
	 * Makes the service.
	 * @param rpc makes the calls, in one namespace
	 * @return the service
	 */
	static LeaseService over(RpcClient rpc) {
		return new GrpcLeaseService(rpc);
	}

}
