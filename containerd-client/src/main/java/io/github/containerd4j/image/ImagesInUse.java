package io.github.containerd4j.image;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.containerd4j.Filter;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.lease.LeaseInfo;
import io.github.containerd4j.lease.LeaseResource;

/**
 * The images of a namespace that somebody needs.
 */
final class ImagesInUse {

	// Kubernetes: kubelet asks for the image to be kept.
	private static final String PINNED_LABEL = "io.cri-containerd.pinned";

	private final Set<String> names = new HashSet<>();

	private final Set<String> digests = new HashSet<>();

	private ImagesInUse() {
	}

	static ImagesInUse of(Namespace namespace, List<ImageInfo> images) {
		ImagesInUse inUse = new ImagesInUse();
		namespace.containers().list().forEach(inUse::add);
		inUse.addOperations(namespace);
		// Another name for the same content would keep nothing if the content had to go.
		images.stream()
			.filter((image) -> inUse.names.contains(image.name()))
			.forEach((image) -> inUse.digests.add(image.target().digest().toString()));
		return inUse;
	}

	boolean contains(ImageInfo image) {
		return this.names.contains(image.name()) || this.digests.contains(image.target().digest().toString())
				|| "pinned".equals(image.labels().get(PINNED_LABEL));
	}

	private void add(Container container) {
		String image = container.info().image();
		if (image != null) {
			this.names.add(image);
			this.digests.add(image.substring(image.indexOf('@') + 1));
		}
	}

	private void addOperations(Namespace namespace) {
		for (LeaseInfo lease : namespace.leases().list(Filter.label(LeaseInfo.OPERATION_LABEL))) {
			String image = lease.labels().get(LeaseInfo.IMAGE_LABEL);
			if (image != null) {
				this.names.add(image);
			}
			this.digests.addAll(held(namespace, lease));
		}
	}

	private static List<String> held(Namespace namespace, LeaseInfo lease) {
		try {
			return namespace.leases().listResources(lease.id()).stream().map(LeaseResource::id).toList();
		}
		catch (NotFoundException ex) {
			// The operation has just ended.
			return List.of();
		}
	}

}
