package io.github.containerd4j.sandbox;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.rpc.RpcClient;

/**
 * Runs sandboxes whose record is in the {@link SandboxStore}, since containerd 1.7. Which
 * controller of the daemon does it is chosen from containerd 2.0 on; 1.7 has only one.
 * The order is: create, start, stop, shut down.
 * <p>
 * What works depends on the shim: runc's shim of containerd 2.x serves no sandboxes. In
 * containerd 1.7, up to 1.7.24 at least, create, start and wait do their work and then
 * fail with {@link io.github.containerd4j.InvalidArgumentException}, because the daemon
 * cannot publish its own event about it ({@code envelope topic}).
 * <p>
 * With an older daemon every method fails with
 * {@link io.github.containerd4j.UnimplementedException}. Safe for use by many threads.
 *
 * @since 0.1.0
 */
public interface SandboxController {

	/** The controller that lets a shim run the sandbox. */
	String SHIM = "shim";

	/** The controller of the CRI plugin, which runs Kubernetes' pods. */
	String PODSANDBOX = "podsandbox";

	/**
	 * Makes a sandbox; nothing runs yet.
	 * @param sandbox the record, which must be in the store
	 * @param options how to make it
	 * @return the identifier, as the controller knows the sandbox
	 * @throws io.github.containerd4j.NotFoundException if the record is not in the store,
	 * or there is no such controller
	 * @throws io.github.containerd4j.AlreadyExistsException if the controller has it
	 */
	String create(SandboxInfo sandbox, SandboxOptions options);

	/**
	 * Runs what was created.
	 * @param id the identifier
	 * @return what it became
	 * @throws io.github.containerd4j.NotFoundException if it was not created
	 */
	RunningSandbox start(String id);

	/**
	 * What the containers of a sandbox run on.
	 * @param id the identifier
	 * @return the platform
	 * @throws io.github.containerd4j.NotFoundException if it was not created
	 */
	Platform platform(String id);

	/**
	 * Stops what runs in a sandbox. The controller still knows it.
	 * @param id the identifier
	 * @param timeout how long it may take until it is killed, in whole seconds
	 */
	void stop(String id, Duration timeout);

	/**
	 * Waits for the end of a sandbox, however long that takes. Only this makes the daemon
	 * send its exit event. Interrupting the thread ends the waiting, not the sandbox.
	 * @param id the identifier
	 * @return how it ended
	 * @throws io.github.containerd4j.CancelledException if the thread is interrupted
	 */
	SandboxExit wait(String id);

	/**
	 * Waits for the end of a sandbox for a limited time.
	 * @param id the identifier
	 * @param timeout the longest time to wait
	 * @return how it ended; empty if it has not ended by then
	 */
	Optional<SandboxExit> wait(String id, Duration timeout);

	/**
	 * Waits for the end of a sandbox without a thread.
	 * @param id the identifier
	 * @return how it ended; it completes on a thread of the transport, and cancelling it
	 * ends the waiting
	 */
	CompletableFuture<SandboxExit> waitAsync(String id);

	/**
	 * Asks for the state of a sandbox.
	 * @param id the identifier
	 * @param verbose whether notes for humans are wanted too
	 * @return the state; without a process and a state if the shim is gone or was never
	 * there
	 * @throws io.github.containerd4j.NotFoundException if there is no such controller,
	 * since containerd 2.0
	 */
	SandboxStatus status(String id, boolean verbose);

	/**
	 * Frees everything that a sandbox holds; to be called after it was stopped.
	 * @param id the identifier
	 */
	void shutdown(String id);

	/**
	 * Reads the statistics of a sandbox itself, since containerd 2.0.
	 * @param id the identifier
	 * @return the statistics
	 * @throws io.github.containerd4j.UnimplementedException if the daemon or the
	 * controller has none
	 */
	SandboxMetric metrics(String id);

	/**
	 * Changes a sandbox that runs, since containerd 2.0.
	 * @param id the identifier
	 * @param update the changes, at least one
	 * @throws io.github.containerd4j.UnimplementedException if the daemon or the
	 * controller cannot
	 */
	void update(String id, SandboxUpdate update);

	/**
	 * Makes the service.
	 * @param rpc makes the calls, in one namespace
	 * @param sandboxer the name of the controller
	 * @return the service
	 */
	static SandboxController over(RpcClient rpc, String sandboxer) {
		return new GrpcSandboxController(rpc, sandboxer);
	}

}
