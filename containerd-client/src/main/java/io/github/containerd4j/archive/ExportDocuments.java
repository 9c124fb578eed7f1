package io.github.containerd4j.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.content.ContentStore;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.oci.ImageReference;
import io.github.containerd4j.oci.Index;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.oci.PlatformMatcher;

/**
 * The documents of an archive that say which images it holds.
 * <p>
 * Source: {@code core/images/archive/exporter.go} of containerd 2.1.
 */
final class ExportDocuments {

	private static final byte[] LAYOUT = "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8);

	private static final String SOURCE_LABEL = "containerd.io/distribution.source.";

	private final ContentStore content;

	private final ExportOptions options;

	private final List<OciDescriptor> index = new ArrayList<>();

	private final Map<Digest, DockerImage> docker = new LinkedHashMap<>();

	ExportDocuments(ContentStore content, ExportOptions options) {
		this.content = content;
		this.options = options;
	}

	/**
	 * Adds an image.
	 * @param image its name and target
	 * @param manifests its manifests that are exported
	 */
	void add(NamedImage image, List<StoredImage> manifests) {
		Map<String, String> annotations = new HashMap<>(image.target().annotations());
		this.content.get(image.target().digest()).labels().forEach((key, value) -> {
			if (key.startsWith(SOURCE_LABEL)) {
				annotations.put(key, value);
			}
		});
		annotations.put(ImageNames.CONTAINERD, image.name());
		annotations.put(ImageNames.OCI, reference(image.name()));
		this.index.add(OciDescriptor.of(image.target().withAnnotations(annotations)));
		PlatformMatcher preferred = preferred();
		manifests.stream()
			.filter((manifest) -> manifest.config() != null)
			.min((one, other) -> preferred.order().compare(one.platform(), other.platform()))
			.ifPresent((manifest) -> addDocker(image.name(), manifest));
	}

	private PlatformMatcher preferred() {
		return this.options.platforms().isEmpty() ? PlatformMatcher.forHost()
				: PlatformMatcher.anyOf(this.options.platforms());
	}

	// The tag, or else the whole name.
	private static String reference(String name) {
		try {
			String tag = ImageReference.parse(name).tag();
			return (tag != null) ? tag : name;
		}
		catch (InvalidArgumentException ex) {
			return name;
		}
	}

	private void addDocker(String name, StoredImage image) {
		DockerImage known = this.docker.get(image.target().digest());
		List<String> tags = new ArrayList<>((known != null) ? known.repoTags() : List.of());
		tags.add(name);
		List<String> layers = image.manifest()
			.layers()
			.stream()
			.map((layer) -> ArchivePaths.blob(layer.digest()))
			.toList();
		this.docker.put(image.target().digest(),
				new DockerImage(ArchivePaths.blob(image.manifest().config().digest()), tags, layers));
	}

	/**
	 * The documents by their path.
	 */
	SortedMap<String, byte[]> files() {
		SortedMap<String, byte[]> files = new TreeMap<>();
		files.put(ArchivePaths.LAYOUT, LAYOUT);
		files.put(ArchivePaths.INDEX, Index.of(this.index).toJson());
		if (this.options.dockerManifest() && !this.docker.isEmpty()) {
			files.put(ArchivePaths.DOCKER_MANIFEST, DockerImage.toJson(List.copyOf(this.docker.values())));
		}
		return files;
	}

}
