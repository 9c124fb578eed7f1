package io.github.containerd4j.version;

import java.time.Duration;

import io.github.containerd4j.rpc.RpcClient;

/**
 * Tells the version of the daemon. The cheapest call that proves that the daemon serves
 * its API.
 * <p>
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public interface VersionService {

	/**
	 * Asks for the version.
	 * @return the version
	 * @throws io.github.containerd4j.UnavailableException if the daemon cannot be reached
	 */
	ContainerdVersion get();

	/**
	 * Asks for the version and waits no longer than told.
	 * @param timeout the longest time to wait for the answer, positive
	 * @return the version
	 * @throws io.github.containerd4j.UnavailableException if the daemon cannot be reached
	 * @throws io.github.containerd4j.DeadlineExceededException if it does not answer in
	 * time
	 */
	ContainerdVersion get(Duration timeout);

	/**
	 * Makes the service.
	 * @param rpc makes the calls; its namespace is not used
	 * @return the service
	 */
	static VersionService over(RpcClient rpc) {
		return new GrpcVersionService(rpc);
	}

}
