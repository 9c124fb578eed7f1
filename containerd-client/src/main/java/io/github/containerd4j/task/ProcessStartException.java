package io.github.containerd4j.task;

import java.util.Locale;

import io.github.containerd4j.ContainerdException;
import org.jspecify.annotations.Nullable;

/**
 * The runtime could not execute a program. Nothing of it runs. containerd passes the
 * runtime's own text on, which is in the message; the reason is read from it.
 *
 * @since 0.1.0
 */
public class ProcessStartException extends ContainerdException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	ProcessStartException(Reason reason, ContainerdException cause) {
		super(cause.getMessage() + "; " + reason.advice, cause.failure(), cause);
		this.reason = reason;
	}

	/**
	 * What is wrong.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * Recognises a failure to execute a program.
	 * @param failure the failure of the call
	 * @return the more precise exception, or the failure itself
	 */
	static ContainerdException of(ContainerdException failure) {
		Reason reason = Reason.of(String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT));
		return (reason != null) ? new ProcessStartException(reason, failure) : failure;
	}

	/**
	 * Why a program cannot be executed.
	 */
	public enum Reason {

		/** The working directory does not exist in the container, or is no directory. */
		NO_WORKING_DIRECTORY("the working directory must exist in the container"),

		/** There is no such program in the container, or its interpreter is missing. */
		NO_SUCH_PROGRAM("the program must exist in the container, by its path or in its PATH"),

		/** The file is there and must not, or cannot, be executed. */
		NOT_EXECUTABLE("the program must be an executable file of this architecture");

		private final String advice;

		Reason(String advice) {
			this.advice = advice;
		}

		// The texts of runc 1.0 to 1.3, crun 1.8 and youki; the two latter write upper
		// case letters.
		private static @Nullable Reason of(String text) {
			if (text.contains("chdir to cwd") || text.contains("set cwd") || text.contains("chdir")) {
				return NO_WORKING_DIRECTORY;
			}
			if (!text.contains("exec")) {
				return null;
			}
			if (text.contains("no such file or directory") || text.contains("executable file not found")
					|| text.contains("not found in $path")) {
				return NO_SUCH_PROGRAM;
			}
			if (text.contains("permission denied") || text.contains("exec format error")
					|| text.contains("is a directory")) {
				return NOT_EXECUTABLE;
			}
			return null;
		}

	}

}
