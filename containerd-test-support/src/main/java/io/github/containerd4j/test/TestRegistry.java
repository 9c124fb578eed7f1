package io.github.containerd4j.test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;

/**
 * A real registry, Debian's {@code docker-registry}, empty and on a free port of this
 * machine. Closing ends it and deletes what it holds.
 */
public final class TestRegistry implements AutoCloseable {

	/** The user of registries with a password. */
	public static final String USER = "tester";

	/** The password of {@link #USER}. */
	public static final String PASSWORD = "registry-secret";

	// The password as bcrypt, which the JDK cannot compute.
	private static final String HTPASSWD = USER + ":$2b$05$abcdefghijklmnopqrstuubNCCgMNqYiQA5BMGxm7McAPft53drSm\n";

	private static final Pattern LISTENING = Pattern.compile("listening on (127\\.0\\.0\\.1:\\d+)");

	private static final Duration START_LIMIT = Duration.ofSeconds(30);

	private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

	private final Path directory;

	private final Process process;

	private final Optional<TestCertificate> certificate;

	private final boolean password;

	private final boolean clientCertificate;

	private final Optional<TestTokenServer> tokens;

	private final Thread atExit = new Thread(this::stop, "test-registry-stop");

	private final String address;

	private TestRegistry(Path directory, Optional<TestCertificate> certificate, boolean password,
			boolean clientCertificate, Optional<TestTokenServer> tokens) throws IOException {
		this.tokens = tokens;
		this.directory = directory;
		this.certificate = certificate;
		this.password = password;
		this.clientCertificate = clientCertificate;
		Path log = directory.resolve("log");
		this.process = new ProcessBuilder("docker-registry", "serve", writeConfig().toString())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		Runtime.getRuntime().addShutdownHook(this.atExit);
		this.address = awaitAddress(log);
	}

	/**
	 * Starts a registry that speaks plain HTTP with everybody.
	 * @return the registry
	 */
	public static TestRegistry plain() {
		return start(false, false);
	}

	/**
	 * Starts a registry that speaks TLS with everybody.
	 * @return the registry
	 */
	public static TestRegistry tls() {
		return start(true, false);
	}

	/**
	 * Starts a registry that speaks TLS with {@link #USER} only.
	 * @return the registry
	 */
	public static TestRegistry tlsWithPassword() {
		return start(true, true);
	}

	/**
	 * Starts a registry that speaks TLS with those who show its own certificate.
	 * @return the registry
	 * @see #certificate()
	 * @see #key()
	 */
	public static TestRegistry tlsWithClientCertificate() {
		return start(true, false, true, Optional.empty());
	}

	/**
	 * Starts a registry that speaks plain HTTP with {@link #USER} only.
	 * @return the registry
	 */
	public static TestRegistry withPassword() {
		return start(false, true);
	}

	/**
	 * Starts a registry that speaks plain HTTP with those who show a signed token.
	 * @param tokens who signs; it is not closed with the registry
	 * @return the registry
	 */
	public static TestRegistry withTokens(TestTokenServer tokens) {
		return start(false, false, false, Optional.of(tokens));
	}

	private static TestRegistry start(boolean tls, boolean password) {
		return start(tls, password, false, Optional.empty());
	}

	private static TestRegistry start(boolean tls, boolean password, boolean clientCertificate,
			Optional<TestTokenServer> tokens) {
		try {
			Path directory = Files.createTempDirectory("ctd-registry-");
			Optional<TestCertificate> certificate = tls ? Optional.of(TestCertificate.create(directory))
					: Optional.empty();
			return new TestRegistry(directory, certificate, password, clientCertificate, tokens);
		}
		catch (IOException ex) {
			throw new IllegalStateException(
					"cannot start docker-registry; on Debian and Ubuntu: apt-get install docker-registry", ex);
		}
	}

	private Path writeConfig() throws IOException {
		StringBuilder config = new StringBuilder("""
				version: 0.1
				log: {level: info, accesslog: {disabled: true}}
				storage:
				  filesystem: {rootdirectory: %s}
				  delete: {enabled: true}
				  maintenance: {uploadpurging: {enabled: false}}
				http:
				  addr: 127.0.0.1:0
				""".formatted(this.directory.resolve("data")));
		String clients = this.clientCertificate ? ", clientcas: [%s]".formatted(certificate()) : "";
		this.certificate.ifPresent((pair) -> config
			.append("  tls: {certificate: %s, key: %s%s}%n".formatted(pair.certificate(), pair.key(), clients)));
		if (this.password) {
			Path users = Files.writeString(this.directory.resolve("htpasswd"), HTPASSWD);
			config.append("auth: {htpasswd: {realm: tests, path: %s}}%n".formatted(users));
		}
		this.tokens.ifPresent((server) -> config
			.append("auth: {token: {realm: \"%s\", service: %s, issuer: %s, rootcertbundle: %s}}%n"
				.formatted(server.realm(), TestTokenServer.SERVICE, TestTokenServer.ISSUER, server.bundle())));
		return Files.writeString(this.directory.resolve("config.yml"), config);
	}

	private String awaitAddress(Path log) {
		try {
			return Awaitility.await()
				.atMost(START_LIMIT)
				.pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofMillis(5))
				.until(() -> addressIn(log), Optional::isPresent)
				.orElseThrow();
		}
		catch (RuntimeException ex) {
			close();
			throw ex;
		}
	}

	private Optional<String> addressIn(Path log) throws IOException {
		String text = Files.readString(log, StandardCharsets.UTF_8);
		if (!this.process.isAlive()) {
			throw new IllegalStateException("docker-registry has ended: " + text);
		}
		Matcher listening = LISTENING.matcher(text);
		return listening.find() ? Optional.of(listening.group(1)) : Optional.empty();
	}

	/**
	 * Where it listens.
	 * @return host and port, as in a reference
	 */
	public String address() {
		return this.address;
	}

	/**
	 * Its address with a scheme.
	 * @return for instance {@code https://127.0.0.1:40001}
	 */
	public String url() {
		return (this.certificate.isPresent() ? "https://" : "http://") + this.address;
	}

	/**
	 * The certificate of a registry with TLS, which is its own authority.
	 * @return the file, in PEM
	 */
	public Path certificate() {
		return this.certificate.orElseThrow(() -> new IllegalStateException("this registry speaks plain HTTP"))
			.certificate();
	}

	/**
	 * The private key of {@link #certificate()}.
	 * @return the file, in PEM
	 */
	public Path key() {
		return certificate().resolveSibling("key.pem");
	}

	/**
	 * Where it keeps blobs, uploads and manifests.
	 * @return the directory
	 */
	public Path data() {
		return this.directory.resolve("data");
	}

	private void stop() {
		this.process.destroyForcibly();
		boolean interrupted = false;
		try {
			this.process.waitFor(STOP_LIMIT.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			interrupted = true;
		}
		TestFiles.delete(this.directory);
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		try {
			Runtime.getRuntime().removeShutdownHook(this.atExit);
		}
		catch (IllegalStateException ex) {
			// The JVM is ending, and the hook does the same.
		}
		stop();
	}

}
