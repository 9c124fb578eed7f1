package io.github.containerd4j.probe;

import org.jspecify.annotations.Nullable;

/**
 * What a probe knows at one point in time.
 *
 * @param state the state
 * @param failures how often it has failed in a row; failures of the start period do not
 * count
 * @param last how the last check went; {@code null} before the first
 * @since 0.1.0
 */
public record ProbeStatus(ProbeState state, int failures, @Nullable ProbeResult last) {

	static final ProbeStatus INITIAL = new ProbeStatus(ProbeState.STARTING, 0, null);

	/**
	 * The status after one more check.
	 * @param result how it went
	 * @param retries how many failures in a row are unhealthy
	 * @param startPeriod whether the start period lasts
	 * @return the status
	 */
	ProbeStatus after(ProbeResult result, int retries, boolean startPeriod) {
		if (result.success()) {
			return new ProbeStatus(ProbeState.HEALTHY, 0, result);
		}
		// As in Docker: who has answered once has started, however long that may take.
		if (startPeriod && this.state == ProbeState.STARTING) {
			return new ProbeStatus(this.state, 0, result);
		}
		int failures = this.failures + 1;
		return new ProbeStatus((failures >= retries) ? ProbeState.UNHEALTHY : this.state, failures, result);
	}

}
