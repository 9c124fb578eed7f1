package io.github.containerd4j.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.containerd4j.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/**
 * Credentials of Docker's {@code config.json}: those of a helper for this registry, else
 * of the general store, else what is written in the file.
 */
final class DockerConfig implements RegistryCredentialsProvider {

	private final Path file;

	private final DockerCredentialHelper helpers;

	DockerConfig(Path file, DockerCredentialHelper helpers) {
		this.file = file;
		this.helpers = helpers;
	}

	static Path defaultFile() {
		String directory = System.getenv("DOCKER_CONFIG");
		Path parent = (directory != null && !directory.isBlank()) ? Path.of(directory)
				: Path.of(System.getProperty("user.home"), ".docker");
		return parent.resolve("config.json");
	}

	@Override
	public Optional<RegistryCredentials> find(String host) {
		JsonObject config = read();
		String helper = helper(config, host);
		Optional<RegistryCredentials> stored = (helper != null)
				? this.helpers.get(helper, RegistryNames.helperKey(host), this.file) : Optional.empty();
		return stored.or(() -> written(config, host));
	}

	private JsonObject read() {
		try {
			String text = Files.readString(this.file, StandardCharsets.UTF_8);
			return text.isBlank() ? new JsonObject() : object(JsonParser.parseString(text), "the file");
		}
		catch (NoSuchFileException ex) {
			return new JsonObject();
		}
		catch (IOException ex) {
			throw invalid("it cannot be read: " + ex.getClass().getSimpleName());
		}
		catch (JsonParseException ex) {
			// The parser's message may quote what it stumbled over.
			throw invalid("it is no JSON");
		}
	}

	private @Nullable String helper(JsonObject config, String host) {
		String canonical = RegistryNames.canonical(host);
		for (Map.Entry<String, JsonElement> entry : member(config, "credHelpers").entrySet()) {
			if (RegistryNames.canonical(entry.getKey()).equals(canonical)) {
				return string(entry.getValue(), "credHelpers." + entry.getKey());
			}
		}
		return config.has("credsStore") ? string(config.get("credsStore"), "credsStore") : null;
	}

	private Optional<RegistryCredentials> written(JsonObject config, String host) {
		String canonical = RegistryNames.canonical(host);
		JsonObject auths = member(config, "auths");
		return auths.entrySet()
			.stream()
			.filter((entry) -> RegistryNames.canonical(entry.getKey()).equals(canonical))
			.flatMap((entry) -> credentials(entry.getKey(), object(entry.getValue(), "auths." + entry.getKey()))
				.stream())
			.findFirst();
	}

	private Optional<RegistryCredentials> credentials(String key, JsonObject entry) {
		String identity = optional(entry, key, "identitytoken");
		if (!identity.isEmpty()) {
			return Optional.of(RegistryCredentials.identityToken(identity));
		}
		String registry = optional(entry, key, "registrytoken");
		if (!registry.isEmpty()) {
			return Optional.of(RegistryCredentials.accessToken(registry));
		}
		String auth = optional(entry, key, "auth");
		if (!auth.isEmpty()) {
			return Optional.of(decode(key, auth));
		}
		String user = optional(entry, key, "username");
		String password = optional(entry, key, "password");
		if (user.indexOf(':') >= 0) {
			throw invalid("auths." + key + ".username must not have a colon");
		}
		return (user.isEmpty() || password.isEmpty()) ? Optional.empty()
				: Optional.of(RegistryCredentials.basic(user, password));
	}

	private RegistryCredentials decode(String key, String auth) {
		String reason = "auths." + key + ".auth must be the base64 of USER:PASSWORD";
		try {
			String pair = new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
			int colon = pair.indexOf(':');
			// Old versions of Docker have padded the password with zero bytes.
			String password = pair.substring(colon + 1).replaceAll("\0+$", "");
			if (colon <= 0 || password.isEmpty()) {
				throw invalid(reason);
			}
			return RegistryCredentials.basic(pair.substring(0, colon), password);
		}
		catch (IllegalArgumentException ex) {
			throw invalid(reason);
		}
	}

	private JsonObject member(JsonObject config, String name) {
		JsonElement value = config.get(name);
		return (value == null || value.isJsonNull()) ? new JsonObject() : object(value, name);
	}

	private String optional(JsonObject entry, String key, String name) {
		JsonElement value = entry.get(name);
		return (value == null || value.isJsonNull()) ? "" : string(value, "auths." + key + "." + name);
	}

	private JsonObject object(JsonElement value, String key) {
		if (!value.isJsonObject()) {
			throw invalid(key + " must be an object");
		}
		return value.getAsJsonObject();
	}

	private String string(JsonElement value, String key) {
		if (!value.isJsonPrimitive()) {
			throw invalid(key + " must be a text");
		}
		return value.getAsString();
	}

	private InvalidArgumentException invalid(String reason) {
		return InvalidArgumentException.of("Docker configuration", this.file.toString(), reason);
	}

	@Override
	public String toString() {
		return "dockerConfig(" + this.file + ")";
	}

}
