package io.github.containerd4j.spring.autoconfigure.diagnostics;

import java.util.Map;

import io.github.containerd4j.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import static java.util.Map.entry;

/**
 * A value that the client refused and that came from a property.
 */
final class InvalidPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidArgumentException> {

	private static final Map<String, String> PROPERTIES = Map.ofEntries(
	// @formatter:off
			entry("containerd address", "'containerd.address' (or the environment variable CONTAINERD_ADDRESS)"),
			entry("namespace", "'containerd.namespace' or 'containerd.namespaces'"),
			entry("runtime", "'containerd.runtime'"),
			entry("connect timeout", "'containerd.connect-timeout'"),
			entry("request timeout", "'containerd.request-timeout'"),
			entry("operation timeout", "'containerd.operation-timeout'"),
			entry("maximum message size", "'containerd.max-message-size'"),
			entry("data directory", "'containerd.data-directory'"),
			entry("backoff", "'containerd.events.backoff.initial' or 'containerd.events.backoff.max'"),
			entry("buffer size", "'containerd.events.buffer-size'"),
			entry("resync", "'containerd.events.resync' or 'containerd.events.filters'")
			// @formatter:on
	);

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, InvalidArgumentException cause) {
		String property = (cause instanceof InvalidContainerdPropertyException named) ? "'" + named.property() + "'"
				: PROPERTIES.get(cause.failure().kind());
		if (property == null) {
			return null;
		}
		return new FailureAnalysis("containerd cannot be configured: " + cause.getMessage() + ".",
				"Correct " + property + ".", cause);
	}

}
