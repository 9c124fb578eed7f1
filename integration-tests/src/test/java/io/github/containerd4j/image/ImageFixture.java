package io.github.containerd4j.image;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.content.WriteOptions;
import io.github.containerd4j.oci.GcLabels;
import io.github.containerd4j.oci.ImageConfig;
import io.github.containerd4j.oci.Index;
import io.github.containerd4j.oci.Manifest;
import io.github.containerd4j.oci.MediaTypes;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.oci.Platform;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * The blobs of made-up images, to be put into a content store or an OCI layout.
 */
public final class ImageFixture {

	/** What the machines of the tests run. */
	public static final Platform LINUX = Platform.of("linux", "amd64");

	// Namespaces share content: a blob that another test has would not be fetched at all.
	private final long salt = System.nanoTime();

	private final Map<Digest, byte[]> blobs = new LinkedHashMap<>();

	/**
	 * Makes an image of one platform.
	 * @param platform the platform
	 * @param layers how many layers
	 * @param size about how many bytes each layer has; they cannot be compressed
	 * @param seed what makes this image different from others of this fixture
	 * @return its manifest
	 */
	public OciDescriptor image(Platform platform, int layers, int size, long seed) {
		Random random = new Random(seed + this.salt);
		List<OciDescriptor> descriptors = new ArrayList<>();
		List<Digest> diffIds = new ArrayList<>();
		for (int index = 0; index < layers; index++) {
			byte[] content = new byte[size];
			random.nextBytes(content);
			byte[] tar = tar("file" + index, content);
			diffIds.add(Digest.sha256(tar));
			descriptors.add(OciDescriptor.of(add(MediaTypes.OCI_LAYER_GZIP, gzip(tar))));
		}
		return image(platform, descriptors, diffIds);
	}

	/**
	 * Makes an image of layers.
	 */
	public OciDescriptor image(Platform platform, List<OciDescriptor> layers, List<Digest> diffIds) {
		ImageConfig config = ImageConfig.builder(platform).diffIds(diffIds).build();
		Descriptor stored = add(MediaTypes.OCI_CONFIG, config.toJson());
		Manifest manifest = Manifest.of(OciDescriptor.of(stored), layers);
		return OciDescriptor.of(add(MediaTypes.OCI_MANIFEST, manifest.toJson()), platform);
	}

	/**
	 * Makes an index.
	 */
	public OciDescriptor index(OciDescriptor... manifests) {
		return OciDescriptor.of(add(MediaTypes.OCI_INDEX, Index.of(List.of(manifests)).toJson()));
	}

	/**
	 * Makes an artifact, which is no image.
	 */
	public OciDescriptor artifact(String text) {
		OciDescriptor config = OciDescriptor.of(add(MediaTypes.OCI_EMPTY, "{}".getBytes(StandardCharsets.UTF_8)));
		OciDescriptor layer = OciDescriptor.of(add("text/plain", text.getBytes(StandardCharsets.UTF_8)));
		return OciDescriptor.of(add(MediaTypes.OCI_MANIFEST, Manifest.of(config, List.of(layer)).toJson()));
	}

	/**
	 * Adds a blob.
	 */
	public Descriptor add(String mediaType, byte[] bytes) {
		Descriptor descriptor = Descriptor.of(mediaType, bytes);
		this.blobs.put(descriptor.digest(), bytes);
		return descriptor;
	}

	/**
	 * All blobs.
	 */
	public Map<Digest, byte[]> blobs() {
		return this.blobs;
	}

	/**
	 * What a manifest or an index of this fixture refers to.
	 */
	public List<OciDescriptor> children(OciDescriptor parent) {
		byte[] json = Objects.requireNonNull(this.blobs.get(parent.digest()));
		if (MediaTypes.isIndex(parent.mediaType())) {
			return Index.parse(json, parent.mediaType()).manifests();
		}
		return MediaTypes.isManifest(parent.mediaType()) ? Manifest.parse(json, parent.mediaType()).children()
				: List.of();
	}

	/**
	 * The labels that keep what a document refers to.
	 */
	public Map<String, String> gcLabels(OciDescriptor parent) {
		return GcLabels.forChildren(children(parent));
	}

	/**
	 * Writes all blobs into a content store.
	 */
	public void store(Namespace underLease) {
		this.blobs.forEach((digest, bytes) -> underLease.content()
			.write("fixture-" + digest, new ByteArrayInputStream(bytes),
					WriteOptions.none().withExpected(digest).withSize(bytes.length)));
	}

	/**
	 * Writes an OCI layout that skopeo can read.
	 * @param directory the directory
	 * @param root the image
	 * @return the directory
	 */
	public Path layout(Path directory, OciDescriptor root) {
		try {
			Path blobs = Files.createDirectories(directory.resolve("blobs/sha256"));
			for (Map.Entry<Digest, byte[]> blob : this.blobs.entrySet()) {
				Files.write(blobs.resolve(blob.getKey().encoded()), blob.getValue());
			}
			Files.writeString(directory.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
			Files.write(directory.resolve("index.json"),
					Index.of(List.of(root.withAnnotations(Map.of("org.opencontainers.image.ref.name", "image"))))
						.toJson());
			return directory;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static byte[] tar(String name, byte[] content) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
			TarArchiveEntry entry = new TarArchiveEntry(name);
			entry.setSize(content.length);
			entry.setModTime(0);
			tar.putArchiveEntry(entry);
			tar.write(content);
			tar.closeArchiveEntry();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	private static byte[] gzip(byte[] content) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write(content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

}
