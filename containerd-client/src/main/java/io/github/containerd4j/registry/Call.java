package io.github.containerd4j.registry;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * One request as the distribution specification has it, before we are known and
 * redirected.
 *
 * @param method the HTTP method
 * @param uri the address
 * @param headers the headers
 * @param payload the body
 * @param scopes what a token must allow for it
 * @param verified whether what it brings is verified by its digest, so that a redirect
 * may lead to plain HTTP
 * @param patient whether the registry may think about the answer for longer
 */
record Call(String method, URI uri, Map<String, String> headers, Payload payload, Set<String> scopes, boolean verified,
		boolean patient) {

	static Call of(String method, URI uri, Set<String> scopes) {
		return new Call(method, uri, Map.of(), Payload.none(), scopes, false, false);
	}

	Call with(String header, String value) {
		Map<String, String> all = new LinkedHashMap<>(this.headers);
		all.put(header, value);
		return new Call(this.method, this.uri, all, this.payload, this.scopes, this.verified, this.patient);
	}

	Call with(Payload payload) {
		return new Call(this.method, this.uri, this.headers, payload, this.scopes, this.verified, this.patient);
	}

	Call asVerified() {
		return new Call(this.method, this.uri, this.headers, this.payload, this.scopes, true, this.patient);
	}

	Call asPatient() {
		return new Call(this.method, this.uri, this.headers, this.payload, this.scopes, this.verified, true);
	}

	boolean isReading() {
		return this.method.equals("GET") || this.method.equals("HEAD");
	}

}
