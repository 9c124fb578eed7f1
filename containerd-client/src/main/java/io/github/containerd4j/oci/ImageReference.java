package io.github.containerd4j.oci;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.content.Digest;
import org.jspecify.annotations.Nullable;

/**
 * Names an image in a registry: {@code domain/path[:tag][@digest]}. Immutable; equal
 * references have the same parts.
 * <p>
 * Source: {@code reference.go} and {@code normalize.go} of distribution/reference 0.6,
 * which docker and nerdctl use.
 *
 * @param domain the registry as it appears in names: a host name or address, an IPv6
 * address in brackets, {@code :port} if it is not the usual one; {@code docker.io} for
 * Docker Hub
 * @param path the repository in the registry, such as {@code library/alpine}: at most 255
 * characters, lower-case letters and digits, with {@code .}, {@code _}, {@code __} or
 * hyphens between them, in parts that are divided by slashes
 * @param tag the tag, at most 128 letters, digits, {@code _}, {@code .} and hyphens;
 * {@code null} for none
 * @param digest the digest, which decides if there is a tag too; {@code null} for none
 * @since 0.1.0
 */
public record ImageReference(String domain, String path, @Nullable String tag, @Nullable Digest digest) {

	/** The domain that stands in names for Docker Hub. */
	public static final String DOCKER_HUB = "docker.io";

	/** The tag that is meant where there is neither a tag nor a digest. */
	public static final String DEFAULT_TAG = "latest";

	/**
	 * Checks the parts.
	 * @param domain the registry
	 * @param path the repository in the registry
	 * @param tag the tag
	 * @param digest the digest
	 * @throws InvalidArgumentException if a part is not valid
	 */
	public ImageReference {
		ReferenceGrammar.requireDomain(domain);
		ReferenceGrammar.requirePath(path);
		if (tag != null) {
			ReferenceGrammar.requireTag(tag);
		}
	}

	/**
	 * Reads a name as people write it. {@code alpine} is
	 * {@code docker.io/library/alpine:latest}; what is before the first slash is a
	 * registry if it has a dot, a colon or an upper-case letter or is {@code localhost}.
	 * @param text the name, such as {@code alpine}, {@code ghcr.io/owner/app:1.2},
	 * {@code localhost:5000/app} or {@code alpine@sha256:...}
	 * @return the reference, with a tag, a digest or both
	 * @throws InvalidArgumentException if the text does not follow the grammar, or is
	 * nothing but 64 hexadecimal digits, which could be an identifier
	 */
	public static ImageReference parse(String text) {
		return ReferenceGrammar.parse(text);
	}

	/**
	 * The repository in the registry; the same as {@link #path()}.
	 * @return the path
	 */
	public String repository() {
		return this.path;
	}

	/**
	 * Where the registry is reached, which for Docker Hub is another name than the
	 * domain's.
	 * @return the host, with the port if the domain has one
	 */
	public String host() {
		return this.domain.equals(DOCKER_HUB) ? "registry-1.docker.io" : this.domain;
	}

	/**
	 * The full name: what images are called in containerd.
	 * @return {@code domain/path[:tag][@digest]}
	 */
	public String name() {
		return this.domain + "/" + this.path + ((this.tag != null) ? ":" + this.tag : "")
				+ ((this.digest != null) ? "@" + this.digest : "");
	}

	/**
	 * What a registry is asked for: the digest if there is one, otherwise the tag.
	 * @return digest or tag; {@value #DEFAULT_TAG} if there is neither
	 */
	public String object() {
		if (this.digest != null) {
			return this.digest.toString();
		}
		return (this.tag != null) ? this.tag : DEFAULT_TAG;
	}

	/**
	 * A copy with this tag and no digest.
	 * @param tag the tag
	 * @return the copy
	 * @throws InvalidArgumentException if the tag is not valid
	 */
	public ImageReference withTag(String tag) {
		return new ImageReference(this.domain, this.path, tag, null);
	}

	/**
	 * A copy with this digest and no tag.
	 * @param digest the digest
	 * @return the copy
	 */
	public ImageReference withDigest(Digest digest) {
		return new ImageReference(this.domain, this.path, null, digest);
	}

	/**
	 * The {@link #name() full name}.
	 */
	@Override
	public String toString() {
		return name();
	}

}
