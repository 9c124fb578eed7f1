package io.github.containerd4j.spring.autoconfigure.diagnostics;

import io.github.containerd4j.spring.autoconfigure.container.InvalidContainerPropertyException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells which property of a declared container is wrong.
 */
final class InvalidContainerPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidContainerPropertyException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidContainerPropertyException cause) {
		return new FailureAnalysis("A container is declared wrongly: " + cause.getMessage() + ".",
				"Correct '" + cause.property() + "'.", cause);
	}

}
