package io.github.containerd4j.spring.endpoint;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.image.Image;
import io.github.containerd4j.oci.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Reads one image with all its parts. A part that fails is left out and its problem told:
 * missing content must not hide the record.
 */
final class ImageDetailReader {

	private final Reading reading;

	private final String namespace;

	private final Map<String, String> problems = new TreeMap<>();

	ImageDetailReader(Reading reading, String namespace) {
		this.reading = reading;
		this.namespace = namespace;
	}

	Optional<ImageDetailDescriptor> find(String name) {
		return namespace().images().find(name).map(this::describe);
	}

	private ImageDetailDescriptor describe(Image image) {
		ValueMask mask = this.reading.mask();
		String name = image.name();
		ImageDescriptor record = ImageDescriptor.of(image.info(), mask);
		List<String> platforms = part("platforms",
				() -> image(name).readPlatforms().stream().map(Platform::toString).toList());
		Long size = part("size", () -> image(name).readSize());
		ImageConfigDescriptor config = part("config", () -> ImageConfigDescriptor.of(image(name).readConfig(), mask));
		List<ImageDetailDescriptor.Layer> layers = part("layers",
				() -> image(name).readManifest().layers().stream().map(ImageDetailDescriptor.Layer::of).toList());
		ImageDetailDescriptor.Unpacked snapshot = (config != null) ? part("snapshot", () -> snapshot(name)) : null;
		return new ImageDetailDescriptor(this.namespace, name, record.labels(), record.target(), record.createdAt(),
				record.updatedAt(), (platforms != null) ? platforms : List.of(), size, config,
				(layers != null) ? layers : List.of(), snapshot, this.problems);
	}

	private ImageDetailDescriptor.@Nullable Unpacked snapshot(String name) {
		Image image = image(name);
		if (!image.isUnpacked()) {
			return null;
		}
		return ImageDetailDescriptor.Unpacked.of(namespace().snapshots().snapshotter(),
				image.readRootFs().top().orElse(null), image.readUsage());
	}

	private <T> @Nullable T part(String name, Supplier<@Nullable T> part) {
		try {
			return part.get();
		}
		catch (ContainerdException ex) {
			this.problems.put(name, String.valueOf(ex.getMessage()));
			return null;
		}
	}

	/** A handle whose calls end with the time that is left for the answer. */
	private Image image(String name) {
		return namespace().images().get(name);
	}

	private Namespace namespace() {
		return this.reading.namespace(this.namespace);
	}

}
