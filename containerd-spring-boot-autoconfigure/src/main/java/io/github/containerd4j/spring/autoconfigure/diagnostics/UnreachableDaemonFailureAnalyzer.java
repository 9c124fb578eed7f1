package io.github.containerd4j.spring.autoconfigure.diagnostics;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.PermissionDeniedException;
import io.github.containerd4j.UnavailableException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * A call that was made during the start and found no daemon. Nothing of ours makes such a
 * call, so it is the application that cannot do without.
 */
final class UnreachableDaemonFailureAnalyzer extends AbstractFailureAnalyzer<ContainerdException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, ContainerdException cause) {
		if (!(cause instanceof UnavailableException) && !(cause instanceof PermissionDeniedException)) {
			return null;
		}
		return new FailureAnalysis(
				"The application called containerd while it started, and that failed: " + cause.getMessage() + ".",
				"Make the daemon reachable, set 'containerd.address' to its socket, or make the first call later: "
						+ "the beans themselves need no running daemon.",
				cause);
	}

}
