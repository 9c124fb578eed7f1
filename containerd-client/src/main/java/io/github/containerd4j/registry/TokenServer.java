package io.github.containerd4j.registry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Gets tokens where a registry says that they are given: with a user and a password or
 * nothing by {@code GET}, with an identity token by {@code POST} (OAuth 2).
 */
final class TokenServer {

	private static final int MAX_ANSWER = 1 << 20;

	private static final String CLIENT_ID = "containerd4j";

	private final Wire wire;

	private final RegistryHost host;

	TokenServer(Wire wire, RegistryHost host) {
		this.wire = wire;
		this.host = host;
	}

	Token fetch(Challenge challenge, Set<String> scopes, @Nullable RegistryCredentials credentials, Target target)
			throws IOException, InterruptedException, TransientFailure {
		URI realm = realm(challenge, target);
		HttpRequest.Builder request = (credentials != null && credentials.isIdentityToken())
				? post(realm, challenge, scopes, credentials) : get(realm, challenge, scopes);
		if (credentials != null && credentials.kind() == RegistryCredentials.Kind.BASIC) {
			request.setHeader("Authorization", credentials.basicHeader());
		}
		request.setHeader("User-Agent", this.wire.options().userAgent()).setHeader("Accept", "application/json");
		Target server = target.at(realm.getAuthority());
		Answer answer = this.wire.send(this.host, request.build(), Payload.none(), this.wire.options().stallTimeout());
		if (answer.status() == 200) {
			return parse(answer, server);
		}
		Set<String> secrets = (credentials != null) ? Set.of(credentials.secret()) : Set.of();
		throw Statuses.refuse(answer, server, secrets, (credentials != null) ? "the credentials are " + credentials
				: "no credentials are known for the registry");
	}

	private URI realm(Challenge challenge, Target target) {
		try {
			URI realm = URI.create(challenge.parameter("realm"));
			String scheme = String.valueOf(realm.getScheme()).toLowerCase(Locale.ROOT);
			if (realm.getHost() != null && realm.getRawUserInfo() == null && isAcceptable(scheme, realm)) {
				return realm;
			}
		}
		catch (IllegalArgumentException ex) {
			// As if it were of another kind.
		}
		throw target.unauthenticated("it names no acceptable address for tokens");
	}

	// A password or a token for a registry with TLS does not go over the wire in plain.
	private boolean isAcceptable(String scheme, URI realm) {
		boolean plain = this.host.root().getScheme().equals("http") || this.wire.isPlain(this.host)
				|| DefaultHosts.isLoopback(realm.getAuthority());
		return scheme.equals("https") || (scheme.equals("http") && plain);
	}

	private static HttpRequest.Builder get(URI realm, Challenge challenge, Set<String> scopes) {
		StringBuilder query = new StringBuilder((realm.getRawQuery() != null) ? realm.getRawQuery() + "&" : "");
		query.append("service=").append(Endpoint.encode(challenge.parameter("service")));
		scopes.stream().sorted().forEach((scope) -> query.append("&scope=").append(Endpoint.encode(scope)));
		String base = realm.toString();
		int question = base.indexOf('?');
		return HttpRequest.newBuilder(URI.create(((question >= 0) ? base.substring(0, question) : base) + "?" + query));
	}

	private static HttpRequest.Builder post(URI realm, Challenge challenge, Set<String> scopes,
			RegistryCredentials credentials) {
		String form = "grant_type=refresh_token&client_id=" + CLIENT_ID + "&service="
				+ Endpoint.encode(challenge.parameter("service")) + "&scope="
				+ Endpoint.encode(scopes.stream().sorted().collect(Collectors.joining(" "))) + "&refresh_token="
				+ Endpoint.encode(credentials.secret());
		return HttpRequest.newBuilder(realm)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofByteArray(form.getBytes(StandardCharsets.US_ASCII)));
	}

	private static Token parse(Answer answer, Target server) throws IOException {
		try (answer) {
			return Token.parse(answer.read(MAX_ANSWER));
		}
		catch (MalformedTokenException ex) {
			throw server.unauthenticated(String.valueOf(ex.getMessage()));
		}
	}

}
