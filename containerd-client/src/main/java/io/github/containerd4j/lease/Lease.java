package io.github.containerd4j.lease;

import java.util.List;

/**
 * A lease for the time of some work, which deletes itself when it is closed. Work under
 * it with {@link io.github.containerd4j.Namespace#withLease(Lease)}, and close it when
 * the image or container that refers to the results is written.
 * <p>
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public interface Lease extends AutoCloseable {

	/**
	 * The identifier.
	 * @return the identifier
	 */
	String id();

	/**
	 * The lease as it was created.
	 * @return the lease
	 */
	LeaseInfo info();

	/**
	 * Adds something that was made without this lease; see
	 * {@link LeaseService#addResource(String, LeaseResource)}.
	 * @param resource what to hold
	 */
	void add(LeaseResource resource);

	/**
	 * Reads what the lease holds.
	 * @return the resources
	 * @throws io.github.containerd4j.NotFoundException if the lease is gone
	 */
	List<LeaseResource> resources();

	/**
	 * Deletes the lease. What nothing else refers to then goes with a later garbage
	 * collection. Waits at most ten seconds, also on an interrupted thread. A failure is
	 * logged and not thrown, because the lease ends by itself when it expires. Closing
	 * twice has no effect.
	 */
	@Override
	void close();

}
