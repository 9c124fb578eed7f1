package io.github.containerd4j.registry;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.containerd4j.CancelledException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.InvalidArgumentException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the programs that keep credentials for Docker. They are asked by {@code get} with
 * the registry on their standard input and answer with JSON.
 */
final class DockerCredentialHelper {

	private static final Logger logger = LoggerFactory.getLogger(DockerCredentialHelper.class);

	private static final Duration LIMIT = Duration.ofSeconds(30);

	// A name with a slash would run any program.
	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

	// The user name by which a helper says that its secret is an identity token.
	private static final String TOKEN_USER = "<token>";

	private static final String NOTHING_STORED = "credentials not found";

	private static final int MAX_ANSWER = 1 << 20;

	private final @Nullable Path directory;

	private final Duration limit;

	DockerCredentialHelper(@Nullable Path directory, Duration limit) {
		this.directory = directory;
		this.limit = limit;
	}

	static DockerCredentialHelper onSearchPath() {
		return new DockerCredentialHelper(null, LIMIT);
	}

	/**
	 * Asks a helper.
	 * @param name the last part of the helper's name
	 * @param registry the registry, as the helper knows it
	 * @param config the file that names the helper, for messages
	 * @return the credentials; empty if it has none or does not work
	 */
	Optional<RegistryCredentials> get(String name, String registry, Path config) {
		if (!NAME.matcher(name).matches()) {
			throw InvalidArgumentException.of("Docker configuration", config.toString(),
					"a credential helper may have letters, digits, dots, dashes and underscores in its name");
		}
		String program = "docker-credential-" + name;
		try {
			return run(program, registry);
		}
		catch (IOException | JsonParseException | IllegalStateException ex) {
			logger.warn("No credentials for {}: the helper {} named in {} does not work: {}", registry, program, config,
					reason(ex));
			return Optional.empty();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CancelledException("interrupted while asking " + program,
					new Failure("Registry.Credentials", "registry", registry, null, ErrorCode.CANCELLED), ex);
		}
	}

	private Optional<RegistryCredentials> run(String program, String registry)
			throws IOException, InterruptedException {
		// To a file and not to a pipe: a process that the helper leaves behind may keep a
		// pipe open without end.
		Path output = Files.createTempFile("containerd-helper", ".json");
		try {
			int exitCode = run(program, registry, output);
			String answer = read(output);
			if (exitCode != 0) {
				return refused(program, exitCode, answer);
			}
			return parse(answer);
		}
		finally {
			Files.deleteIfExists(output);
		}
	}

	private int run(String program, String registry, Path output) throws IOException, InterruptedException {
		String executable = (this.directory != null) ? this.directory.resolve(program).toString() : program;
		Process process = new ProcessBuilder(executable, "get").redirectOutput(output.toFile())
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		try {
			write(process, registry);
			if (!process.waitFor(this.limit.toNanos(), TimeUnit.NANOSECONDS)) {
				throw new IOException("no answer within " + this.limit.toSeconds() + " s");
			}
			return process.exitValue();
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static void write(Process process, String registry) {
		try (OutputStream input = process.getOutputStream()) {
			input.write(registry.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			// It has ended without reading; its exit code says more.
			logger.debug("A credential helper does not read its input", ex);
		}
	}

	private static String read(Path output) throws IOException {
		if (Files.size(output) > MAX_ANSWER) {
			throw new IOException("its answer is larger than " + MAX_ANSWER + " bytes");
		}
		return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
	}

	private static Optional<RegistryCredentials> refused(String program, int exitCode, String answer)
			throws IOException {
		if (answer.startsWith(NOTHING_STORED)) {
			logger.debug("{} has no credentials", program);
			return Optional.empty();
		}
		throw new IOException("exit code " + exitCode);
	}

	private static Optional<RegistryCredentials> parse(String answer) throws IOException {
		JsonObject json = JsonParser.parseString(answer).getAsJsonObject();
		if (!json.has("Username") || !json.has("Secret")) {
			throw new IOException("its answer lacks Username or Secret");
		}
		String user = json.get("Username").getAsString();
		String secret = json.get("Secret").getAsString();
		if (user.indexOf(':') >= 0) {
			throw new IOException("its user has a colon");
		}
		if (user.isEmpty() || secret.isEmpty()) {
			return Optional.empty();
		}
		return Optional.of(user.equals(TOKEN_USER) ? RegistryCredentials.identityToken(secret)
				: RegistryCredentials.basic(user, secret));
	}

	// The parser's messages may quote the answer, and so the secret.
	private static String reason(Exception ex) {
		return (ex instanceof IOException) ? String.valueOf(ex.getMessage()) : "its answer is not the expected JSON";
	}

}
