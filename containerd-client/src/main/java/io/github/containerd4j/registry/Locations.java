package io.github.containerd4j.registry;

import java.net.URI;
import java.util.Locale;

/**
 * Addresses that registries send in the header {@code Location}: of storage, and of
 * uploads.
 */
final class Locations {

	private Locations() {
	}

	/**
	 * The address, which may be relative to the one that was asked.
	 */
	static URI resolve(Answer answer, Target target) {
		String location = answer.header("Location").orElse("");
		try {
			URI uri = answer.uri().resolve(location);
			String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
			if (!location.isEmpty() && uri.getHost() != null && uri.getRawUserInfo() == null
					&& (scheme.equals("http") || scheme.equals("https"))) {
				return uri;
			}
		}
		catch (IllegalArgumentException ex) {
			// As if there were none. The address may be signed, so it is not shown.
		}
		answer.close();
		throw target.failed(target.host() + " answers " + answer.status() + " without a usable location", null);
	}

	static boolean isDowngrade(URI from, URI to) {
		return "https".equalsIgnoreCase(from.getScheme()) && "http".equalsIgnoreCase(to.getScheme());
	}

}
