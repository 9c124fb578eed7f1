package io.github.containerd4j.sandbox;

import java.util.List;
import java.util.Optional;

import io.github.containerd4j.Filter;
import io.github.containerd4j.rpc.RpcClient;

/**
 * The records of the sandboxes of one namespace, since containerd 1.7. A record must
 * exist before a {@link SandboxController} can create its sandbox. Fields for filters are
 * {@code id} and labels.
 * <p>
 * With an older daemon every method fails with
 * {@link io.github.containerd4j.UnimplementedException}. Safe for use by many threads.
 *
 * @since 0.1.0
 */
public interface SandboxStore {

	/**
	 * Lists sandboxes. All must fit into one message of 16 MiB.
	 * @param filters alternatives; none for all sandboxes
	 * @return the records
	 */
	List<SandboxInfo> list(Filter... filters);

	/**
	 * Looks for a sandbox.
	 * @param id the identifier
	 * @return the record; empty if it does not exist
	 */
	Optional<SandboxInfo> find(String id);

	/**
	 * Reads a sandbox.
	 * @param id the identifier
	 * @return the record
	 * @throws io.github.containerd4j.NotFoundException if it does not exist
	 */
	SandboxInfo get(String id);

	/**
	 * Creates the record of a sandbox. Nothing runs yet.
	 * @param sandbox the record; times in it are ignored
	 * @return the record as it was stored
	 * @throws io.github.containerd4j.AlreadyExistsException if the identifier is taken
	 */
	SandboxInfo create(SandboxInfo sandbox);

	/**
	 * Changes the record of a sandbox.
	 * @param id the identifier
	 * @param update the changes, at least one
	 * @return the changed record
	 * @throws io.github.containerd4j.NotFoundException if it does not exist
	 * @throws io.github.containerd4j.InvalidArgumentException if there is no change in
	 * the update
	 */
	SandboxInfo update(String id, SandboxUpdate update);

	/**
	 * Deletes the record of a sandbox, and only that: stop it and shut it down before.
	 * @param id the identifier
	 * @throws io.github.containerd4j.NotFoundException if it does not exist; containerd
	 * 1.7 gives this failure no class, so it is a plain
	 * {@link io.github.containerd4j.ContainerdException} there
	 */
	void delete(String id);

	/**
	 * Makes the service.
	 * @param rpc makes the calls, in one namespace
	 * @return the service
	 */
	static SandboxStore over(RpcClient rpc) {
		return new GrpcSandboxStore(rpc);
	}

}
