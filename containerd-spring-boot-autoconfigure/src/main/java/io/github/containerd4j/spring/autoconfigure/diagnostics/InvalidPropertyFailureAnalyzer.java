package io.github.containerd4j.spring.autoconfigure.diagnostics;

import java.util.Map;

import io.github.containerd4j.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * A value that the client refused and that came from a property.
 */
final class InvalidPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidArgumentException> {

	private static final Map<String, String> PROPERTIES = Map.of(
	// @formatter:off
			"containerd address", "'containerd.address' (or the environment variable CONTAINERD_ADDRESS)",
			"namespace", "'containerd.namespace' or 'containerd.namespaces'",
			"runtime", "'containerd.runtime'",
			"connect timeout", "'containerd.connect-timeout'",
			"request timeout", "'containerd.request-timeout'",
			"operation timeout", "'containerd.operation-timeout'",
			"maximum message size", "'containerd.max-message-size'",
			"backoff", "'containerd.events.backoff.initial' or 'containerd.events.backoff.max'",
			"buffer size", "'containerd.events.buffer-size'",
			"resync", "'containerd.events.resync' or 'containerd.events.filters'"
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
