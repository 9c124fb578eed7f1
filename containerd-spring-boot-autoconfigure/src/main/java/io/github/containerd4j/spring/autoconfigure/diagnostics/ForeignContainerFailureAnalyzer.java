package io.github.containerd4j.spring.autoconfigure.diagnostics;

import io.github.containerd4j.spring.container.ForeignContainerException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells what to do about a container that somebody else created.
 */
final class ForeignContainerFailureAnalyzer extends AbstractFailureAnalyzer<ForeignContainerException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ForeignContainerException cause) {
		return new FailureAnalysis(
				"A container is declared, but " + cause.getMessage() + ". It is left as it is.", "Delete the container "
						+ cause.container() + ", or declare another identifier below " + "'containerd.containers'.",
				cause);
	}

}
