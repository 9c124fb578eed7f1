package io.github.containerd4j.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

import io.github.containerd4j.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/**
 * Who we are at one registry. Immutable; the secret is never part of a message, a log or
 * {@link #toString()}.
 *
 * @since 0.1.0
 */
public final class RegistryCredentials {

	private final Kind kind;

	private final String user;

	private final String secret;

	private RegistryCredentials(Kind kind, String user, String secret) {
		if (secret.isEmpty()) {
			throw InvalidArgumentException.of("registry credentials", null, "the secret must not be empty");
		}
		this.kind = kind;
		this.user = user;
		this.secret = secret;
	}

	/**
	 * A user and a password, or an access token in its place. Used for basic
	 * authentication, and to get tokens.
	 * @param user the user; without a colon and not empty
	 * @param secret the password; not empty
	 * @return the credentials
	 * @throws InvalidArgumentException if one is empty or the user has a colon
	 */
	public static RegistryCredentials basic(String user, String secret) {
		if (user.isEmpty() || user.indexOf(':') >= 0) {
			throw InvalidArgumentException.of("registry credentials", null, "a user must not be empty or have a colon");
		}
		return new RegistryCredentials(Kind.BASIC, user, secret);
	}

	/**
	 * A refresh token, which is exchanged for short-lived tokens (OAuth 2). Docker's
	 * configuration calls it {@code identitytoken}.
	 * @param token the token; not empty
	 * @return the credentials
	 * @throws InvalidArgumentException if it is empty
	 */
	public static RegistryCredentials identityToken(String token) {
		return new RegistryCredentials(Kind.IDENTITY_TOKEN, "", token);
	}

	/**
	 * A token that the registry itself accepts; it is sent as it is until it expires.
	 * @param token the token; not empty
	 * @return the credentials
	 * @throws InvalidArgumentException if it is empty
	 */
	public static RegistryCredentials accessToken(String token) {
		return new RegistryCredentials(Kind.ACCESS_TOKEN, "", token);
	}

	Kind kind() {
		return this.kind;
	}

	/**
	 * The user.
	 * @return the user; empty for tokens
	 */
	public String user() {
		return this.user;
	}

	/**
	 * The password or token. For whoever passes credentials on, such as to the daemon;
	 * not for logs.
	 * @return the secret
	 */
	public String secret() {
		return this.secret;
	}

	/**
	 * Whether this is an identity token.
	 * @return whether it is a refresh token and has no user
	 */
	public boolean isIdentityToken() {
		return this.kind == Kind.IDENTITY_TOKEN;
	}

	String basicHeader() {
		byte[] pair = (this.user + ":" + this.secret).getBytes(StandardCharsets.UTF_8);
		return "Basic " + Base64.getEncoder().encodeToString(pair);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof RegistryCredentials that && this.kind == that.kind && this.user.equals(that.user)
				&& this.secret.equals(that.secret);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.kind, this.user, this.secret);
	}

	/**
	 * The kind and the user, with the secret masked.
	 */
	@Override
	public String toString() {
		return (this.kind == Kind.BASIC) ? "basic(" + this.user + ", ***)"
				: ((this.kind == Kind.IDENTITY_TOKEN) ? "identityToken(***)" : "accessToken(***)");
	}

	/**
	 * How the secret is used.
	 */
	enum Kind {

		BASIC, IDENTITY_TOKEN, ACCESS_TOKEN

	}

}
