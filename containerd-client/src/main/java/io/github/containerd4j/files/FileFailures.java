package io.github.containerd4j.files;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

import io.github.containerd4j.CancelledException;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.host.HostFailures;
import io.github.containerd4j.host.SystemCallException;
import io.github.containerd4j.rpc.FullDisk;
import org.jspecify.annotations.Nullable;

/**
 * Tells what went wrong with a file.
 *
 * @param operation what was tried, such as {@code put}
 * @param file the container and the path in it
 */
record FileFailures(String operation, String file) {

	private static final String KIND = "file";

	ContainerdException of(SystemCallException cause) {
		return HostFailures.of(this.operation, KIND, this.file, cause);
	}

	ContainerdException of(IOException cause) {
		if (cause instanceof ClosedByInterruptException) {
			return interrupted(cause);
		}
		ErrorCode code = FullDisk.isMeantBy(cause.getMessage()) ? ErrorCode.RESOURCE_EXHAUSTED : ErrorCode.UNKNOWN;
		return HostFailures.of(this.operation, KIND, this.file, code, String.valueOf(cause.getMessage()), cause);
	}

	ContainerdException interrupted(@Nullable Throwable cause) {
		Failure failure = new Failure(this.operation, KIND, this.file, null, ErrorCode.CANCELLED);
		return new CancelledException(failure.describe() + ": the thread was interrupted", failure, cause);
	}

	ContainerdException refused(String reason) {
		return of(ErrorCode.FAILED_PRECONDITION, reason);
	}

	ContainerdException of(ErrorCode code, String reason) {
		return HostFailures.of(this.operation, KIND, this.file, code, reason, null);
	}

}
