package io.github.containerd4j.metric;

/**
 * How much time was lost waiting, by some processes or by all at once.
 *
 * @param average10 percent of the last 10 seconds
 * @param average60 percent of the last minute
 * @param average300 percent of the last five minutes
 * @param total microseconds so far
 * @since 0.1.0
 */
public record Pressure(double average10, double average60, double average300, long total) {

}
