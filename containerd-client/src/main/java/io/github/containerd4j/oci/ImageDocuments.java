package io.github.containerd4j.oci;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.github.containerd4j.ResourceExhaustedException;
import io.github.containerd4j.content.ContentStore;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;

/**
 * Reads manifests, indexes and configs from a content store, and finds the way from the
 * target of an image to its parts. Every method may call the daemon, several times.
 * <p>
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class ImageDocuments {

	/**
	 * The greatest size of a document in bytes; the same as {@code core/images/archive}
	 * of containerd 2.1 accepts. Registries are asked for less.
	 */
	public static final int MAX_SIZE = 20 * 1024 * 1024;

	private final ContentStore content;

	private ImageDocuments(ContentStore content) {
		this.content = content;
	}

	/**
	 * Reads from a content store.
	 * @param content the blobs of a namespace
	 * @return the documents in it
	 */
	public static ImageDocuments of(ContentStore content) {
		return new ImageDocuments(content);
	}

	/**
	 * Reads an index.
	 * @param descriptor what it is and where
	 * @return the index
	 * @throws io.github.containerd4j.NotFoundException if the blob is missing
	 * @throws ImageFormatException if it is no index, or larger than {@link #MAX_SIZE}
	 */
	public Index index(Descriptor descriptor) {
		return named(descriptor, "image index", () -> Index.parse(read(descriptor), descriptor.mediaType()));
	}

	/**
	 * Reads a manifest.
	 * @param descriptor what it is and where
	 * @return the manifest
	 * @throws io.github.containerd4j.NotFoundException if the blob is missing
	 * @throws ImageFormatException if it is no manifest, or larger than {@link #MAX_SIZE}
	 */
	public Manifest manifest(Descriptor descriptor) {
		return named(descriptor, "image manifest", () -> Manifest.parse(read(descriptor), descriptor.mediaType()));
	}

	/**
	 * Reads a config.
	 * @param descriptor what it is and where
	 * @return the config
	 * @throws io.github.containerd4j.NotFoundException if the blob is missing
	 * @throws ImageFormatException if it is no config, or larger than {@link #MAX_SIZE}
	 */
	public ImageConfig config(Descriptor descriptor) {
		return named(descriptor, "image config", () -> ImageConfig.parse(read(descriptor)));
	}

	/**
	 * What a blob refers to: the manifests of an index; the config and the layers of a
	 * manifest, in this order; nothing for everything else.
	 * @param descriptor what it is and where
	 * @return the children
	 * @throws io.github.containerd4j.NotFoundException if the blob is missing
	 * @throws ImageFormatException if it breaks the rules, or is of Docker's schema 1
	 */
	public List<OciDescriptor> children(Descriptor descriptor) {
		if (MediaTypes.isIndex(descriptor.mediaType())) {
			return index(descriptor).manifests();
		}
		if (MediaTypes.isManifest(descriptor.mediaType()) || MediaTypes.isSchema1(descriptor.mediaType())) {
			return manifest(descriptor).children();
		}
		return List.of();
	}

	/**
	 * Everything that belongs to a target, itself included: parents before their
	 * children, children in the order of their document, each blob once.
	 * @param target what to begin with
	 * @return the descriptors
	 * @throws io.github.containerd4j.NotFoundException if a manifest or an index is
	 * missing
	 * @throws ImageFormatException if a document breaks the rules, or indexes are nested
	 * deeper than 8 levels or contain themselves
	 */
	public List<OciDescriptor> walk(Descriptor target) {
		return new DocumentWalk(this, false).from(target);
	}

	/**
	 * As {@link #walk(Descriptor)}, but a manifest or an index that is missing is listed
	 * itself and not looked into.
	 * @param target what to begin with
	 * @return the descriptors
	 * @throws ImageFormatException if a document breaks the rules, or indexes are nested
	 * deeper than 8 levels or contain themselves
	 */
	public List<OciDescriptor> walkAvailable(Descriptor target) {
		return new DocumentWalk(this, true).from(target);
	}

	/**
	 * Finds the manifest for a platform. A target that is a manifest is taken as it is.
	 * From an index comes, of the entries that match, the best one whose manifest is
	 * there; an entry without a platform counts by what its config says, and comes after
	 * the others. Indexes in an index are searched in the same way.
	 * <p>
	 * Source: {@code Manifest} in {@code core/images/image.go} of containerd 2.1.
	 * @param target the target of an image
	 * @param platforms the platforms that are wanted
	 * @return the manifest, with the platform that the index names, if it does
	 * @throws PlatformMismatchException if the image offers none of these platforms
	 * @throws io.github.containerd4j.NotFoundException if the image offers it, but the
	 * content is missing
	 * @throws ImageFormatException if the target is no image, a document breaks the
	 * rules, or indexes are nested deeper than 8 levels or contain themselves
	 */
	public OciDescriptor resolve(Descriptor target, PlatformMatcher platforms) {
		if (MediaTypes.isManifest(target.mediaType())) {
			return OciDescriptor.of(target);
		}
		if (!MediaTypes.isIndex(target.mediaType())) {
			throw ImageFormatException.of("image", target.digest().toString(),
					"its media type \"" + target.mediaType() + "\" is neither that of a manifest nor of an index");
		}
		return new PlatformSearch(this, platforms).in(target);
	}

	/**
	 * All platforms that a target offers: those which its index names or, where it names
	 * none and the content is there, the configs. Entries for an unknown platform, such
	 * as attestations, are left out.
	 * @param target the target of an image
	 * @return the platforms, in the order of the documents, each once
	 * @throws io.github.containerd4j.NotFoundException if the target itself is missing
	 * @throws ImageFormatException if a document breaks the rules
	 */
	public List<Platform> platforms(Descriptor target) {
		return new OfferedPlatforms(this).of(target);
	}

	/**
	 * What the config of a manifest says; empty for artifacts and for configs that say
	 * nothing.
	 */
	Optional<Platform> configPlatform(Descriptor manifest) {
		Descriptor config = manifest(manifest).config().content();
		if (!MediaTypes.isConfig(config.mediaType())) {
			return Optional.empty();
		}
		return Optional.of(config(config).platform()).filter((platform) -> !platform.architecture().isEmpty());
	}

	void requireAvailable(Digest digest) {
		this.content.get(digest);
	}

	private byte[] read(Descriptor descriptor) {
		try {
			return this.content.readAll(descriptor.digest(), MAX_SIZE);
		}
		catch (ResourceExhaustedException ex) {
			throw ImageFormatException.of("image document", descriptor.digest().toString(),
					"it has more than " + MAX_SIZE + " bytes", ex);
		}
	}

	// The readers of documents do not know the digest, which people need to find them.
	private static <T> T named(Descriptor descriptor, String kind, Supplier<T> reader) {
		try {
			return reader.get();
		}
		catch (ImageFormatException ex) {
			throw ex.named(kind, descriptor.digest().toString());
		}
	}

}
