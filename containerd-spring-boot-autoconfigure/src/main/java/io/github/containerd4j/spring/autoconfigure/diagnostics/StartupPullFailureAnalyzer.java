package io.github.containerd4j.spring.autoconfigure.diagnostics;

import io.github.containerd4j.spring.image.StartupPullException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells which image the application could not get, and why.
 */
final class StartupPullFailureAnalyzer extends AbstractFailureAnalyzer<StartupPullException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, StartupPullException cause) {
		return new FailureAnalysis("The application pulls images at its start, but " + cause.getMessage() + ".",
				"Correct 'containerd.images.pull-at-startup' or the registry's settings below 'containerd.registry', "
						+ "or set 'containerd.images.startup.fail-on-error' to false to start without the image.",
				cause);
	}

}
