package io.github.containerd4j.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

import io.github.containerd4j.InvalidArgumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Credentials from Docker's configuration.
 */
class DockerConfigTests {

	private static final String SECRET = "s3cret";

	@TempDir
	private Path directory;

	private RegistryCredentialsProvider config(String json) throws IOException {
		Path file = Files.writeString(this.directory.resolve("config.json"), json);
		return new DockerConfig(file, new DockerCredentialHelper(this.directory, Duration.ofSeconds(5)));
	}

	private void helper(String name, String script) throws IOException {
		Path file = this.directory.resolve("docker-credential-" + name);
		Files.writeString(file, "#!/bin/sh\n" + script + "\n");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
	}

	private static String auth(String pair) {
		return "{\"auth\":\"" + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)) + "\"}";
	}

	@Test
	void readsUserAndPassword() throws IOException {
		RegistryCredentialsProvider config = config("{\"auths\":{\"r.example:5000\":" + auth("me:" + SECRET)
				+ ",\"https://s.example/v1/\":{\"username\":\"me\",\"password\":\"" + SECRET + "\"}}}");

		assertThat(config.find("r.example:5000")).contains(RegistryCredentials.basic("me", SECRET));
		assertThat(config.find("s.example")).contains(RegistryCredentials.basic("me", SECRET));
		assertThat(config.find("r.example")).isEmpty();
	}

	@Test
	void keepsColonsInPasswords() throws IOException {
		assertThat(config("{\"auths\":{\"r.example\":" + auth("me:a:b") + "}}").find("r.example"))
			.contains(RegistryCredentials.basic("me", "a:b"));
	}

	@Test
	void knowsDockerHubByItsOldName() throws IOException {
		RegistryCredentialsProvider config = config(
				"{\"auths\":{\"https://index.docker.io/v1/\":" + auth("me:" + SECRET) + "}}");

		assertThat(config.find("docker.io")).isPresent();
		assertThat(RegistryCredentialsProvider
			.of(Map.of("https://index.docker.io/v1/", RegistryCredentials.basic("me", SECRET)))
			.find("docker.io")).isPresent();
	}

	@Test
	void readsTokens() throws IOException {
		RegistryCredentialsProvider config = config(
				"{\"auths\":{\"a.example\":{\"auth\":\"bWU6eA==\",\"identitytoken\":\"" + SECRET
						+ "\"},\"b.example\":{\"registrytoken\":\"" + SECRET + "\"}}}");

		assertThat(config.find("a.example")).contains(RegistryCredentials.identityToken(SECRET));
		assertThat(config.find("b.example")).contains(RegistryCredentials.accessToken(SECRET));
	}

	@Test
	void hasNothingWithoutAFile() {
		assertThat(RegistryCredentialsProvider.dockerConfig(this.directory.resolve("none")).find("docker.io"))
			.isEmpty();
	}

	@Test
	void asksTheHelperOfTheRegistryWithItsName() throws IOException {
		helper("one", "read server; echo \"{\\\"Username\\\":\\\"$1\\\",\\\"Secret\\\":\\\"$server\\\"}\"");
		RegistryCredentialsProvider config = config(
				"{\"credsStore\":\"other\",\"credHelpers\":{\"r.example\":\"one\",\"docker.io\":\"one\"}}");

		assertThat(config.find("r.example")).contains(RegistryCredentials.basic("get", "r.example"));
		assertThat(config.find("docker.io")).contains(RegistryCredentials.basic("get", "https://index.docker.io/v1/"));
	}

	@Test
	void asksTheStoreForAllOthers() throws IOException {
		helper("store", "echo '{\"Username\":\"<token>\",\"Secret\":\"" + SECRET + "\"}'");

		assertThat(config("{\"auths\":{\"r.example\":{}},\"credsStore\":\"store\"}").find("r.example"))
			.contains(RegistryCredentials.identityToken(SECRET));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "echo credentials not found in native keychain; exit 1", "echo failed; exit 1", "echo no json",
					"echo '{}'", "echo '[]'", "echo '{\"Username\":\"a:b\",\"Secret\":\"x\"}'", "exec sleep 60" })
	void goesOnWithTheFileWhenTheHelperHasNothing(String script) throws IOException {
		helper("store", script);

		assertThat(new DockerConfig(
				Files.writeString(this.directory.resolve("config.json"),
						"{\"credsStore\":\"store\",\"auths\":{\"r.example\":" + auth("me:" + SECRET) + "}}"),
				new DockerCredentialHelper(this.directory, Duration.ofSeconds(1)))
			.find("r.example")).contains(RegistryCredentials.basic("me", SECRET));
	}

	@Test
	void hasNothingWhenTheHelperIsMissing() throws IOException {
		assertThat(config("{\"credsStore\":\"missing\"}").find("r.example")).isEmpty();
	}

	@Test
	void runsNothingElseThanHelpers() throws IOException {
		RegistryCredentialsProvider config = config("{\"credsStore\":\"x/../../bin/sh\"}");

		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> config.find("r.example"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"auths\": s3cret", "[]", "{\"auths\":3}", "{\"auths\":{\"r.example\":\"s3cret\"}}",
			"{\"auths\":{\"r.example\":{\"auth\":\"s3cret!\"}}}",
			"{\"auths\":{\"r.example\":{\"auth\":\"czNjcmV0\"}}}" })
	void namesTheFileOfAMistakeAndNoSecret(String json) throws IOException {
		RegistryCredentialsProvider config = config(json);

		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> config.find("r.example"))
			.withMessageContaining("config.json")
			.withMessageNotContaining(SECRET)
			.withNoCause();
	}

	@Test
	void masksSecrets() {
		assertThat(RegistryCredentials.basic("me", SECRET)).hasToString("basic(me, ***)");
		assertThat(RegistryCredentials.identityToken(SECRET)).hasToString("identityToken(***)");
		assertThat(RegistryCredentials.accessToken(SECRET)).hasToString("accessToken(***)");
		assertThat(RegistryCredentials.basic("me", SECRET)).isEqualTo(RegistryCredentials.basic("me", SECRET))
			.isNotEqualTo(RegistryCredentials.basic("me", "other"));
	}

	@Test
	void refusesCredentialsThatCannotBeSent() {
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> RegistryCredentials.basic("a:b", SECRET))
			.withMessageNotContaining(SECRET);
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> RegistryCredentials.basic("a", ""));
	}

}
