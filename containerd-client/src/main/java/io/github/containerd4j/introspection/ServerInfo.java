package io.github.containerd4j.introspection;

import java.util.List;

/**
 * Who the daemon is.
 *
 * @param uuid made once for each root directory, so it survives restarts and tells one
 * machine's daemon from another's
 * @param pid the daemon's process id in its own process namespace; 0 before containerd
 * 1.7
 * @param pidNamespace the inode of the daemon's process namespace, 0 before containerd
 * 1.7. If it equals that of {@code /proc/self/ns/pid}, process ids and most likely paths
 * mean the same to the daemon and to this process
 * @param deprecations deprecated features that are in use, from containerd 1.6.27 and
 * 1.7.12 on
 * @since 0.1.0
 */
public record ServerInfo(String uuid, long pid, long pidNamespace, List<Deprecation> deprecations) {

	/**
	 * Copies the list.
	 * @param uuid the identifier of the root directory
	 * @param pid the daemon's process id
	 * @param pidNamespace the inode of its process namespace
	 * @param deprecations deprecated features that are in use
	 */
	public ServerInfo {
		deprecations = List.copyOf(deprecations);
	}

}
