package io.github.containerd4j.registry;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Who we are at one host: remembers how it wants to be told, and the tokens that it gave,
 * one for each set of scopes.
 */
final class Authorizer {

	private final TokenServer tokenServer;

	private final Supplier<Optional<RegistryCredentials>> source;

	private final Map<String, Token> tokens = new ConcurrentHashMap<>();

	// Of several layers that need the same token, one fetches it.
	private final ReentrantLock fetching = new ReentrantLock();

	private volatile @Nullable Challenge challenge;

	private volatile @Nullable RegistryCredentials known;

	Authorizer(TokenServer tokenServer, Supplier<Optional<RegistryCredentials>> source) {
		this.tokenServer = tokenServer;
		this.source = source;
	}

	/**
	 * The header for a request, after the first challenge.
	 * @param scopes what a token must allow
	 * @return the value of {@code Authorization}; {@code null} for none
	 */
	@Nullable String header(Set<String> scopes, Target target) throws IOException, InterruptedException, TransientFailure {
		Challenge current = this.challenge;
		if (current == null) {
			return null;
		}
		RegistryCredentials credentials = this.known;
		if (!current.isBearer()) {
			return (credentials != null) ? credentials.basicHeader() : null;
		}
		if (credentials != null && credentials.kind() == RegistryCredentials.Kind.ACCESS_TOKEN) {
			return "Bearer " + credentials.secret();
		}
		return "Bearer " + token(current, scopes, target).value();
	}

	private Token token(Challenge current, Set<String> scopes, Target target)
			throws IOException, InterruptedException, TransientFailure {
		String key = String.join(" ", new TreeSet<>(scopes));
		Token cached = this.tokens.get(key);
		if (cached != null && !cached.isExpired()) {
			return cached;
		}
		this.fetching.lockInterruptibly();
		try {
			Token meanwhile = this.tokens.get(key);
			if (meanwhile != null && !meanwhile.isExpired()) {
				return meanwhile;
			}
			this.tokens.values().removeIf(Token::isExpired);
			Token fetched = this.tokenServer.fetch(current, scopes, this.known, target);
			this.tokens.put(key, fetched);
			return fetched;
		}
		finally {
			this.fetching.unlock();
		}
	}

	/**
	 * Learns from the answer 401.
	 * @param answer the answer
	 * @param used the header of the request, if it had one
	 * @return whether another attempt may be accepted
	 */
	boolean learn(Answer answer, Target target, @Nullable String used) {
		Optional<Challenge> asked = Challenge.of(answer);
		if (asked.isEmpty()) {
			return false;
		}
		Optional<RegistryCredentials> found = this.source.get();
		this.known = found.orElse(null);
		this.challenge = asked.get();
		if (asked.get().isBearer()) {
			this.tokens.values().removeIf((token) -> ("Bearer " + token.value()).equals(used));
			return true;
		}
		if (found.isPresent() && found.get().kind() != RegistryCredentials.Kind.BASIC) {
			throw target.unauthenticated("it wants a user and a password, and there is only a token");
		}
		return found.isPresent() && !found.get().basicHeader().equals(used);
	}

	/**
	 * Who we were, for messages.
	 */
	String describe() {
		RegistryCredentials credentials = this.known;
		if (credentials == null) {
			return "no credentials are known for it";
		}
		return "the credentials are " + credentials;
	}

	/**
	 * What must not be shown if the registry repeats it.
	 */
	Set<String> secrets() {
		Set<String> secrets = new HashSet<>();
		RegistryCredentials credentials = this.known;
		if (credentials != null) {
			secrets.add(credentials.secret());
			secrets.add(credentials.basicHeader().substring("Basic ".length()));
		}
		this.tokens.values().forEach((token) -> secrets.add(token.value()));
		return secrets;
	}

}
