package io.github.containerd4j.metric;

import org.jspecify.annotations.Nullable;

/**
 * Waiting for one resource; since containerd 2.0.
 *
 * @param some time in which at least one process waited; {@code null} if it is not
 * measured
 * @param full time in which all processes waited; {@code null} if it is not measured
 * @since 0.1.0
 */
public record PressureStall(@Nullable Pressure some, @Nullable Pressure full) {

}
