package io.github.containerd4j.registry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

import io.github.containerd4j.ContainerdException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does things again that failed for a reason that may pass.
 */
final class Attempts {

	private static final Logger logger = LoggerFactory.getLogger(Attempts.class);

	private final Wire wire;

	Attempts(Wire wire) {
		this.wire = wire;
	}

	/**
	 * Something that may be done again.
	 *
	 * @param <T> its result
	 */
	@FunctionalInterface
	interface Attempt<T> {

		T run() throws IOException, InterruptedException, TransientFailure;

	}

	/**
	 * Tries until it succeeds or there were enough failures.
	 * @param target what is tried
	 * @param patient whether to try again also when the host cannot be reached at all;
	 * not while there are other hosts
	 * @param attempt does it
	 * @return its result
	 * @throws ContainerdException the last failure
	 */
	<T> T run(Target target, boolean patient, Attempt<T> attempt) {
		return run(target, patient, attempt, () -> false);
	}

	/**
	 * As above, for what goes on where it was.
	 * @param progressed whether there was progress since the last failure, which sets
	 * their count back
	 */
	<T> T run(Target target, boolean patient, Attempt<T> attempt, BooleanSupplier progressed) {
		int failures = 0;
		while (true) {
			try {
				return attempt.run();
			}
			catch (TransientFailure ex) {
				failures = progressed.getAsBoolean() ? 1 : failures + 1;
				waitOrThrow(target, failures, ex);
			}
			catch (IOException ex) {
				TransientFailure failure = asTransient(target, ex);
				if (!patient && NetworkProblem.isUnreachable(ex)) {
					throw failure.error();
				}
				failures = progressed.getAsBoolean() ? 1 : failures + 1;
				waitOrThrow(target, failures, failure);
			}
			catch (InterruptedException ex) {
				throw interrupted(target, ex);
			}
		}
	}

	/**
	 * Tells a failure of the network.
	 * @throws ContainerdException if it does not pass
	 */
	static TransientFailure asTransient(Target target, IOException failure) {
		if (failure instanceof InterruptedIOException) {
			throw interrupted(target, failure);
		}
		if (failure instanceof StreamedPayload.BlobSourceException) {
			throw target.failed(String.valueOf(failure.getMessage()), failure);
		}
		ContainerdException error = target.broken(failure);
		if (NetworkProblem.isUntrusted(failure)) {
			throw error;
		}
		return new TransientFailure(error, null);
	}

	/**
	 * Waits before the next attempt.
	 * @param target what is tried
	 * @param failures how many there were
	 * @param failure the last one
	 * @throws ContainerdException the last failure, if there were enough
	 */
	void waitOrThrow(Target target, int failures, TransientFailure failure) {
		if (failures > this.wire.options().retries()) {
			throw failure.error();
		}
		Duration pause = pause(failures, failure.retryAfter());
		logger.debug("Trying again in {} ms: {}", pause.toMillis(), failure.error().getMessage());
		try {
			this.wire.pause(pause);
		}
		catch (InterruptedException ex) {
			throw interrupted(target, ex);
		}
	}

	private Duration pause(int failures, @Nullable Duration retryAfter) {
		RegistryOptions options = this.wire.options();
		Duration doubled = options.backoff().multipliedBy(1L << Math.min(failures - 1, 20));
		Duration limited = min((retryAfter != null) ? retryAfter : doubled, options.maxBackoff());
		// Many layers fail at once, and should not all come back at once.
		long spread = limited.toNanos() / 4;
		return (retryAfter != null || spread == 0) ? limited
				: limited.minusNanos(ThreadLocalRandom.current().nextLong(spread));
	}

	private static Duration min(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

	private static ContainerdException interrupted(Target target, Exception cause) {
		Thread.currentThread().interrupt();
		return target.cancelled("interrupted", cause);
	}

}
