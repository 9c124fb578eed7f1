package io.github.containerd4j.spec;

import io.github.containerd4j.InvalidArgumentException;

/**
 * When the daemon's restart monitor starts a container again. The monitor looks every ten
 * seconds, unless the daemon's configuration says otherwise.
 *
 * @param mode when
 * @param maximumRetries how often, for {@link Mode#ON_FAILURE}; 0 for no bound
 * @since 0.1.0
 */
public record RestartPolicy(Mode mode, int maximumRetries) {

	/**
	 * When a container is started again.
	 */
	public enum Mode {

		/** Never. */
		NO("no"),

		/** Whenever it does not run. */
		ALWAYS("always"),

		/** When it ended with another status than 0, since containerd 1.7. */
		ON_FAILURE("on-failure"),

		/**
		 * Whenever it does not run, unless it was stopped by us, since containerd 1.7.
		 */
		UNLESS_STOPPED("unless-stopped");

		private final String text;

		Mode(String text) {
			this.text = text;
		}

	}

	/**
	 * Checks the policy.
	 * @param mode when
	 * @param maximumRetries how often
	 * @throws InvalidArgumentException if the number is negative, or given for another
	 * mode than {@link Mode#ON_FAILURE}
	 */
	public RestartPolicy {
		if (maximumRetries < 0 || (maximumRetries > 0 && mode != Mode.ON_FAILURE)) {
			throw InvalidArgumentException.of("restart policy", mode.text + ":" + maximumRetries,
					"only on-failure takes a number of retries, 0 or more");
		}
	}

	/**
	 * Never.
	 * @return the policy
	 */
	public static RestartPolicy no() {
		return new RestartPolicy(Mode.NO, 0);
	}

	/**
	 * Whenever the container does not run.
	 * @return the policy
	 */
	public static RestartPolicy always() {
		return new RestartPolicy(Mode.ALWAYS, 0);
	}

	/**
	 * Whenever the container does not run, unless it was stopped by us. Since containerd
	 * 1.7.
	 * @return the policy
	 */
	public static RestartPolicy unlessStopped() {
		return new RestartPolicy(Mode.UNLESS_STOPPED, 0);
	}

	/**
	 * When the container ended with another status than 0. Since containerd 1.7.
	 * @param maximumRetries how often; 0 for no bound
	 * @return the policy
	 * @throws InvalidArgumentException if the number is negative
	 */
	public static RestartPolicy onFailure(int maximumRetries) {
		return new RestartPolicy(Mode.ON_FAILURE, maximumRetries);
	}

	/**
	 * Reads a policy.
	 * @param text {@code no}, {@code always}, {@code unless-stopped}, {@code on-failure}
	 * or {@code on-failure:<number>}
	 * @return the policy
	 * @throws InvalidArgumentException if it is none of these
	 */
	public static RestartPolicy parse(String text) {
		String[] parts = text.split(":", 2);
		for (Mode mode : Mode.values()) {
			if (mode.text.equals(parts[0]) && (parts.length == 1 || parts[1].matches("[0-9]{1,9}"))) {
				return new RestartPolicy(mode, (parts.length == 1) ? 0 : Integer.parseInt(parts[1]));
			}
		}
		throw InvalidArgumentException.of("restart policy", text,
				"expected no, always, unless-stopped, on-failure or on-failure:<number>");
	}

	/**
	 * The form that {@link #parse(String)} reads.
	 */
	@Override
	public String toString() {
		return (this.maximumRetries > 0) ? this.mode.text + ":" + this.maximumRetries : this.mode.text;
	}

}
