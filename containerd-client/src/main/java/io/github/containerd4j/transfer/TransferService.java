package io.github.containerd4j.transfer;

import java.util.concurrent.CompletableFuture;

import io.github.containerd4j.rpc.RpcClient;

/**
 * Moves images inside the daemon, since containerd 1.7. What works depends on the pair:
 * <ul>
 * <li>{@link OciRegistry} to {@link ImageStore}: pull, and unpack if asked for</li>
 * <li>{@link ImageStore} to {@link OciRegistry}: push</li>
 * <li>{@link ImageImportStream} to {@link ImageStore}: import</li>
 * <li>{@link ImageStore} to {@link ImageExportStream}: export</li>
 * <li>{@link ImageStore} to {@link ImageStore}: tag, replacing what has the name</li>
 * </ul>
 * Any other pair fails with {@link io.github.containerd4j.UnimplementedException}, as
 * everything does with an older daemon. containerd 1.7 itself is limited: it talks to
 * registries over TLS only, and pushes all platforms.
 * <p>
 * Run transfers and their streams under a lease
 * ({@link io.github.containerd4j.Namespace#withLease(String)}): a garbage collection that
 * a delete elsewhere sets off may otherwise take from an import what it has written so
 * far, and it then ends with {@link io.github.containerd4j.NotFoundException} (seen with
 * 2.1.9).
 * <p>
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public interface TransferService {

	/**
	 * Moves an image. Returns when that is done, at most after the operation timeout.
	 * Streams that the source or the destination names must be served by another thread
	 * meanwhile.
	 * @param source from where
	 * @param destination to where
	 * @param options the options
	 * @throws io.github.containerd4j.NotFoundException if an image, a stream or, in the
	 * registry, a reference does not exist
	 * @throws io.github.containerd4j.UnimplementedException if the daemon does not know
	 * the pair
	 */
	void transfer(TransferSource source, TransferDestination destination, TransferOptions options);

	/**
	 * Moves an image without a thread and without a time limit, so that the calling
	 * thread can serve the streams.
	 * @param source from where
	 * @param destination to where
	 * @param options the options
	 * @return completes when the image was moved, on a thread of the transport; fails as
	 * {@link #transfer} does. Cancelling it ends the transfer
	 */
	CompletableFuture<Void> transferAsync(TransferSource source, TransferDestination destination,
			TransferOptions options);

	/**
	 * Makes the service.
	 * @param rpc makes the calls, in one namespace
	 * @return the service
	 */
	static TransferService over(RpcClient rpc) {
		return new GrpcTransferService(rpc);
	}

}
