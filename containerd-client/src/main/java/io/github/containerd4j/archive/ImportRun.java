package io.github.containerd4j.archive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.oci.ImageFormatException;
import io.github.containerd4j.oci.PlatformMatcher;
import io.github.containerd4j.unpack.Unpacker;

/**
 * One import: finds the images, stores what they refer to, and unpacks meanwhile.
 */
final class ImportRun {

	private final ArchiveBlobs blobs;

	private final ImportOptions options;

	private final Unpacker unpacker;

	ImportRun(ArchiveBlobs blobs, ImportOptions options, Unpacker unpacker) {
		this.blobs = blobs;
		this.options = options;
		this.unpacker = unpacker;
	}

	List<NamedImage> run() {
		List<Root> roots = named(roots());
		TreeImport tree = new TreeImport(this.blobs, this.options);
		Set<StoredImage> unpacked = new LinkedHashSet<>();
		for (Root root : roots) {
			List<StoredImage> images = tree.store(root.target());
			if (this.options.unpack()) {
				PlatformMatcher host = PlatformMatcher.forHost();
				images.stream()
					.filter((image) -> image.runsOn(host))
					.min((one, other) -> host.order().compare(one.platform(), other.platform()))
					.ifPresent(unpacked::add);
			}
		}
		storeLayers(inOrder(unpacked, tree.layers()), List.copyOf(unpacked));
		return images(roots);
	}

	private List<Root> roots() {
		ArchiveSource source = this.blobs.source();
		ImageNames names = new ImageNames(this.options);
		if (source.has(ArchivePaths.LAYOUT) && source.has(ArchivePaths.INDEX)) {
			return OciLayout.roots(this.blobs, names, this.options.indexName());
		}
		if (source.has(ArchivePaths.DOCKER_MANIFEST)) {
			return DockerArchive.roots(this.blobs, names);
		}
		throw ImageFormatException.of("image archive", null, "it has neither " + ArchivePaths.LAYOUT + " and "
				+ ArchivePaths.INDEX + " nor " + ArchivePaths.DOCKER_MANIFEST);
	}

	private List<Root> named(List<Root> roots) {
		List<Root> named = roots;
		String name = this.options.name();
		if (name != null) {
			requireOne(roots);
			named = roots.stream()
				.map((root) -> root.isNamed(this.options.indexName()) ? root : root.named(name))
				.toList();
		}
		named = named.stream().filter((root) -> !root.names().isEmpty()).toList();
		if (named.isEmpty()) {
			throw ImageFormatException.of("image archive", null, "it holds " + roots.size()
					+ " images and gives none a name; import it with a name, a prefix or names by digest");
		}
		return named;
	}

	private void requireOne(List<Root> roots) {
		long images = roots.stream().filter((root) -> !root.isNamed(this.options.indexName())).count();
		if (images != 1) {
			throw ImageFormatException.of("image archive", null,
					"it holds " + images + " images, so the one name \"" + this.options.name() + "\" cannot be given");
		}
	}

	/**
	 * First what is needed for unpacking, which takes longest.
	 */
	private static List<Descriptor> inOrder(Set<StoredImage> unpacked, List<Descriptor> layers) {
		Set<Descriptor> ordered = new LinkedHashSet<>();
		for (StoredImage image : unpacked) {
			image.manifest()
				.layers()
				.stream()
				.map((layer) -> layer.content())
				.filter(layers::contains)
				.forEach(ordered::add);
		}
		ordered.addAll(layers);
		return new ArrayList<>(ordered);
	}

	private void storeLayers(List<Descriptor> layers, List<StoredImage> unpacked) {
		LayerGate gate = new LayerGate(layers);
		try (Unpacking unpacking = new Unpacking(this.unpacker, unpacked, gate)) {
			for (Descriptor layer : layers) {
				unpacking.check();
				this.blobs.store(layer);
				gate.arrived(layer);
			}
			unpacking.await();
		}
	}

	private static List<NamedImage> images(List<Root> roots) {
		Map<String, NamedImage> images = new LinkedHashMap<>();
		for (Root root : roots) {
			root.names().forEach((name) -> images.put(name, new NamedImage(name, root.record())));
		}
		return List.copyOf(images.values());
	}

}
