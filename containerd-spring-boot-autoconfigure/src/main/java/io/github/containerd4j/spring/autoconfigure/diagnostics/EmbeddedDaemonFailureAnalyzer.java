package io.github.containerd4j.spring.autoconfigure.diagnostics;

import io.github.containerd4j.embedded.EmbeddedContainerdException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * A private daemon that did not start. The exception itself says what is missing.
 */
final class EmbeddedDaemonFailureAnalyzer extends AbstractFailureAnalyzer<EmbeddedContainerdException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, EmbeddedContainerdException cause) {
		return new FailureAnalysis("The embedded containerd did not start: " + cause.getMessage() + ".",
				"Correct that, choose other programs with 'containerd.embedded.bin-directory', or use a daemon that "
						+ "runs already: 'containerd.embedded.enabled=false' and 'containerd.address'.",
				cause);
	}

}
