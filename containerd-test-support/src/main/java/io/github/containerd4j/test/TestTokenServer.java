package io.github.containerd4j.test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Signs the tokens that a registry wants to see, for {@link TestRegistry#USER} with a
 * password or with an identity token. What the tokens allow is what was asked for.
 */
public final class TestTokenServer implements AutoCloseable {

	/** The identity token that stands for {@link TestRegistry#USER}. */
	public static final String IDENTITY_TOKEN = "identity-of-the-tester";

	/** Who signs. */
	static final String ISSUER = "test-issuer";

	/** For whom the tokens are. */
	static final String SERVICE = "test-registry";

	private static final long LIFETIME_SECONDS = 300;

	private final Path directory;

	private final TestCertificate certificate;

	private final HttpServer server;

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private TestTokenServer() throws IOException {
		this.directory = Files.createTempDirectory("ctd-tokens-");
		this.certificate = TestCertificate.create(this.directory);
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/token", this::handle);
		this.server.start();
	}

	/**
	 * Starts a server with a new key.
	 * @return the server
	 */
	public static TestTokenServer start() {
		try {
			return new TestTokenServer();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Where tokens are asked for.
	 * @return the address
	 */
	String realm() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + "/token";
	}

	/**
	 * Whose signature counts.
	 * @return the file with the certificate
	 */
	Path bundle() {
		return this.certificate.certificate();
	}

	/**
	 * What was asked, in order.
	 * @return method and scopes, such as {@code GET repository:a:pull}
	 */
	public List<String> requests() {
		return List.copyOf(this.requests);
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			boolean post = exchange.getRequestMethod().equals("POST");
			String query = post ? new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
					: String.valueOf(exchange.getRequestURI().getRawQuery());
			String scopes = values(query, "scope").collect(Collectors.joining(" "));
			this.requests.add(exchange.getRequestMethod() + " " + scopes);
			boolean known = post ? values(query, "refresh_token").anyMatch(IDENTITY_TOKEN::equals)
					: basic().equals(exchange.getRequestHeaders().getFirst("Authorization"));
			if (!known) {
				exchange.sendResponseHeaders(401, -1);
				return;
			}
			String name = post ? "access_token" : "token";
			byte[] answer = "{\"%s\":\"%s\",\"expires_in\":%d}".formatted(name, sign(scopes), LIFETIME_SECONDS)
				.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, answer.length);
			exchange.getResponseBody().write(answer);
		}
		catch (GeneralSecurityException ex) {
			throw new IOException(ex);
		}
	}

	private static String basic() {
		return "Basic " + Base64.getEncoder()
			.encodeToString((TestRegistry.USER + ":" + TestRegistry.PASSWORD).getBytes(StandardCharsets.UTF_8));
	}

	private static Stream<String> values(String query, String name) {
		return Arrays.stream(query.split("&"))
			.filter((part) -> part.startsWith(name + "="))
			.map((part) -> URLDecoder.decode(part.substring(name.length() + 1), StandardCharsets.UTF_8));
	}

	private String sign(String scopes) throws IOException, GeneralSecurityException {
		long now = Instant.now().getEpochSecond();
		String header = "{\"typ\":\"JWT\",\"alg\":\"ES256\",\"x5c\":[\"%s\"]}"
			.formatted(body(this.certificate.certificate()));
		String claims = ("{\"iss\":\"%s\",\"sub\":\"%s\",\"aud\":\"%s\",\"iat\":%d,\"nbf\":%d,\"exp\":%d,\"jti\":\"%s\","
				+ "\"access\":[%s]}")
			.formatted(ISSUER, TestRegistry.USER, SERVICE, now, now - 10, now + LIFETIME_SECONDS, UUID.randomUUID(),
					Arrays.stream(scopes.split(" "))
						.filter((scope) -> scope.contains(":"))
						.map(TestTokenServer::access)
						.collect(Collectors.joining(",")));
		String signed = base64(header.getBytes(StandardCharsets.UTF_8)) + "."
				+ base64(claims.getBytes(StandardCharsets.UTF_8));
		Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
		signature.initSign(key());
		signature.update(signed.getBytes(StandardCharsets.UTF_8));
		return signed + "." + base64(signature.sign());
	}

	private static String access(String scope) {
		String type = scope.substring(0, scope.indexOf(':'));
		String name = scope.substring(scope.indexOf(':') + 1, scope.lastIndexOf(':'));
		String actions = Arrays.stream(scope.substring(scope.lastIndexOf(':') + 1).split(","))
			.map((action) -> '"' + action + '"')
			.collect(Collectors.joining(","));
		return "{\"type\":\"%s\",\"name\":\"%s\",\"actions\":[%s]}".formatted(type, name, actions);
	}

	private PrivateKey key() throws IOException, GeneralSecurityException {
		return KeyFactory.getInstance("EC")
			.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body(this.certificate.key()))));
	}

	// What is between the first and the last line of a PEM file.
	private static String body(Path pem) throws IOException {
		return Files.readAllLines(pem).stream().filter((line) -> !line.startsWith("-")).collect(Collectors.joining());
	}

	private static String base64(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	@Override
	public void close() {
		this.server.stop(0);
		TestFiles.delete(this.directory);
	}

}
