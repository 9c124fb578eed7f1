package io.github.containerd4j.build;

import java.nio.file.Path;

import io.github.containerd4j.AbortedException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import org.jspecify.annotations.Nullable;

/**
 * A directory tree changed while an image was built from it: a file vanished, grew,
 * shrank or was replaced. No image was made and no content is left. Trying again may
 * succeed.
 *
 * @since 0.1.0
 */
public class TreeChangedException extends AbortedException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what happened, in one line
	 * @param failure what was tried
	 * @param cause the cause, if any
	 */
	public TreeChangedException(String message, Failure failure, @Nullable Throwable cause) {
		super(message, failure, cause);
	}

	static TreeChangedException of(Path path, String change, @Nullable Throwable cause) {
		Failure failure = new Failure("build", "file", path.toString(), null, ErrorCode.ABORTED);
		return new TreeChangedException(failure.describe() + ": it " + change + " while it was read", failure, cause);
	}

}
