package io.github.containerd4j.registry;

import java.util.Locale;
import java.util.Set;

/**
 * The several names of one registry in configuration files.
 */
final class RegistryNames {

	static final String DOCKER_HUB = "docker.io";

	static final String DOCKER_HUB_HOST = "registry-1.docker.io";

	/**
	 * Docker Hub's key in Docker's own configuration, from the days of its first
	 * protocol.
	 */
	static final String DOCKER_HUB_KEY = "https://index.docker.io/v1/";

	private static final Set<String> HUB_NAMES = Set.of(DOCKER_HUB, DOCKER_HUB_HOST, "index.docker.io");

	private RegistryNames() {
	}

	/**
	 * Host and port, without scheme and path, and one name for Docker Hub.
	 */
	static String canonical(String name) {
		String text = name.strip().toLowerCase(Locale.ROOT);
		int scheme = text.indexOf("://");
		String rest = (scheme >= 0) ? text.substring(scheme + 3) : text;
		int slash = rest.indexOf('/');
		String host = (slash >= 0) ? rest.substring(0, slash) : rest;
		return HUB_NAMES.contains(host) ? DOCKER_HUB : host;
	}

	/**
	 * The name that credential helpers know a registry by.
	 */
	static String helperKey(String host) {
		String canonical = canonical(host);
		return canonical.equals(DOCKER_HUB) ? DOCKER_HUB_KEY : canonical;
	}

}
