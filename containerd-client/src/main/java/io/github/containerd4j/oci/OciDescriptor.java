package io.github.containerd4j.oci;

import java.util.List;
import java.util.Map;

import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import org.jspecify.annotations.Nullable;

/**
 * A descriptor as manifests and indexes have it: containerd's, and what only these
 * documents say.
 * <p>
 * Source: {@code descriptor.md} of the OCI image specification 1.1.
 *
 * @param content media type, digest, size and annotations
 * @param platform what the image runs on, in an index; {@code null} if it is not told
 * @param urls where the content may be had besides the registry; foreign layers have them
 * @param artifactType the type of the artifact; empty if it is an image, or not told
 * @since 0.1.0
 */
public record OciDescriptor(Descriptor content, @Nullable Platform platform, List<String> urls, String artifactType) {

	/**
	 * Copies the URLs.
	 * @param content media type, digest, size and annotations
	 * @param platform what the image runs on
	 * @param urls where the content may be had besides the registry
	 * @param artifactType the type of the artifact
	 */
	public OciDescriptor {
		urls = List.copyOf(urls);
	}

	/**
	 * A descriptor with no more than containerd's has.
	 * @param content media type, digest, size and annotations
	 * @return the descriptor
	 */
	public static OciDescriptor of(Descriptor content) {
		return new OciDescriptor(content, null, List.of(), "");
	}

	/**
	 * A descriptor of an image in an index.
	 * @param content media type, digest, size and annotations
	 * @param platform what the image runs on
	 * @return the descriptor
	 */
	public static OciDescriptor of(Descriptor content, Platform platform) {
		return new OciDescriptor(content, platform, List.of(), "");
	}

	/**
	 * The media type.
	 * @return the media type
	 */
	public String mediaType() {
		return this.content.mediaType();
	}

	/**
	 * The digest.
	 * @return the digest
	 */
	public Digest digest() {
		return this.content.digest();
	}

	/**
	 * The size in bytes.
	 * @return the size
	 */
	public long size() {
		return this.content.size();
	}

	/**
	 * The annotations.
	 * @return the annotations
	 */
	public Map<String, String> annotations() {
		return this.content.annotations();
	}

	/**
	 * A copy with other annotations.
	 * @param annotations the annotations
	 * @return the copy
	 */
	public OciDescriptor withAnnotations(Map<String, String> annotations) {
		return new OciDescriptor(this.content.withAnnotations(annotations), this.platform, this.urls,
				this.artifactType);
	}

}
