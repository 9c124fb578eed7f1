package io.github.containerd4j.mount;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.containerd4j.ResultStream;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.snapshot.Mount;

/**
 * Lets the daemon carry out mounts that the system call alone cannot do: formatting,
 * making directories, loop devices. Creating a task, and the diff service, do so by
 * themselves; this is for mounts of one's own.
 * <p>
 * Since containerd 2.2: older daemons fail every call with
 * {@link io.github.containerd4j.UnimplementedException}. Safe for use by many threads.
 *
 * @since 0.1.0
 */
public interface MountService {

	/**
	 * Mounts what needs a handler. The operation timeout applies.
	 * @param name a name for the activation, not empty
	 * @param mounts the mounts, as a snapshotter gave them
	 * @param options how
	 * @return what was mounted and what is left to the caller
	 * @throws io.github.containerd4j.AlreadyExistsException if the name is taken
	 */
	ActivationInfo activate(String name, List<Mount> mounts, ActivateOptions options);

	/**
	 * Unmounts what an activation has mounted. The operation timeout applies.
	 * @param name the name of the activation
	 * @throws io.github.containerd4j.NotFoundException if it does not exist
	 */
	void deactivate(String name);

	/**
	 * Looks for an activation.
	 * @param name the name
	 * @return the activation; empty if it does not exist
	 */
	Optional<ActivationInfo> find(String name);

	/**
	 * Reads an activation.
	 * @param name the name
	 * @return the activation
	 * @throws io.github.containerd4j.NotFoundException if it does not exist
	 */
	ActivationInfo get(String name);

	/**
	 * Sets single labels and leaves the others as they are.
	 * @param name the name of the activation
	 * @param labels the labels to set, at least one; an empty value removes the label
	 * @return the activation
	 * @throws io.github.containerd4j.NotFoundException if it does not exist
	 */
	ActivationInfo setLabels(String name, Map<String, String> labels);

	/**
	 * Replaces all labels.
	 * @param name the name of the activation
	 * @param labels the new labels
	 * @return the activation
	 * @throws io.github.containerd4j.NotFoundException if it does not exist
	 */
	ActivationInfo replaceLabels(String name, Map<String, String> labels);

	/**
	 * Lists all activations. containerd accepts filters here and ignores them, so there
	 * are none.
	 * @return the activations
	 */
	List<ActivationInfo> list();

	/**
	 * Lists all activations while they arrive, in bounded memory.
	 * @return the activations; to be closed
	 */
	ResultStream<ActivationInfo> stream();

	/**
	 * Makes the service.
	 * @param rpc makes the calls, in one namespace
	 * @return the service
	 */
	static MountService over(RpcClient rpc) {
		return new GrpcMountService(rpc);
	}

}
