package io.github.containerd4j.registry;

import java.net.URI;

/**
 * An upload that a registry has opened.
 *
 * @param location where the next request goes
 * @param offset how many bytes the registry has
 * @param minimum the fewest bytes that a request but the last may have
 */
record Upload(URI location, long offset, long minimum) {

	static Upload opened(Answer answer, Target target) {
		return new Upload(location(answer, target), 0, minimum(answer));
	}

	Upload next(Answer answer, Target target, long newOffset) {
		// The status of an upload may come without its address.
		URI next = answer.header("Location").isPresent() ? location(answer, target) : this.location;
		return new Upload(next, newOffset, Math.max(this.minimum, minimum(answer)));
	}

	private static URI location(Answer answer, Target target) {
		URI location = Locations.resolve(answer, target);
		if (Locations.isDowngrade(answer.uri(), location)) {
			throw target.failed(
					target.host() + " wants the upload sent from https to http on " + location.getAuthority(), null);
		}
		return location;
	}

	private static long minimum(Answer answer) {
		String value = answer.header("OCI-Chunk-Min-Length").orElse("");
		return value.matches("\\d{1,18}") ? Long.parseLong(value) : 0;
	}

	/**
	 * The address that ends the upload.
	 */
	URI closing(String digest) {
		String text = this.location.toString();
		int fragment = text.indexOf('#');
		String base = (fragment >= 0) ? text.substring(0, fragment) : text;
		return URI.create(base + ((base.indexOf('?') >= 0) ? "&" : "?") + "digest=" + Endpoint.encode(digest));
	}

}
