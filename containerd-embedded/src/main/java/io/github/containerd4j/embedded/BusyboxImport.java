package io.github.containerd4j.embedded;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.ContainerdException;

/**
 * Brings the busybox image into a daemon.
 */
final class BusyboxImport {

	private final String address;

	BusyboxImport(String address) {
		this.address = address;
	}

	String into(String namespace) {
		try (ContainerdClient client = ContainerdClient.builder().address(this.address).build()) {
			return BusyboxImage.ofHost().buildIn(client.namespace(namespace)).name();
		}
		catch (ContainerdException ex) {
			throw new EmbeddedContainerdException("cannot build the busybox image", ex);
		}
	}

}
