package io.github.containerd4j.registry;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the credentials of a registry. Asked only when a registry wants to know who we
 * are, and again when it refuses what it got; so short-lived credentials may change from
 * call to call. Called on the thread of the operation, several at once. An exception ends
 * the operation.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface RegistryCredentialsProvider {

	/**
	 * Finds credentials.
	 * @param host the registry, with its port if a reference names one:
	 * {@code docker.io}, {@code registry.example:5000}; for a mirror, the mirror's host
	 * @return the credentials; empty to stay anonymous
	 */
	Optional<RegistryCredentials> find(String host);

	/**
	 * Asks another one when this one has nothing.
	 * @param other the other
	 * @return both
	 */
	default RegistryCredentialsProvider orElse(RegistryCredentialsProvider other) {
		return (host) -> find(host).or(() -> other.find(host));
	}

	/**
	 * No credentials for any host.
	 * @return the provider
	 */
	static RegistryCredentialsProvider none() {
		return (host) -> Optional.empty();
	}

	/**
	 * Fixed credentials.
	 * @param credentials the credentials by host; the names of Docker Hub
	 * ({@code docker.io}, {@code index.docker.io}, {@code registry-1.docker.io},
	 * {@code https://index.docker.io/v1/}) mean the same
	 * @return the provider
	 */
	static RegistryCredentialsProvider of(Map<String, RegistryCredentials> credentials) {
		Map<String, RegistryCredentials> byName = new LinkedHashMap<>();
		credentials.forEach((host, value) -> byName.put(RegistryNames.canonical(host), value));
		return (host) -> Optional.ofNullable(byName.get(RegistryNames.canonical(host)));
	}

	/**
	 * Docker's configuration of the user who runs this JVM: {@code config.json} in the
	 * directory that the variable {@code DOCKER_CONFIG} names, else in {@code ~/.docker}.
	 * It need not exist.
	 * @return the provider
	 * @see #dockerConfig(Path)
	 */
	static RegistryCredentialsProvider dockerConfig() {
		return dockerConfig(DockerConfig.defaultFile());
	}

	/**
	 * A file in the form of Docker's {@code config.json}: {@code auths},
	 * {@code credsStore}, {@code credHelpers}. It is read each time credentials are
	 * wanted. Helpers ({@code docker-credential-NAME}) are run from the search path with
	 * a limit of 30 seconds; one that is missing or fails is a warning in the log at the
	 * moment when it would be needed, and then counts as having none. A file that is not
	 * there holds nothing; one that cannot be read is an
	 * {@link io.github.containerd4j.InvalidArgumentException} that names it.
	 * @param file the file
	 * @return the provider
	 */
	static RegistryCredentialsProvider dockerConfig(Path file) {
		return new DockerConfig(file, DockerCredentialHelper.onSearchPath());
	}

}
