package io.github.containerd4j.registry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Sends the requests of one repository to one host: says who we are, follows redirects,
 * finds out whether the host speaks TLS.
 */
final class Requests {

	private static final int MAX_REDIRECTS = 10;

	// Registries put an upload together before they answer.
	private static final int PATIENCE = 10;

	private final Wire wire;

	private final Endpoint endpoint;

	Requests(Wire wire, Endpoint endpoint) {
		this.wire = wire;
		this.endpoint = endpoint;
	}

	Endpoint endpoint() {
		return this.endpoint;
	}

	/**
	 * Sends a request and returns its answer, whatever its status is, except 401.
	 */
	Answer send(Call call, Target target) throws IOException, InterruptedException, TransientFailure {
		URI uri = call.uri();
		for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
			Answer answer = sendKnown(call, uri, target);
			Optional<URI> next = redirect(answer, call, target);
			if (next.isEmpty()) {
				return answer;
			}
			answer.close();
			uri = next.get();
		}
		throw target.failed(target.host() + " redirects without end", null);
	}

	/**
	 * Sends a request and returns its answer if it has one of the statuses.
	 * @throws TransientFailure if it has another one that may pass
	 */
	Answer send(Call call, Target target, Set<Integer> expected)
			throws IOException, InterruptedException, TransientFailure {
		Answer answer = send(call, target);
		if (expected.contains(answer.status())) {
			return answer;
		}
		throw refuse(answer, target);
	}

	TransientFailure refuse(Answer answer, Target target) {
		Authorizer authorizer = this.endpoint.authorizer();
		Set<String> secrets = (authorizer != null) ? authorizer.secrets() : Set.of();
		String identity = (authorizer != null) ? authorizer.describe() : "no credentials are sent there";
		// A redirect may have led to another host.
		return Statuses.refuse(answer, target.at(answer.uri().getAuthority()), secrets, identity);
	}

	private Answer sendKnown(Call call, URI uri, Target target)
			throws IOException, InterruptedException, TransientFailure {
		Authorizer authorizer = this.endpoint.owns(uri) ? this.endpoint.authorizer() : null;
		String header = (authorizer != null) ? authorizer.header(call.scopes(), target) : null;
		Answer answer = exchange(call, uri, header);
		if (answer.status() != 401 || authorizer == null) {
			return answer;
		}
		if (!authorizer.learn(answer, target, header)) {
			throw refuse(answer, target);
		}
		if (!call.payload().isRepeatable()) {
			// The token ran out during an upload, which now goes on with a new one.
			throw new TransientFailure(target.refused(401, ErrorBody.read(answer, Set.of()), authorizer.describe()),
					Duration.ZERO);
		}
		answer.close();
		Answer second = exchange(call, answer.uri(), authorizer.header(call.scopes(), target));
		if (second.status() == 401) {
			throw refuse(second, target);
		}
		return second;
	}

	private Answer exchange(Call call, URI uri, @Nullable String authorization)
			throws IOException, InterruptedException {
		try {
			return wireSend(call, uri, authorization);
		}
		catch (IOException ex) {
			if (!mayBePlain(call, uri, ex)) {
				throw ex;
			}
			Answer answer = wireSend(call, Endpoint.plain(uri), authorization);
			this.wire.notePlain(this.endpoint.host());
			return answer;
		}
	}

	private boolean mayBePlain(Call call, URI uri, IOException failure) {
		return this.endpoint.host().plainFallback() && this.endpoint.owns(uri) && uri.getScheme().equals("https")
				&& call.payload().isRepeatable() && NetworkProblem.isNoTls(failure);
	}

	private Answer wireSend(Call call, URI uri, @Nullable String authorization)
			throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(call.method(), call.payload().publisher());
		request.setHeader("User-Agent", this.wire.options().userAgent());
		if (this.endpoint.isHost(uri)) {
			this.endpoint.host()
				.headers()
				.forEach((name, values) -> values.forEach((value) -> request.header(name, value)));
		}
		call.headers().forEach(request::setHeader);
		if (authorization != null) {
			request.setHeader("Authorization", authorization);
		}
		Duration patience = this.wire.options().stallTimeout().multipliedBy(call.patient() ? PATIENCE : 1);
		return this.wire.send(this.endpoint.host(), request.build(), call.payload(), patience);
	}

	private Optional<URI> redirect(Answer answer, Call call, Target target) {
		int status = answer.status();
		boolean follow = switch (status) {
			case 301, 302, 303 -> call.isReading();
			case 307, 308 -> call.isReading() || call.payload().isRepeatable();
			default -> false;
		};
		if (!follow) {
			return Optional.empty();
		}
		URI next = Locations.resolve(answer, target);
		if (Locations.isDowngrade(answer.uri(), next) && !call.verified()) {
			answer.close();
			throw target.failed(target.host() + " redirects from https to http on " + next.getAuthority(), null);
		}
		return Optional.of(next);
	}

}
