package io.github.containerd4j.spring.autoconfigure.diagnostics;

import io.github.containerd4j.spring.container.DeclaredContainerException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells which declared container did not start, and why.
 */
final class DeclaredContainerFailureAnalyzer extends AbstractFailureAnalyzer<DeclaredContainerException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, DeclaredContainerException cause) {
		String id = cause.container().substring(cause.container().indexOf('/') + 1);
		return new FailureAnalysis("A container is declared, but " + cause.getMessage() + ".",
				"Correct what the failure names, which may be a property below 'containerd.containers." + id
						+ "', or set 'containerd.container-lifecycle.fail-on-error' to false to start without it.",
				cause);
	}

}
