package io.github.containerd4j.probe;

/**
 * Is told when the state of a probe changes.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ProbeListener {

	/**
	 * The state has changed. Called on the probe's thread, which checks nothing
	 * meanwhile. What it throws is logged and ends nothing.
	 * @param before the status before the check
	 * @param after the status after it, of another state
	 */
	void onChange(ProbeStatus before, ProbeStatus after);

}
