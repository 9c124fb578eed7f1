package io.github.containerd4j.oci;

import java.util.Locale;
import java.util.regex.Pattern;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.content.Digest;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of image names, and what is added to short ones.
 * <p>
 * Source: {@code regexp.go} and {@code normalize.go} of distribution/reference 0.6.
 */
final class ReferenceGrammar {

	private static final int MAX_PATH = 255;

	private static final String LABEL = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";

	private static final Pattern DOMAIN = Pattern
		.compile("(?:" + LABEL + "(?:\\." + LABEL + ")*|\\[[a-fA-F0-9:]+])(?::[0-9]+)?");

	private static final String PART = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";

	private static final Pattern PATH = Pattern.compile(PART + "(?:/" + PART + ")*");

	private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127}");

	private static final Pattern IDENTIFIER = Pattern.compile("[a-f0-9]{64}");

	private ReferenceGrammar() {
	}

	static ImageReference parse(String text) {
		if (IDENTIFIER.matcher(text).matches()) {
			throw invalid("image reference", text,
					"64 hexadecimal digits may be an identifier; write sha256:... after @");
		}
		try {
			return read(text);
		}
		catch (InvalidArgumentException ex) {
			// The message shall show all that was written, not only the part.
			throw InvalidArgumentException.of("image reference", text, String.valueOf(ex.getMessage()));
		}
	}

	private static ImageReference read(String text) {
		int at = text.indexOf('@');
		Digest digest = (at < 0) ? null : Digest.parse(text.substring(at + 1));
		String named = (at < 0) ? text : text.substring(0, at);
		int colon = named.indexOf(':', named.lastIndexOf('/') + 1);
		String tag = (colon < 0) ? null : named.substring(colon + 1);
		String name = (colon < 0) ? named : named.substring(0, colon);
		return ofName(name, (tag == null && digest == null) ? ImageReference.DEFAULT_TAG : tag, digest);
	}

	private static ImageReference ofName(String name, @Nullable String tag, @Nullable Digest digest) {
		int slash = name.indexOf('/');
		boolean full = slash >= 0 && isDomain(name.substring(0, slash));
		String domain = full ? name.substring(0, slash) : ImageReference.DOCKER_HUB;
		String path = full ? name.substring(slash + 1) : name;
		if (domain.equals("index.docker.io")) {
			domain = ImageReference.DOCKER_HUB;
		}
		if (domain.equals(ImageReference.DOCKER_HUB) && path.indexOf('/') < 0) {
			path = "library/" + path;
		}
		return new ImageReference(domain, path, tag, digest);
	}

	private static boolean isDomain(String word) {
		return word.indexOf('.') >= 0 || word.indexOf(':') >= 0 || word.equals("localhost")
				|| !word.equals(word.toLowerCase(Locale.ROOT));
	}

	static void requireDomain(String domain) {
		if (!DOMAIN.matcher(domain).matches()) {
			throw invalid("registry", domain, "expected a host name or address, and a port if need be");
		}
	}

	static void requirePath(String path) {
		if (path.length() > MAX_PATH) {
			throw invalid("repository", path, "it must not have more than " + MAX_PATH + " characters");
		}
		if (!PATH.matcher(path).matches()) {
			throw invalid("repository", path,
					"expected lower-case letters and digits, with . _ __ or - between them, in parts divided by /");
		}
	}

	static void requireTag(String tag) {
		if (!TAG.matcher(tag).matches()) {
			throw invalid("tag", tag, "expected at most 128 letters, digits, _ . and -, not beginning with . or -");
		}
	}

	private static InvalidArgumentException invalid(String kind, String text, String reason) {
		return InvalidArgumentException.of(kind, text, reason);
	}

}
