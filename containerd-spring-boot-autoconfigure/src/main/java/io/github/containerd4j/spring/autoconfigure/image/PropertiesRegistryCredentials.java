package io.github.containerd4j.spring.autoconfigure.image;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.registry.RegistryCredentials;
import io.github.containerd4j.registry.RegistryCredentialsProvider;
import io.github.containerd4j.spring.autoconfigure.image.ContainerdRegistryProperties.Credentials;
import io.github.containerd4j.spring.autoconfigure.image.ContainerdRegistryProperties.DockerConfig;

import org.springframework.util.StringUtils;

import static io.github.containerd4j.spring.autoconfigure.diagnostics.InvalidContainerdPropertyException.named;

/**
 * Credentials: the application's own providers first, then the properties, then Docker's
 * configuration.
 */
final class PropertiesRegistryCredentials {

	private PropertiesRegistryCredentials() {
	}

	static RegistryCredentialsProvider of(ContainerdRegistryProperties properties,
			List<RegistryCredentialsProvider> own) {
		RegistryCredentialsProvider provider = RegistryCredentialsProvider.none();
		for (RegistryCredentialsProvider next : own) {
			provider = provider.orElse(next);
		}
		return provider.orElse(RegistryCredentialsProvider.of(credentials(properties.getCredentials())))
			.orElse(docker(properties.getDockerConfig()));
	}

	private static Map<String, RegistryCredentials> credentials(Map<String, Credentials> properties) {
		Map<String, RegistryCredentials> credentials = new LinkedHashMap<>();
		properties.forEach((host, values) -> credentials.put(host,
				named("containerd.registry.credentials[" + host + "]", () -> credentials(host, values))));
		return credentials;
	}

	private static RegistryCredentials credentials(String host, Credentials values) {
		String password = values.getPassword();
		String identityToken = values.getIdentityToken();
		String accessToken = values.getAccessToken();
		if (StringUtils.hasText(values.getUsername()) && StringUtils.hasText(password)) {
			return RegistryCredentials.basic(values.getUsername(), password);
		}
		if (StringUtils.hasText(identityToken)) {
			return RegistryCredentials.identityToken(identityToken);
		}
		if (StringUtils.hasText(accessToken)) {
			return RegistryCredentials.accessToken(accessToken);
		}
		throw InvalidArgumentException.of("registry credentials", host,
				"they need a username and a password, an identity-token or an access-token");
	}

	private static RegistryCredentialsProvider docker(DockerConfig properties) {
		if (!properties.isEnabled()) {
			return RegistryCredentialsProvider.none();
		}
		Path location = properties.getLocation();
		return (location != null) ? RegistryCredentialsProvider.dockerConfig(location)
				: RegistryCredentialsProvider.dockerConfig();
	}

}
