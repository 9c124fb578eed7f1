package io.github.containerd4j.transfer;

import java.time.Instant;

import io.github.containerd4j.TypedValue;
import io.github.containerd4j.proto.types.transfer.AuthType;
import io.github.containerd4j.rpc.Protos;
import org.jspecify.annotations.Nullable;

/**
 * The answer to the daemon's question for credentials. The secret is not shown as text.
 *
 * @param kind what is given
 * @param username the name of the user; empty unless user and password are given
 * @param secret the password, token or header; empty if nothing is given
 * @param expiresAt until when it is good; {@code null} if that is not known
 * @since 0.1.0
 */
public record AuthResponse(Kind kind, String username, String secret, @Nullable Instant expiresAt) {

	/**
	 * Go on without credentials.
	 * @return the answer
	 */
	public static AuthResponse none() {
		return new AuthResponse(Kind.NONE, "", "", null);
	}

	/**
	 * User and password.
	 * @param username the name of the user
	 * @param password the password
	 * @return the answer
	 */
	public static AuthResponse credentials(String username, String password) {
		return new AuthResponse(Kind.CREDENTIALS, username, password, null);
	}

	/**
	 * A refresh token.
	 * @param token the token
	 * @return the answer
	 */
	public static AuthResponse refreshToken(String token) {
		return new AuthResponse(Kind.REFRESH, "", token, null);
	}

	/**
	 * The form that is sent on the authentication stream.
	 * @return the value
	 */
	public TypedValue toTypedValue() {
		var response = io.github.containerd4j.proto.types.transfer.AuthResponse.newBuilder()
			.setAuthType(AuthType.valueOf(this.kind.name()))
			.setUsername(this.username)
			.setSecret(this.secret);
		Protos.setIfPresent(this.expiresAt, (instant) -> response.setExpireAt(Protos.toTimestamp(instant)));
		return Protos.pack(response.build());
	}

	@Override
	public String toString() {
		return "AuthResponse[" + this.kind + ", username=" + this.username + "]";
	}

	/**
	 * What is given.
	 */
	public enum Kind {

		/** Nothing. */
		NONE,

		/** User and password. */
		CREDENTIALS,

		/** A refresh token. */
		REFRESH,

		/** A header, which containerd declares and hardly serves. */
		HEADER

	}

}
