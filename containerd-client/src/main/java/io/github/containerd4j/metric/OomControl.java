package io.github.containerd4j.metric;

/**
 * The state of the out-of-memory killer under cgroup v1.
 *
 * @param killDisabled whether the killer is off, so that processes wait for memory
 * instead
 * @param underOom whether processes wait for memory now
 * @param kills processes killed so far
 * @since 0.1.0
 */
public record OomControl(boolean killDisabled, boolean underOom, long kills) {

}
