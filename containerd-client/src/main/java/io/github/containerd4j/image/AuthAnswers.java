package io.github.containerd4j.image;

import java.util.Optional;

import io.github.containerd4j.TypedValue;
import io.github.containerd4j.oci.ImageReference;
import io.github.containerd4j.registry.RegistryCredentials;
import io.github.containerd4j.registry.RegistryCredentialsProvider;
import io.github.containerd4j.transfer.AuthRequest;
import io.github.containerd4j.transfer.AuthResponse;
import io.github.containerd4j.transfer.TransferStream;
import org.jspecify.annotations.Nullable;

/**
 * Answers the daemon's questions for credentials, each of them: one that stays without an
 * answer lets the daemon wait for ever. If the provider fails, the daemon goes on without
 * credentials, but the transfer fails with the provider's error.
 */
final class AuthAnswers {

	private final TransferStream stream;

	private final ImageReference reference;

	private final RegistryCredentialsProvider provider;

	private final @Nullable RegistryCredentials credentials;

	private final TransferControl control;

	AuthAnswers(TransferStream stream, ImageReference reference, RegistryCredentialsProvider provider,
			@Nullable RegistryCredentials credentials, TransferControl control) {
		this.stream = stream;
		this.reference = reference;
		this.provider = provider;
		this.credentials = credentials;
		this.control = control;
	}

	/**
	 * Answers until the stream ends.
	 */
	void serve() {
		TypedValue question = this.stream.receive(this.control.remaining());
		while (question != null) {
			answer(AuthRequest.decode(question));
			question = this.stream.receive(this.control.remaining());
		}
	}

	private void answer(AuthRequest question) {
		AuthResponse response;
		RuntimeException failure = null;
		try {
			response = find(question.host()).map(this::response).orElseGet(AuthResponse::none);
		}
		catch (RuntimeException ex) {
			failure = ex;
			response = AuthResponse.none();
		}
		this.stream.send(response.toTypedValue());
		if (failure != null) {
			throw failure;
		}
	}

	/**
	 * Whether the daemon can be told of credentials: it knows no tokens that are sent as
	 * they are.
	 */
	static boolean isExpressible(RegistryCredentials credentials) {
		return credentials.isIdentityToken() || !credentials.user().isEmpty();
	}

	private AuthResponse response(RegistryCredentials credentials) {
		if (!isExpressible(credentials)) {
			throw this.control.subject().unimplemented("the daemon takes no access tokens of registries");
		}
		return credentials.isIdentityToken() ? AuthResponse.refreshToken(credentials.secret())
				: AuthResponse.credentials(credentials.user(), credentials.secret());
	}

	private Optional<RegistryCredentials> find(String host) {
		boolean own = host.equals(this.reference.host()) || host.equals(this.reference.domain());
		if (own && this.credentials != null) {
			return Optional.of(this.credentials);
		}
		return this.provider.find(own ? this.reference.domain() : host);
	}

}
