package io.github.containerd4j.registry;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.oci.ImageReference;
import io.github.containerd4j.oci.MediaTypes;
import org.jspecify.annotations.Nullable;

/**
 * Finds and fetches documents at one host.
 */
record ManifestRequests(Requests requests, Target target, Set<String> scopes) {

	private static final String ACCEPT = String.join(", ", List.of(MediaTypes.OCI_INDEX, MediaTypes.OCI_MANIFEST,
			MediaTypes.DOCKER_MANIFEST_LIST, MediaTypes.DOCKER_MANIFEST, "*/*"));

	Resolution resolve(ImageReference reference) throws IOException, InterruptedException, TransientFailure {
		Digest digest = reference.digest();
		String name = (digest != null) ? digest.toString() : Optional.ofNullable(reference.tag()).orElse("latest");
		return resolve("manifests/" + name, digest);
	}

	private Resolution resolve(String path, @Nullable Digest digest)
			throws IOException, InterruptedException, TransientFailure {
		try (Answer answer = ask("HEAD", path, ACCEPT)) {
			if (answer.status() == 404 && digest != null && path.startsWith("manifests/")) {
				// A digest may be that of any blob.
				return resolve("blobs/" + digest, digest);
			}
			// Some registries refuse HEAD.
			if (answer.status() != 200 && answer.status() != 405) {
				throw this.requests.refuse(answer, this.target);
			}
			Optional<Digest> told = Digests.told(answer, this.target);
			if (answer.status() == 405 || answer.contentLength() < 0 || (told.isEmpty() && digest == null)) {
				return read(path, digest);
			}
			return resolution(answer, told.orElse(digest), digest, answer.contentLength());
		}
	}

	/**
	 * Reads a document of which the registry does not tell enough.
	 */
	private Resolution read(String path, @Nullable Digest digest)
			throws IOException, InterruptedException, TransientFailure {
		try (Answer answer = ask("GET", path, ACCEPT)) {
			if (answer.status() != 200) {
				throw this.requests.refuse(answer, this.target);
			}
			byte[] bytes = answer.read(Repository.MAX_TAGGED_MANIFEST);
			String algorithm = (digest != null) ? digest.algorithm() : "sha256";
			return resolution(answer, Digests.of(algorithm, bytes), digest, bytes.length);
		}
	}

	private Resolution resolution(Answer answer, @Nullable Digest told, @Nullable Digest wanted, long size) {
		if (size == 0) {
			throw this.target.integrity("has an empty document");
		}
		if (size > Repository.MAX_TAGGED_MANIFEST) {
			throw this.target.integrity(
					"has a document of more than " + Repository.MAX_TAGGED_MANIFEST + " bytes, the most allowed");
		}
		Digest found = (told != null) ? told : wanted;
		if (found == null) {
			throw this.target.integrity("tells no digest");
		}
		if (wanted != null) {
			Digests.requireSame(found, wanted, this.target);
		}
		return new Resolution(Descriptor.of(answer.mediaType(), (wanted != null) ? wanted : found, size),
				this.target.host());
	}

	byte[] fetch(Descriptor document) throws IOException, InterruptedException, TransientFailure {
		if (document.size() > Repository.MAX_MANIFEST) {
			throw this.target.integrity(
					"has a document of " + document.size() + " bytes; the most allowed is " + Repository.MAX_MANIFEST);
		}
		try (Answer answer = askAnywhere(document)) {
			if (answer.status() != 200) {
				throw this.requests.refuse(answer, this.target);
			}
			Digests.requireSame(answer, document.digest(), this.target);
			byte[] bytes = answer.read((int) document.size());
			requireSame(document, bytes);
			return bytes;
		}
	}

	private Answer askAnywhere(Descriptor document) throws IOException, InterruptedException, TransientFailure {
		String first = isManifest(document) ? "manifests/" : "blobs/";
		String accept = document.mediaType().isEmpty() ? ACCEPT : document.mediaType() + ", */*";
		Answer answer = ask("GET", first + document.digest(), accept);
		if (answer.status() != 404) {
			return answer;
		}
		answer.close();
		return ask("GET", (isManifest(document) ? "blobs/" : "manifests/") + document.digest(), accept);
	}

	private void requireSame(Descriptor document, byte[] bytes) {
		if (bytes.length != document.size()) {
			throw this.target.integrity("sends " + ((bytes.length > document.size()) ? "more" : "fewer") + " than the "
					+ document.size() + " bytes of a document");
		}
		Digests.requireSame(Digests.of(document.digest().algorithm(), bytes), document.digest(), this.target);
	}

	boolean exists(Descriptor content) throws IOException, InterruptedException, TransientFailure {
		String path = (isManifest(content) ? "manifests/" : "blobs/") + content.digest();
		try (Answer answer = ask("HEAD", path, isManifest(content) ? content.mediaType() : "*/*")) {
			if (answer.status() == 404) {
				return false;
			}
			if (answer.status() != 200) {
				throw this.requests.refuse(answer, this.target);
			}
			Digests.requireSame(answer, content.digest(), this.target);
			return true;
		}
	}

	private Answer ask(String method, String path, String accept)
			throws IOException, InterruptedException, TransientFailure {
		Call call = Call.of(method, this.requests.endpoint().uri(path), this.scopes).with("Accept", accept);
		// A tag is as trustworthy as the connection; a digest is verified.
		boolean verified = method.equals("GET") && path.contains(":");
		return this.requests.send(verified ? call.asVerified() : call, this.target);
	}

	private static boolean isManifest(Descriptor content) {
		String type = content.mediaType();
		return MediaTypes.isIndex(type) || MediaTypes.isManifest(type) || MediaTypes.isSchema1(type);
	}

}
