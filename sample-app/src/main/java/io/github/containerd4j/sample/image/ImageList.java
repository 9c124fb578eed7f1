package io.github.containerd4j.sample.image;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.image.Image;
import io.github.containerd4j.namespace.NamespaceInfo;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Reads all images. The size of what a digest stands for does not change, so it is read
 * once.
 */
@Component
class ImageList {

	private static final int MAX_SIZES = 10_000;

	private final Map<String, Long> sizes = new ConcurrentHashMap<>();

	private final ContainerdClient client;

	ImageList(ContainerdClient client) {
		this.client = client;
	}

	List<ImageRow> read() {
		return this.client.namespaces()
			.list()
			.stream()
			.map(NamespaceInfo::name)
			.sorted()
			.flatMap((namespace) -> read(namespace).stream())
			.toList();
	}

	private List<ImageRow> read(String namespace) {
		return this.client.namespace(namespace)
			.images()
			.list()
			.stream()
			.map((image) -> ImageRow.of(namespace, image, size(namespace, image)))
			.sorted(Comparator.comparing(ImageRow::name))
			.toList();
	}

	private @Nullable Long size(String namespace, Image image) {
		String key = namespace + " " + image.target().digest();
		Long known = this.sizes.get(key);
		if (known != null) {
			return known;
		}
		try {
			long size = image.readSize();
			if (this.sizes.size() < MAX_SIZES) {
				this.sizes.put(key, size);
			}
			return size;
		}
		catch (ContainerdException ex) {
			// A record without its content is still worth being listed.
			return null;
		}
	}

}
