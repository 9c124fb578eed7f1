package io.github.containerd4j.transfer;

import io.github.containerd4j.rpc.RpcClient;

/**
 * Opens streams that a transfer of the same namespace then refers to by identifier, since
 * containerd 1.7.
 * <p>
 * With an older daemon opening fails with
 * {@link io.github.containerd4j.UnimplementedException}. Safe for use by many threads.
 *
 * @since 0.1.0
 */
public interface StreamingService {

	/**
	 * Opens a stream of a random identifier.
	 * @return the stream, to be closed by the caller
	 */
	TransferStream open();

	/**
	 * Opens a stream. Returns when the daemon has accepted it.
	 * @param id the identifier, not used by another stream of the namespace
	 * @return the stream, to be closed by the caller
	 * @throws io.github.containerd4j.ContainerdException if the identifier is in use
	 */
	TransferStream open(String id);

	/**
	 * Makes the service.
	 * @param rpc makes the calls, in one namespace. Under a lease the daemon ends streams
	 * when the lease is gone
	 * @return the service
	 */
	static StreamingService over(RpcClient rpc) {
		return new GrpcStreamingService(rpc);
	}

}
