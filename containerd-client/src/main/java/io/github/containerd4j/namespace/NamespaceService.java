package io.github.containerd4j.namespace;

import java.util.List;
import java.util.Map;

import io.github.containerd4j.rpc.RpcClient;

/**
 * Lists, creates, labels and deletes namespaces. Creating one is seldom needed: the first
 * write into a namespace creates it.
 * <p>
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public interface NamespaceService {

	/**
	 * All namespaces of the daemon.
	 * @return the namespaces in the order of the daemon, which is by name
	 */
	List<NamespaceInfo> list();

	/**
	 * A namespace with its labels. containerd does not tell whether a namespace exists:
	 * one that does not is answered without labels, as an existing one without labels is.
	 * @param name the name
	 * @return the namespace
	 * @throws io.github.containerd4j.InvalidArgumentException if the name is no valid
	 * identifier
	 */
	NamespaceInfo get(String name);

	/**
	 * Whether a namespace exists. Asks for the whole list, because containerd answers
	 * {@link #get(String)} for any valid name.
	 * @param name the name
	 * @return {@code true} if it is listed
	 */
	boolean exists(String name);

	/**
	 * Creates a namespace.
	 * @param name the name
	 * @param labels the labels
	 * @return the namespace
	 * @throws io.github.containerd4j.AlreadyExistsException if it exists
	 * @throws io.github.containerd4j.InvalidArgumentException if the name or a label is
	 * not valid
	 */
	NamespaceInfo create(String name, Map<String, String> labels);

	/**
	 * Sets single labels and leaves the others as they are. Creates the namespace if it
	 * does not exist.
	 * @param name the name
	 * @param labels the labels to set, at least one; an empty value removes the label
	 * @return the namespace with all its labels
	 * @throws io.github.containerd4j.InvalidArgumentException if a label is not valid or
	 * there is none
	 */
	NamespaceInfo setLabels(String name, Map<String, String> labels);

	/**
	 * Replaces all labels. Creates the namespace if it does not exist.
	 * @param name the name
	 * @param labels the new labels
	 * @return the namespace
	 */
	NamespaceInfo replaceLabels(String name, Map<String, String> labels);

	/**
	 * Deletes a namespace that holds no images, content, containers and snapshots any
	 * more.
	 * @param name the name
	 * @throws io.github.containerd4j.NotFoundException if it does not exist
	 * @throws io.github.containerd4j.FailedPreconditionException if it is not empty; the
	 * message names what it holds
	 */
	void delete(String name);

	/**
	 * Makes the service.
	 * @param rpc makes the calls; its namespace is not used
	 * @return the service
	 */
	static NamespaceService over(RpcClient rpc) {
		return new GrpcNamespaceService(rpc);
	}

}
